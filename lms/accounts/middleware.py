"""The second factor of staff."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from lms.accounts.models import User
from lms.accounts.queries import is_staff_member

# What pages are made of, and the language they are in.
ALWAYS_OPEN = ("/static/", "/language/", "/styleguide/style.", "/healthz", "/readyz")
ACCOUNTS, ADMIN = "/accounts/", "/admin/"
# Where one who has a factor shows it, or leaves: the rest of the account's pages would let the password replace it.
TO_SHOW_IT = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_reauthenticate", "account_logout")


class RequireSecondFactor:
    """Leads staff without a second factor to set one up, and those who have not shown it in this session to show it.

    Nowhere else. Off in the demo (REQUIRE_SECOND_FACTOR). A learner's page costs no statement for this: giving a staff
    role sets `is_staff`, which comes with the user's row; the groups themselves are asked only at the admin's door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and self._lacks_it(request):
            kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
            if not self._is_open_to(kinds, request.path_info):
                return HttpResponseRedirect(self._where_to(kinds, request))
        return self.get_response(request)

    def _lacks_it(self, request: HttpRequest) -> bool:
        if request.path_info.startswith(ALWAYS_OPEN):
            return False
        user = request.user
        return isinstance(user, User) and self._must_have_it(user, request.path_info) and not has_shown_it(request)

    def _must_have_it(self, user: User, path: str) -> bool:
        asks_for_groups = path.startswith((ADMIN, ACCOUNTS))
        return user.is_staff or user.is_superuser or (asks_for_groups and is_staff_member(person=user))

    def _is_open_to(self, kinds: set[str], path: str) -> bool:
        """All pages of the account to who has no factor yet; only those that ask for it to who has one."""
        return path in map(reverse, TO_SHOW_IT) if _has_one(kinds) else path.startswith(ACCOUNTS)

    def _where_to(self, kinds: set[str], request: HttpRequest) -> str:
        """A session that began before the factor was set up, on another machine perhaps, is asked for it."""
        if not _has_one(kinds):
            return reverse("mfa_index")
        page = "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
        return f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}"


def has_shown_it(request: HttpRequest) -> bool:
    """Whether the second factor was shown, or set up, in this session, and the person still has one."""
    shown = any(step.get("method") == "mfa" for step in get_authentication_records(request, request.user))
    return shown and get_adapter().is_mfa_enabled(request.user)


def _has_one(kinds: set[str]) -> bool:
    """Recovery codes alone are none."""
    return bool(kinds - {Authenticator.Type.RECOVERY_CODES})
