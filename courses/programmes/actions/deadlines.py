"""What the calendar does: remind, expire, close. One row, one transaction; whoever answers in the meantime wins."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from courses.programmes.actions.invitations import end_invitation
from courses.programmes.events import InvitationReplyDue
from courses.programmes.guards import locked_invitation
from courses.programmes.models import Invitation
from lms.audit.actions import audit
from lms.network.deadlines import deadline, has_passed
from lms.outbox.events import publish

REMIND_BEFORE = timedelta(days=7)
LEAVE_ALONE_FOR = timedelta(days=2)
"""Nobody is reminded so shortly after the invitation itself."""
WIDEST_ZONES = timedelta(hours=14)
"""No place is further from UTC, so what is due anywhere is found among the days until then."""
State = Invitation.State


def expire_invitations(*, at: datetime) -> int:
    """Expire what nobody answered in time and close what is past its nomination deadline; returns how many changed."""
    day = (at + WIDEST_ZONES).date()
    sent = _with_city(State.SENT).filter(reply_by__lt=day)
    accepted = _with_city(State.ACCEPTED).filter(edition__nominate_by__lt=day)
    return sum(_end_if_over(invitation, at=at) for invitation in (*sent, *accepted))


def remind_cities(*, at: datetime) -> int:
    """Remind once, a week before the reply date, each city that has not answered; returns how many were."""
    day = (at + WIDEST_ZONES + REMIND_BEFORE).date()
    silent = _with_city(State.SENT).filter(reminded_at=None, reply_by__lte=day, sent_at__lte=at - LEAVE_ALONE_FOR)
    return sum(_remind(invitation, at=at) for invitation in silent if _is_near(invitation, at))


def _with_city(state: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(state=state).select_related("city", "edition")


def _is_near(invitation: Invitation, at: datetime) -> bool:
    ends = deadline(day=invitation.reply_by, city=invitation.city)
    return ends - REMIND_BEFORE <= at <= ends


def _is_over(invitation: Invitation, at: datetime) -> bool:
    due = invitation.reply_by if invitation.state == State.SENT else invitation.edition.nominate_by
    return has_passed(day=due, city=invitation.city, at=at)


@transaction.atomic
def _end_if_over(invitation: Invitation, *, at: datetime) -> int:
    if not _is_over(invitation, at):
        return 0
    current = locked_invitation(invitation)
    if current.state != invitation.state or not _is_over(current, at):
        return 0
    to = State.EXPIRED if current.state == State.SENT else State.CLOSED
    end_invitation(invitation=current, state=to, reason="", by=None, at=at)
    return 1


@transaction.atomic
def _remind(invitation: Invitation, *, at: datetime) -> int:
    """One conditional statement, so that of two workers one reminds."""
    rows = Invitation.objects.filter(pk=invitation.pk, state=State.SENT, reminded_at=None)
    if not rows.update(reminded_at=at):
        return 0
    audit(action="invitation.reminded", target=invitation, by=None, at=at)
    publish(InvitationReplyDue(invitation_id=invitation.pk), at=at)
    return 1
