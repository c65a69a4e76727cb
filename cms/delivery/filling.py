"""Filling the slots of a shell: those of every page's frame here, those of a reader by who knows the reader."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import escape
from django.utils.translation import get_language

from cms.delivery import generation
from cms.delivery.pieces import cut, gap, rendered
from cms.delivery.slots import Shell, Slot
from lms.design.templatetags.design import page_script, styles

Fill = Mapping[str, Callable[[str], str]]
"""Slot name to what fills it, given the slot's key. A slot that is not named stays empty."""


def dressed(request: HttpRequest, shell: Shell, *, fill: Fill) -> str:
    """The whole page for this request."""
    everything = _frame(request) | dict(fill)
    return shell.completed(lambda slot: _filled(slot, everything))


def _filled(slot: Slot, fill: Fill) -> str:
    return fill[slot.name](slot.key) if slot.name in fill else ""


def token_of(request: HttpRequest) -> str:
    """One mask of the token for every form of the page: a second one could not be compressed."""
    if "CSRF_TOKEN_OF_PAGE" not in request.META:
        request.META["CSRF_TOKEN_OF_PAGE"] = get_token(request)
    return str(request.META["CSRF_TOKEN_OF_PAGE"])


def _frame(request: HttpRequest) -> dict[str, Callable[[str], str]]:
    context: Any = {"request": request}
    return {
        "styles": lambda part: styles(context, part),
        "scripts": lambda _key: page_script(context),
        "account": lambda _key: _account(request),
        "messages": lambda _key: _messages(request),
    }


def _account(request: HttpRequest) -> str:
    """The account menu; a form in it needs a token, so a cookie is set, only for who is signed in."""
    menu = _menu(request.user.is_authenticated, get_language() or "", generation.release())
    own: dict[str, Callable[[], str]] = {"name": lambda: escape(str(request.user)), "token": lambda: token_of(request)}
    return menu.completed(lambda slot: own[slot.name]())


class _Somebody:
    """As much of who is signed in as the menu's template asks for: a gap for the name."""

    is_authenticated = True

    def __str__(self) -> str:
        return gap("name")


@lru_cache(maxsize=32)
def _menu(signed_in: bool, _language: str, _release: str) -> Shell:
    values = {"user": _Somebody() if signed_in else None, "csrf_token": gap("token")}
    return cut("design/account_menu.html", values | {"account_links": settings.ACCOUNT_LINKS})


def _messages(request: HttpRequest) -> str:
    messages = get_messages(request)
    return rendered("cms/delivery/messages.html", {"messages": messages}) if len(messages) else ""
