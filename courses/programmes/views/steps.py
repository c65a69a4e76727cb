"""What every view here does with an action: try it, and say what came of it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from lms.accounts.models import User
from lms.refusals import Refusal


def signed_in(request: HttpRequest) -> User:
    """The person; only for views that let nobody else in."""
    if not isinstance(request.user, User):
        raise TypeError("This view must be closed to those who are not signed in.")
    return request.user


def attempt(request: HttpRequest, action: Callable[[], object], *, done: str) -> bool:
    """Do it and say so, or say why not."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def attempt_form(request: HttpRequest, form: forms.BaseForm, action: Callable[[], object], *, done: str) -> bool:
    """As `attempt`, with the refusal shown at the form, so that what was typed is kept."""
    if not form.is_valid():
        return False
    try:
        action()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True
