"""Inviting a city, and its answer."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.events import InvitationAnswered, InvitationSent
from courses.programmes.guards import check_focal_point, check_reach, given, locked_edition, locked_invitation
from courses.programmes.models import Edition, Invitation
from courses.programmes.states import StepNotPossible, take_step
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.deadlines import has_passed
from lms.network.models import City
from lms.network.queries import focal_points_of
from lms.outbox.events import publish
from lms.refusals import Refusal


class EditionNotOpen(Refusal):
    message: ClassVar[str | Promise] = _("The edition %(edition)s is not open.")


class CityAlreadyInvited(Refusal):
    message: ClassVar[str | Promise] = _("%(city)s is already invited to this edition.")


class NoFocalPoint(Refusal):
    message: ClassVar[str | Promise] = _("%(city)s has no focal point to whom an invitation could go.")


class ReplyDateOutOfRange(Refusal):
    message: ClassVar[str | Promise] = _("The reply date must lie between today and the nomination deadline.")


class TooManySeatsOffered(Refusal):
    message: ClassVar[str | Promise] = _("At most %(most)s seats may be offered to one city.")


class InvitationExpired(Refusal):
    message: ClassVar[str | Promise] = _("The reply date has passed. Please write to the secretariat.")


@transaction.atomic
def draft_invitation(*, edition: Edition, city: City, seats: int, reply_by: date, by: User, at: datetime) -> Invitation:
    """Prepare an invitation of `city`; nothing leaves the house before send_invitation."""
    edition = locked_edition(edition.pk)
    check_edition_open(edition)
    check_reach(city, by)
    if edition.invitations.filter(city=city).exists():
        raise CityAlreadyInvited(city=city.name)
    if not 1 <= seats <= edition.seats_per_city:
        raise TooManySeatsOffered(most=edition.seats_per_city)
    _check_reply_date(edition, city, reply_by, at)
    invitation = Invitation.objects.create(
        edition=edition, city=city, seats=seats, reply_by=reply_by, reference=_next_reference(edition)
    )
    audit(action="invitation.drafted", target=invitation, by=by, at=at, city=city.slug, seats=seats)
    return invitation


@transaction.atomic
def discard_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Throw a draft away: it never left the house. The audit log keeps that it was there."""
    invitation = _in_reach(invitation, by)
    if invitation.state != Invitation.State.DRAFT:
        raise StepNotPossible(state=invitation.get_state_display())
    audit(action="invitation.discarded", target=invitation, by=by, at=at, city=invitation.city.slug)
    invitation.delete()


@transaction.atomic
def send_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Send a draft. The letter and the mail follow from the event."""
    invitation = _in_reach(invitation, by)
    return _send(invitation, Invitation.State.DRAFT, by=by, at=at)


@transaction.atomic
def reopen_invitation(*, invitation: Invitation, reply_by: date, by: User, at: datetime) -> Invitation:
    """Send an expired invitation again with a later reply date."""
    invitation = _in_reach(invitation, by)
    invitation.reply_by = reply_by
    return _send(invitation, Invitation.State.EXPIRED, by=by, at=at)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    return _answer(invitation, Invitation.State.ACCEPTED, reason="", by=by, at=at)


@transaction.atomic
def decline_invitation(*, invitation: Invitation, reason: str, by: User, at: datetime) -> Invitation:
    return _answer(invitation, Invitation.State.DECLINED, reason=given(reason), by=by, at=at)


def check_edition_open(edition: Edition) -> None:
    if edition.state != Edition.State.OPEN:
        raise EditionNotOpen(edition=edition.code)


def end_invitation(*, invitation: Invitation, state: str, reason: str, by: User | None, at: datetime) -> Invitation:
    """One step of a locked row, audited and told. By None the calendar did it."""
    take_step(invitation, state)
    invitation.reason = reason
    invitation.save(update_fields=["state", "reason", "answered_at", "answered_by"])
    audit(action=f"invitation.{state}", target=invitation, by=by, at=at, **_if_any(reason))
    publish(InvitationAnswered(invitation_id=invitation.pk, state=state), at=at)
    return invitation


def _in_reach(invitation: Invitation, by: User) -> Invitation:
    invitation = locked_invitation(invitation)
    check_reach(invitation.city, by)
    return invitation


def _next_reference(edition: Edition) -> str:
    """One more than the newest. Call with the edition's row locked."""
    newest = edition.invitations.order_by("-pk").first()
    serial = int(newest.reference.rpartition("-")[2]) + 1 if newest else 1
    return f"{edition.code}-INV-{serial:03d}"


def _check_reply_date(edition: Edition, city: City, reply_by: date, at: datetime) -> None:
    if has_passed(day=reply_by, city=city, at=at) or reply_by > edition.nominate_by:
        raise ReplyDateOutOfRange


def _send(invitation: Invitation, from_state: str, *, by: User, at: datetime) -> Invitation:
    if invitation.state != from_state:
        raise StepNotPossible(state=invitation.get_state_display())
    check_edition_open(invitation.edition)
    if not focal_points_of(city=invitation.city, day=at.date()).exists():
        raise NoFocalPoint(city=invitation.city.name)
    _check_reply_date(invitation.edition, invitation.city, invitation.reply_by, at)
    take_step(invitation, Invitation.State.SENT)
    invitation.sent_at, invitation.reminded_at = at, None
    invitation.save(update_fields=["state", "sent_at", "reminded_at", "reply_by"])
    audit(
        action="invitation.sent", target=invitation, by=by, at=at,
        city=invitation.city.slug, reply_by=invitation.reply_by.isoformat(),
    )  # fmt: skip
    publish(InvitationSent(invitation_id=invitation.pk), at=at)
    return invitation


def _answer(invitation: Invitation, state: str, *, reason: str, by: User, at: datetime) -> Invitation:
    invitation = locked_invitation(invitation)
    check_focal_point(invitation.city, by, at)
    if invitation.state == Invitation.State.SENT and has_passed(day=invitation.reply_by, city=invitation.city, at=at):
        raise InvitationExpired
    invitation.answered_at, invitation.answered_by = at, by
    return end_invitation(invitation=invitation, state=state, reason=reason, by=by, at=at)


def _if_any(reason: str) -> dict[str, str]:
    return {"reason": reason} if reason else {}
