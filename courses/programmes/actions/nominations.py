"""Nominating officials, selecting among them, and confirming seats."""

from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.actions.invitations import OutOfReach, check_focal_point, locked
from courses.programmes.events import NominationDecided, NominationSubmitted, SeatConfirmed, SeatGivenUp
from courses.programmes.models import Edition, Invitation, Nomination
from courses.programmes.states import take_step
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.deadlines import has_passed
from lms.network.queries import cities_in_reach_of
from lms.outbox.events import publish
from lms.refusals import Refusal


class NotAccepted(Refusal):
    message: ClassVar[str | Promise] = _("Accept the invitation first; then you can nominate.")


class NominationsClosed(Refusal):
    message: ClassVar[str | Promise] = _("The nomination deadline has passed.")


class AlreadyNominated(Refusal):
    message: ClassVar[str | Promise] = _("%(email)s is already nominated.")


class NoSeatLeft(Refusal):
    message: ClassVar[str | Promise] = _("No seat is left: %(taken)s of %(seats)s are taken.")


class NotTheNominee(Refusal):
    message: ClassVar[str | Promise] = _("This nomination is for another e-mail address. Sign in with that address.")


class ReleaseMissing(Refusal):
    message: ClassVar[str | Promise] = _("Name the supervisor who releases you from duty.")


class ReasonMissing(Refusal):
    message: ClassVar[str | Promise] = _("Give a reason; the city will read it.")


class EditionStarted(Refusal):
    message: ClassVar[str | Promise] = _("The edition has started; write to the secretariat.")


@transaction.atomic
def nominate(
    *, invitation: Invitation, email: str, display_name: str, title: str = "", department: str = "",
    motivation: str = "", by: User, at: datetime,
) -> Nomination:  # fmt: skip
    """Draft a nomination of a person by e-mail address; more may be named than there are seats."""
    invitation = _open_for_nomination(invitation, by, at)
    email = email.strip().lower()
    if _open_nominations(invitation).filter(email__iexact=email).exists():
        raise AlreadyNominated(email=email)
    nomination = Nomination.objects.create(
        invitation=invitation, email=email, display_name=display_name.strip(), title=title, department=department,
        motivation=motivation,
    )  # fmt: skip
    audit(action="nomination.drafted", target=nomination, by=by, at=at, invitation=invitation.reference)
    return nomination


@transaction.atomic
def submit_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Send a draft or a returned nomination to the secretariat."""
    nomination = _locked(nomination)
    _open_for_nomination(nomination.invitation, by, at)
    nomination.submitted_at = at
    _step(nomination, Nomination.State.SUBMITTED, reason="", by=by, at=at)
    publish(NominationSubmitted(nomination_id=nomination.pk), at=at)
    return nomination


@transaction.atomic
def review_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    nomination = _in_reach(nomination, by)
    return _step(nomination, Nomination.State.UNDER_REVIEW, reason="", by=by, at=at)


@transaction.atomic
def return_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    """Give it back to the city to mend."""
    return _decide(nomination, Nomination.State.RETURNED, reason=_required(reason), by=by, at=at)


@transaction.atomic
def select_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Give a seat. Selected and confirmed together never exceed the city's seats nor the edition's."""
    edition = Edition.objects.select_for_update().get(pk=nomination.invitation.edition_id)
    _check_seats(nomination.invitation, edition)
    return _decide(nomination, Nomination.State.SELECTED, reason="", by=by, at=at)


@transaction.atomic
def waitlist_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    return _decide(nomination, Nomination.State.WAITLISTED, reason="", by=by, at=at)


@transaction.atomic
def reject_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    return _decide(nomination, Nomination.State.REJECTED, reason=_required(reason), by=by, at=at)


@transaction.atomic
def confirm_seat(*, nomination: Nomination, released_by: str, by: User, at: datetime) -> Nomination:
    """The official takes the seat and names the supervisor who releases them from duty."""
    nomination = _locked(nomination)
    _check_nominee(nomination, by)
    if not released_by.strip():
        raise ReleaseMissing
    nomination.person, nomination.released_by = by, released_by.strip()
    nomination.released_at = nomination.confirmed_at = at
    _step(nomination, Nomination.State.CONFIRMED, reason="", by=by, at=at)
    publish(SeatConfirmed(nomination_id=nomination.pk), at=at)
    return nomination


