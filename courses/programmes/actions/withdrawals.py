"""What the secretariat takes back, and everything below it: an invitation, or a whole edition."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from courses.programmes.actions.invitations import end_invitation
from courses.programmes.actions.nominations import end_nomination
from courses.programmes.guards import (
    check_not_started,
    check_reach,
    given,
    locked_edition,
    locked_invitation,
    locked_nomination,
)
from courses.programmes.models import Edition, Invitation, Nomination
from courses.programmes.states import take_step
from lms.accounts.models import User
from lms.audit.actions import audit


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, reason: str, by: User, at: datetime) -> Invitation:
    """Take an invitation back with its nominations; once the edition runs, not from under a confirmed official."""
    invitation = locked_invitation(invitation)
    check_reach(invitation.city, by)
    reason = given(reason)
    nominations = _open_nominations(Nomination.objects.filter(invitation=invitation))
    if any(nomination.state == Nomination.State.CONFIRMED for nomination in nominations):
        check_not_started(invitation.edition, invitation.city, at)
    end_invitation(invitation=invitation, state=Invitation.State.WITHDRAWN, reason=reason, by=by, at=at)
    _withdraw(nominations, reason=reason, by=by, at=at)
    return invitation


@transaction.atomic
def cancel_edition(*, edition: Edition, reason: str, by: User, at: datetime) -> Edition:
    """Call an edition off before it starts anywhere: open invitations and nominations are withdrawn with it."""
    edition = locked_edition(edition.pk)
    reason = given(reason)
    take_step(edition, Edition.State.CANCELLED)
    for invitation in edition.invitations.select_for_update(of=("self",)).select_related("edition", "city"):
        check_not_started(edition, invitation.city, at)
        if invitation.state in (Invitation.State.SENT, Invitation.State.ACCEPTED):
            end_invitation(invitation=invitation, state=Invitation.State.WITHDRAWN, reason=reason, by=by, at=at)
    edition.save(update_fields=["state"])
    audit(action="edition.cancelled", target=edition, by=by, at=at, reason=reason)
    _withdraw(_open_nominations(Nomination.objects.filter(invitation__edition=edition)), reason=reason, by=by, at=at)
    return edition


def _open_nominations(rows: "Iterable[Nomination]") -> list[Nomination]:
    return [locked_nomination(row) for row in rows if row.state not in Nomination.CLOSED]


def _withdraw(nominations: list[Nomination], *, reason: str, by: User, at: datetime) -> None:
    for nomination in nominations:
        end_nomination(nomination=nomination, state=Nomination.State.WITHDRAWN, reason=reason, by=by, at=at)
