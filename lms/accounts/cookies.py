"""The interface language of whoever signs in."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from lms.accounts.models import User

Answer = TypeVar("Answer", bound=HttpResponseBase)


def in_their_language(response: Answer, user: User, request: HttpRequest) -> Answer:
    """Set the language cookie to the person's own language."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=request.is_secure())
    return response
