"""allauth, as this platform uses it."""

import uuid
from pathlib import PurePosixPath
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from lms.accounts.cookies import in_their_language
from lms.accounts.models import User
from lms.accounts.queries import account_with
from lms.mail.actions import write_mail


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; mails leave by the outbox of this platform, in the receiver's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many failures get the page and the status of too many requests, not a form with an error."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **details)
        return in_their_language(response, user, request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A job sends it: an answer takes no longer for an address that has an account, and no mail is lost.

        The texts are ours, one file each; those of allauth are a subject and a message apart.
        """
        receiver = account_with(email=email)
        write_mail(
            key=f"account:{uuid.uuid4()}",
            to=email,
            language=receiver.language if receiver else get_language() or "en",
            template=f"accounts/mail/{PurePosixPath(template_prefix).name}.txt",
            context=context,
            at=timezone.now(),
            confidential=True,
        )
