"""Filling the slots of a shell: those of every page's frame here, those of a reader by who knows the reader."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from cms.delivery.slots import Shell, Slot
from lms.design.context import frame
from lms.design.templatetags.design import page_script, styles

Fill = Mapping[str, Callable[[str], str]]
"""Slot name to what fills it, given the slot's key. A slot that is not named stays empty."""


def dressed(request: HttpRequest, shell: Shell, *, fill: Fill) -> str:
    """The whole page for this request."""
    everything = _frame(request) | dict(fill)
    return shell.completed(lambda slot: _filled(slot, everything))


def _filled(slot: Slot, fill: Fill) -> str:
    return fill[slot.name](slot.key) if slot.name in fill else ""


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
    values = {"user": request.user, "account_links": frame(request)["account_links"]}
    if request.user.is_authenticated:
        values["csrf_token"] = get_token(request)
    return render_to_string("design/account_menu.html", values)


def _messages(request: HttpRequest) -> str:
    messages = get_messages(request)
    return render_to_string("cms/delivery/messages.html", {"messages": messages}) if len(messages) else ""