@transaction.atomic
def decline_seat(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    nomination = _locked(nomination)
    _check_nominee(nomination, by)
    _step(nomination, Nomination.State.DECLINED, reason=reason, by=by, at=at)
    publish(SeatGivenUp(nomination_id=nomination.pk), at=at)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    """The city takes a nomination back, at the latest on the day before the start."""
    nomination = _locked(nomination)
    check_focal_point(nomination.invitation.city, by, at)
    return _give_up(nomination, Nomination.State.WITHDRAWN, reason=reason, by=by, at=at)


@transaction.atomic
def replace_nominee(
    *, nomination: Nomination, email: str, display_name: str, title: str = "", department: str = "",
    reason: str, by: User, at: datetime,
) -> Nomination:  # fmt: skip
    """Put another official in a confirmed seat, until the start. The newcomer is selected and has to confirm."""
    old = _locked(nomination)
    check_focal_point(old.invitation.city, by, at)
    email = email.strip().lower()
    if _open_nominations(old.invitation).filter(email__iexact=email).exists():
        raise AlreadyNominated(email=email)
    _give_up(old, Nomination.State.REPLACED, reason=_required(reason), by=by, at=at)
    new = Nomination.objects.create(
        invitation=old.invitation, email=email, display_name=display_name.strip(), title=title, department=department,
        state=Nomination.State.SELECTED, submitted_at=at, decided_at=at, replaces=old,
    )  # fmt: skip
    audit(action="nomination.selected", target=new, by=by, at=at, replaces=old.pk)
    publish(NominationDecided(nomination_id=new.pk, state=new.state), at=at)
    return new


def _open_for_nomination(invitation: Invitation, by: User, at: datetime) -> Invitation:
    invitation = locked(invitation)
    check_focal_point(invitation.city, by, at)
    if has_passed(day=invitation.edition.nominate_by, city=invitation.city, at=at):
        raise NominationsClosed
    if invitation.state != Invitation.State.ACCEPTED:
        raise NotAccepted
    return invitation


def _open_nominations(invitation: Invitation) -> models.QuerySet[Nomination]:
    return invitation.nominations.exclude(state__in=Nomination.CLOSED)


def _check_seats(invitation: Invitation, edition: Edition) -> None:
    """Call with the edition's row locked: that lock is what makes the last seat go to one person only."""
    seated = Nomination.objects.filter(state__in=Nomination.SEATED)
    for taken, seats in (
        (seated.filter(invitation=invitation).count(), invitation.seats),
        (seated.filter(invitation__edition=edition).count(), edition.seats),
    ):
        if taken >= seats:
            raise NoSeatLeft(taken=taken, seats=seats)


def _decide(nomination: Nomination, state: str, *, reason: str, by: User, at: datetime) -> Nomination:
    nomination = _in_reach(nomination, by)
    nomination.decided_at = at
    _step(nomination, state, reason=reason, by=by, at=at)
    publish(NominationDecided(nomination_id=nomination.pk, state=state), at=at)
    return nomination


def _give_up(nomination: Nomination, state: str, *, reason: str, by: User, at: datetime) -> Nomination:
    if at.date() >= nomination.invitation.edition.starts_on:
        raise EditionStarted
    had_seat = nomination.state in Nomination.SEATED
    _step(nomination, state, reason=reason, by=by, at=at)
    if had_seat:
        publish(SeatGivenUp(nomination_id=nomination.pk), at=at)
    return nomination


def _step(nomination: Nomination, state: str, *, reason: str, by: User, at: datetime) -> Nomination:
    take_step(nomination, state)
    nomination.reason = reason
    nomination.save()
    audit(action=f"nomination.{state}", target=nomination, by=by, at=at, reason=reason)
    return nomination


def _locked(nomination: Nomination) -> Nomination:
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("invitation__edition", "invitation__city")
    return rows.get(pk=nomination.pk)


def _in_reach(nomination: Nomination, by: User) -> Nomination:
    nomination = _locked(nomination)
    city = nomination.invitation.city
    if not cities_in_reach_of(officer=by).filter(pk=city.pk).exists():
        raise OutOfReach(city=city.name)
    return nomination


def _check_nominee(nomination: Nomination, by: User) -> None:
    if nomination.email.lower() != by.email.lower():
        raise NotTheNominee


def _required(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()
