"""Filling the slots of a shell: those of every page's frame here, those of a reader by who knows the reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms.delivery import generation
from cms.delivery.slots import Shell, Slot
from lms.design.templatetags.design import page_script, styles

Fill = Mapping[str, Callable[[str], str]]
"""Slot name to what fills it, given the slot's key. A slot that is not named stays empty."""

_TOKEN = "token-of-the-reader"  # noqa: S105 - stands for the token in a menu that is kept


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


@dataclass(frozen=True)
class _Shown:
    """As much of a person as the account menu shows."""

    name: str
    is_authenticated: bool

    def __str__(self) -> str:
        return self.name


def _account(request: HttpRequest) -> str:
    """The account menu; a form in it needs a token, so a cookie is set, only for who is signed in."""
    person = _Shown(name=str(request.user), is_authenticated=request.user.is_authenticated)
    menu = _menu(person, get_language() or "", generation.release())
    return menu.replace(_TOKEN, token_of(request)) if person.is_authenticated else menu


@lru_cache(maxsize=512)
def _menu(person: _Shown, _language: str, _release: str) -> str:
    values = {"user": person, "account_links": settings.ACCOUNT_LINKS, "csrf_token": _TOKEN}
    return render_to_string("design/account_menu.html", values)


def _messages(request: HttpRequest) -> str:
    messages = get_messages(request)
    return render_to_string("cms/delivery/messages.html", {"messages": messages}) if len(messages) else ""
