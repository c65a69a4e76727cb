"""Requests that have passed the admin's door."""

from django.http import HttpRequest

from lms.accounts.models import User


class OfficersRequest(HttpRequest):
    """Wagtail lets nobody in who is not signed in."""

    user: User
