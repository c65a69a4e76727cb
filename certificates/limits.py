"""How often one address may ask in a minute."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
WINDOW = 60
"""Seconds."""


def at_most(requests: int) -> Callable[[View[P]], View[P]]:
    """Answer 429 beyond so many requests a minute from one address. The address is known as the proxies say."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def limited(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if _asked(view.__name__, request) > requests:
                response = render(request, "429.html", status=429)
                response.headers["Retry-After"] = str(WINDOW)
                return response
            return view(request, *args, **kwargs)

        return cast("View[P]", limited)

    return decorate


def _asked(name: str, request: HttpRequest) -> int:
    """How often this address has asked within its present window, this time included."""
    key = f"certificates:asked:{name}:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, WINDOW):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two statements
        return 1
