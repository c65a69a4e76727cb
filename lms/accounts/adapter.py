"""allauth, as this platform uses it."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation only, on a page of our own (lms.accounts.views.join)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
