"""The second factor of staff."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lms.accounts.models import User
from lms.accounts.queries import is_staff_member

# Where one signs in and out and sets the factor up, and what those pages are made of.
ALLOWED_BEFORE = ("/accounts/", "/static/", "/language/", "/styleguide/style.", "/healthz", "/readyz")
ADMIN = "/admin/"


class RequireSecondFactor:
    """Leads staff without a second factor to set one up, and nowhere else. Off in the demo (REQUIRE_SECOND_FACTOR).

    A learner's page costs no statement for this: giving a staff role sets `is_staff`, which comes with the user's
    row; the groups themselves are asked only at the admin's door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and self._lacks_it(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _lacks_it(self, request: HttpRequest) -> bool:
        if request.path_info.startswith(ALLOWED_BEFORE):
            return False
        user = request.user
        if not isinstance(user, User) or not self._must_have_it(user, request.path_info):
            return False
        return not get_adapter().is_mfa_enabled(user)

    def _must_have_it(self, user: User, path: str) -> bool:
        return user.is_staff or user.is_superuser or (path.startswith(ADMIN) and is_staff_member(person=user))
