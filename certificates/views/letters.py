"""The invitation letter."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.addresses import key_opens_letter
from certificates.letters import invitation_letter as letter_of
from certificates.limits import at_most
from certificates.queries.doors import invitation_by_key, invitation_for
from courses.programmes.models import Invitation
from lms.accounts.models import User

A_MINUTE = 30
"""Requests: a letter that nobody has asked for yet is printed first."""


@require_safe
@cache_control(private=True, no_cache=True)
@at_most(A_MINUTE)
def invitation_letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter's PDF, for the city's focal points, for officers, and for whoever holds the key from the mail."""
    key = request.GET.get("key", "")
    if not isinstance(request.user, User) and not key:
        return redirect_to_login(request.get_full_path())
    invitation = _opened(request, code, key)
    if invitation is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{invitation.reference}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(
        letter_of(invitation=invitation, at=timezone.now()), content_type="application/pdf", headers=headers
    )


def _opened(request: HttpRequest, code: str, key: str) -> Invitation | None:
    if isinstance(request.user, User):
        invitation = invitation_for(person=request.user, code=code, day=timezone.now().date())
        if invitation:
            return invitation
    return invitation_by_key(code=code) if key_opens_letter(key, code) else None
