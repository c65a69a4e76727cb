"""Answers of "unchanged": an ETag for every page, and a 304 with no more headers than RFC 9110 (15.4.5) asks for.

Two renderings of an unchanged page differ in the mask of the CSRF token; the mask is left out of the ETag, the secret
behind it is not, because a cached page with an outdated token could not be submitted.
"""

import hashlib
import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from lms.design import stylesheet

_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
PRIVATE = "private,no-cache"
# A page says its language itself; and what is private and asked for again each time varies for nobody.
_NEEDLESS_WHEN_PRIVATE = {"content-language", "vary"}
_KEPT_WHEN_UNCHANGED = {"etag", "cache-control", "vary", "expires", "content-location"}


def _weak(*parts: object) -> str:
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()
    return f'W/"{digest}"'


def page_etag(request: HttpRequest, *parts: object) -> str:
    """An ETag known before rendering, from ``parts`` (what the view's page depends on) and what every page's frame
    depends on: the person, the language, waiting messages, the stylesheet and the CSRF secret."""
    waiting = len(get_messages(request))
    person = request.user.pk if hasattr(request, "user") else None
    return _weak(parts, person, get_language(), waiting, stylesheet.version(), request.META.get("CSRF_COOKIE"))


def _etag_of_content(request: HttpRequest, response: HttpResponse) -> str:
    return _weak(hashlib.blake2b(_TOKEN.sub(b"", response.content)).digest(), request.META.get("CSRF_COOKIE"))


class ConditionalMiddleware:
    """Gives a page its ETag unless its view did, and answers 304 where the browser has it already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != 200 or response.streaming:
            return response
        if "no-store" in response.get("Cache-Control", ""):
            return response
        response.headers.setdefault("Cache-Control", PRIVATE)
        if "ETag" not in response.headers:
            response.headers["ETag"] = _etag_of_content(request, response)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


class NotModifiedMiddleware:
    """Takes from an answer what the browser need not be told: what is needless in any private page, the CSRF cookie
    that it has, and of a 304 what it keeps with its stored page.

    Stands first, so that nothing is added after.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 304:
            _strip(response, {name.lower() for name in response.headers} - _KEPT_WHEN_UNCHANGED)
        if response.get("Cache-Control") == PRIVATE:
            _strip(response, _NEEDLESS_WHEN_PRIVATE)
        # Django sends this cookie again with every page that holds a form; it ends with the session, so there is
        # nothing to prolong.
        sent = response.cookies.get(settings.CSRF_COOKIE_NAME)
        if sent and sent.value == request.COOKIES.get(settings.CSRF_COOKIE_NAME):
            del response.cookies[settings.CSRF_COOKIE_NAME]
        return response


def _strip(response: HttpResponse, names: set[str]) -> None:
    for name in names:
        del response.headers[name]
