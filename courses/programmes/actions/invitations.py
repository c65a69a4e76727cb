"""Inviting a city, and its answer."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.events import InvitationAnswered, InvitationSent
from courses.programmes.models import Edition, Invitation
from courses.programmes.states import take_step
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.deadlines import has_passed
from lms.network.models import City
from lms.network.queries import cities_in_reach_of, focal_points_of, is_focal_point
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


class NotThisCity(Refusal):
    message: ClassVar[str | Promise] = _("Only a focal point of %(city)s may do this.")


class OutOfReach(Refusal):
    message: ClassVar[str | Promise] = _("%(city)s is not in your region.")


@transaction.atomic
def draft_invitation(*, edition: Edition, city: City, seats: int, reply_by: date, by: User, at: datetime) -> Invitation:
    """Prepare an invitation of `city`; nothing leaves the house before send_invitation."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != Edition.State.OPEN:
        raise EditionNotOpen(edition=edition.code)
    if not cities_in_reach_of(officer=by).filter(pk=city.pk).exists():
        raise OutOfReach(city=city.name)
    if Invitation.objects.filter(edition=edition, city=city).exists():
        raise CityAlreadyInvited(city=city.name)
    if not 1 <= seats <= edition.seats_per_city:
        raise TooManySeatsOffered(most=edition.seats_per_city)
    _check_reply_date(edition, city, reply_by, at)
    serial = Invitation.objects.filter(edition=edition).count() + 1
    invitation = Invitation.objects.create(
        edition=edition,
        city=city,
        seats=seats,
        reply_by=reply_by,
        reference=f"{edition.code}-INV-{serial:03d}",
    )
    audit(action="invitation.drafted", target=invitation, by=by, at=at, city=city.slug, seats=seats)
    return invitation


@transaction.atomic
def send_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Send a draft. The letter and the mail follow from the event."""
    invitation = _in_reach(invitation, by)
    if not focal_points_of(city=invitation.city, day=at.date()).exists():
        raise NoFocalPoint(city=invitation.city.name)
    _check_reply_date(invitation.edition, invitation.city, invitation.reply_by, at)
    return _send(invitation, by=by, at=at)


@transaction.atomic
def reopen_invitation(*, invitation: Invitation, reply_by: date, by: User, at: datetime) -> Invitation:
    """Send an expired invitation again with a later reply date."""
    invitation = _in_reach(invitation, by)
    _check_reply_date(invitation.edition, invitation.city, reply_by, at)
    invitation.reply_by = reply_by
    return _send(invitation, by=by, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, reason: str, by: User, at: datetime) -> Invitation:
    invitation = _in_reach(invitation, by)
    return _end(invitation, Invitation.State.WITHDRAWN, reason=reason, by=by, at=at)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    return _answer(invitation, Invitation.State.ACCEPTED, reason="", by=by, at=at)


@transaction.atomic
def decline_invitation(*, invitation: Invitation, reason: str, by: User, at: datetime) -> Invitation:
    return _answer(invitation, Invitation.State.DECLINED, reason=reason, by=by, at=at)


def expire_invitations(*, at: datetime) -> int:
    """Expire what nobody answered in time and close what is past its nomination deadline; returns how many changed."""
    changed = 0
    sent = Invitation.objects.filter(state=Invitation.State.SENT)
    accepted = Invitation.objects.filter(state=Invitation.State.ACCEPTED)
    for invitation in sent.select_related("city", "edition"):
        if has_passed(day=invitation.reply_by, city=invitation.city, at=at):
            changed += _step_alone(invitation, Invitation.State.EXPIRED, at=at)
    for invitation in accepted.select_related("city", "edition"):
        if has_passed(day=invitation.edition.nominate_by, city=invitation.city, at=at):
            changed += _step_alone(invitation, Invitation.State.CLOSED, at=at)
    return changed


def locked(invitation: Invitation) -> Invitation:
    """The row as it is now, locked until the transaction ends, with its edition and city."""
    return Invitation.objects.select_for_update(of=("self",)).select_related("edition", "city").get(pk=invitation.pk)


def check_focal_point(city: City, by: User, at: datetime) -> None:
    if not is_focal_point(person=by, city=city, day=at.date()):
        raise NotThisCity(city=city.name)


def _in_reach(invitation: Invitation, by: User) -> Invitation:
    invitation = locked(invitation)
    if not cities_in_reach_of(officer=by).filter(pk=invitation.city_id).exists():
        raise OutOfReach(city=invitation.city.name)
    return invitation


def _check_reply_date(edition: Edition, city: City, reply_by: date, at: datetime) -> None:
    if has_passed(day=reply_by, city=city, at=at) or reply_by > edition.nominate_by:
        raise ReplyDateOutOfRange


def _send(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    take_step(invitation, Invitation.State.SENT)
    invitation.sent_at = at
    invitation.save(update_fields=["state", "sent_at", "reply_by"])
    audit(action="invitation.sent", target=invitation, by=by, at=at, city=invitation.city.slug)
    publish(InvitationSent(invitation_id=invitation.pk), at=at)
    return invitation


def _answer(invitation: Invitation, state: str, *, reason: str, by: User, at: datetime) -> Invitation:
    invitation = locked(invitation)
    check_focal_point(invitation.city, by, at)
    if invitation.state == Invitation.State.SENT and has_passed(day=invitation.reply_by, city=invitation.city, at=at):
        raise InvitationExpired
    invitation.answered_at, invitation.answered_by = at, by
    return _end(invitation, state, reason=reason, by=by, at=at)


def _end(invitation: Invitation, state: str, *, reason: str, by: User | None, at: datetime) -> Invitation:
    take_step(invitation, state)
    invitation.reason = reason
    invitation.save(update_fields=["state", "reason", "answered_at", "answered_by"])
    audit(action=f"invitation.{state}", target=invitation, by=by, at=at, reason=reason)
    publish(InvitationAnswered(invitation_id=invitation.pk, state=state), at=at)
    return invitation


@transaction.atomic
def _step_alone(invitation: Invitation, state: str, *, at: datetime) -> int:
    """One deadline, one transaction; someone who answered in the meantime wins."""
    current = locked(invitation)
    if current.state != invitation.state:
        return 0
    _end(current, state, reason="", by=None, at=at)
    return 1
