"""Nominating officials, selecting among them, and confirming seats."""

from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.actions.invitations import check_edition_open
from courses.programmes.actions.posts import take_up_post
from courses.programmes.events import NominationDecided, NominationSubmitted, SeatConfirmed, SeatGivenUp
from courses.programmes.guards import (
    check_focal_point,
    check_not_started,
    check_reach,
    check_seats,
    given,
    locked_edition,
    locked_invitation,
    locked_nomination,
)
from courses.programmes.models import Invitation, Nomination
from courses.programmes.states import StepNotPossible, take_step
from lms.accounts.actions import give_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.audit.actions import audit
from lms.network.deadlines import has_passed
from lms.outbox.events import publish
from lms.refusals import Refusal

State = Nomination.State


class NotAccepted(Refusal):
    message: ClassVar[str | Promise] = _("Accept the invitation first; then you can nominate.")


class NominationsClosed(Refusal):
    message: ClassVar[str | Promise] = _("The nomination deadline has passed.")


class AlreadyNominated(Refusal):
    message: ClassVar[str | Promise] = _("%(email)s is already nominated.")


class NotTheNominee(Refusal):
    message: ClassVar[str | Promise] = _("This nomination is for another e-mail address. Sign in with that address.")


class ReleaseMissing(Refusal):
    message: ClassVar[str | Promise] = _("Name the supervisor who releases you from duty.")


class EditionIsOver(Refusal):
    message: ClassVar[str | Promise] = _("The edition is over.")


@transaction.atomic
def nominate(
    *, invitation: Invitation, email: str, display_name: str, title: str = "", department: str = "",
    motivation: str = "", by: User, at: datetime,
) -> Nomination:  # fmt: skip
    """Draft a nomination of a person by e-mail address; more may be named than there are seats."""
    invitation = _open_for_nomination(invitation, by, at)
    email = email.strip().lower()
    _check_not_nominated(invitation, email)
    nomination = Nomination.objects.create(
        invitation=invitation, email=email, display_name=display_name.strip(), title=title.strip(),
        department=department.strip(), motivation=motivation.strip(),
    )  # fmt: skip
    audit(action="nomination.drafted", target=nomination, by=by, at=at, invitation=invitation.reference)
    return nomination


@transaction.atomic
def amend_nomination(
    *, nomination: Nomination, email: str, display_name: str, title: str = "", department: str = "",
    motivation: str = "", by: User, at: datetime,
) -> Nomination:  # fmt: skip
    """Mend a draft, or what the secretariat returned."""
    nomination = _amendable(nomination, by, at)
    email = email.strip().lower()
    if email != nomination.email.lower():
        _check_not_nominated(nomination.invitation, email)
    nomination.email, nomination.display_name = email, display_name.strip()
    nomination.title, nomination.department = title.strip(), department.strip()
    nomination.motivation = motivation.strip()
    nomination.save()
    audit(action="nomination.amended", target=nomination, by=by, at=at)
    return nomination


@transaction.atomic
def submit_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Send a draft or a returned nomination to the secretariat."""
    nomination = _amendable(nomination, by, at)
    nomination.submitted_at = at
    _step(nomination, State.SUBMITTED, reason="", by=by, at=at)
    publish(NominationSubmitted(nomination_id=nomination.pk), at=at)
    return nomination


@transaction.atomic
def review_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    return _step(_in_reach(nomination, by), State.UNDER_REVIEW, reason="", by=by, at=at)


@transaction.atomic
def return_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    """Give it back to the city to mend, which it may do even after the nomination deadline."""
    return _decide(nomination, State.RETURNED, reason=given(reason), by=by, at=at)


@transaction.atomic
def select_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Give a seat. Selected and confirmed together never exceed the city's seats nor the edition's."""
    edition = locked_edition(nomination.invitation.edition_id)
    check_edition_open(edition)
    invitation = locked_invitation(nomination.invitation)
    check_seats(invitation, edition, nomination.email)
    return _decide(nomination, State.SELECTED, reason="", by=by, at=at)


@transaction.atomic
def waitlist_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    return _decide(nomination, State.WAITLISTED, reason="", by=by, at=at)


@transaction.atomic
def reject_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    return _decide(nomination, State.REJECTED, reason=given(reason), by=by, at=at)


@transaction.atomic
def confirm_seat(
    *, nomination: Nomination, released_by: str, title: str = "", department: str = "", by: User, at: datetime
) -> Nomination:
    """The official takes the seat and names the supervisor who releases them from duty.

    `title` and `department`, as the official writes them, replace the city's words and are kept as the official's
    position.
    """
    nomination = locked_nomination(nomination)
    invitation = nomination.invitation
    _check_nominee(nomination, by)
    check_edition_open(invitation.edition)
    if has_passed(day=invitation.edition.ends_on, city=invitation.city, at=at):
        raise EditionIsOver
    if not released_by.strip():
        raise ReleaseMissing
    nomination.person, nomination.released_by = by, released_by.strip()
    nomination.title = title.strip() or nomination.title
    nomination.department = department.strip() or nomination.department
    nomination.released_at = nomination.confirmed_at = at
    _step(nomination, State.CONFIRMED, reason="", by=by, at=at)
    give_role(person=by, role=Role.OFFICIAL, by=None, at=at)
    take_up_post(person=by, city=invitation.city, title=nomination.title, department=nomination.department, at=at)
    publish(SeatConfirmed(nomination_id=nomination.pk), at=at)
    return nomination


@transaction.atomic
def decline_seat(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    nomination = locked_nomination(nomination)
    _check_nominee(nomination, by)
    nomination.person = by
    return end_nomination(nomination=nomination, state=State.DECLINED, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    """The city takes a nomination back; one that holds a seat at the latest on the day before the start."""
    nomination = locked_nomination(nomination)
    check_focal_point(nomination.invitation.city, by, at)
    if nomination.state in Nomination.SEATED:
        check_not_started(nomination.invitation.edition, nomination.invitation.city, at)
    return end_nomination(nomination=nomination, state=State.WITHDRAWN, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def replace_nominee(
    *, nomination: Nomination, email: str, display_name: str, title: str = "", department: str = "",
    reason: str, by: User, at: datetime,
) -> Nomination:  # fmt: skip
    """Put another official in a confirmed seat, until the start. The newcomer is selected and has to confirm."""
    edition = locked_edition(nomination.invitation.edition_id)
    check_edition_open(edition)
    locked_invitation(nomination.invitation)
    old = locked_nomination(nomination)
    check_focal_point(old.invitation.city, by, at)
    check_not_started(edition, old.invitation.city, at)
    email = email.strip().lower()
    _check_not_nominated(old.invitation, email)
    end_nomination(nomination=old, state=State.REPLACED, reason=given(reason), by=by, at=at)
    check_seats(old.invitation, edition, email)
    new = Nomination.objects.create(
        invitation=old.invitation, email=email, display_name=display_name.strip(), title=title.strip(),
        department=department.strip(), state=State.SELECTED, submitted_at=at, decided_at=at, replaces=old,
    )  # fmt: skip
    audit(action="nomination.selected", target=new, by=by, at=at, replaces=old.pk)
    publish(NominationDecided(nomination_id=new.pk, state=new.state), at=at)
    return new


def end_nomination(*, nomination: Nomination, state: str, reason: str, by: User, at: datetime) -> Nomination:
    """A step of a locked row that gives a seat up, if it held one."""
    had_seat = nomination.state in Nomination.SEATED
    _step(nomination, state, reason=reason, by=by, at=at)
    if had_seat:
        publish(SeatGivenUp(nomination_id=nomination.pk), at=at)
    return nomination


def _open_for_nomination(invitation: Invitation, by: User, at: datetime) -> Invitation:
    invitation = locked_invitation(invitation)
    check_focal_point(invitation.city, by, at)
    if has_passed(day=invitation.edition.nominate_by, city=invitation.city, at=at):
        raise NominationsClosed
    if invitation.state != Invitation.State.ACCEPTED:
        raise NotAccepted
    return invitation


def _amendable(nomination: Nomination, by: User, at: datetime) -> Nomination:
    """The locked row, if the city may still change it: a draft in time, or one returned in an edition that is open."""
    invitation = locked_invitation(nomination.invitation)
    nomination = locked_nomination(nomination)
    check_focal_point(invitation.city, by, at)
    if nomination.state not in Nomination.AMENDABLE:
        raise StepNotPossible(state=nomination.get_state_display())
    if nomination.state == State.RETURNED:
        check_edition_open(invitation.edition)
        return nomination
    _open_for_nomination(invitation, by, at)
    return nomination


def _check_not_nominated(invitation: Invitation, email: str) -> None:
    if _open_nominations(invitation).filter(email__iexact=email).exists():
        raise AlreadyNominated(email=email)


def _open_nominations(invitation: Invitation) -> models.QuerySet[Nomination]:
    return invitation.nominations.exclude(state__in=Nomination.CLOSED)


def _decide(nomination: Nomination, state: str, *, reason: str, by: User, at: datetime) -> Nomination:
    nomination = _in_reach(nomination, by)
    nomination.decided_at = at
    _step(nomination, state, reason=reason, by=by, at=at)
    publish(NominationDecided(nomination_id=nomination.pk, state=state), at=at)
    return nomination


def _step(nomination: Nomination, state: str, *, reason: str, by: User, at: datetime) -> Nomination:
    take_step(nomination, state)
    nomination.reason = reason
    nomination.save()
    audit(action=f"nomination.{state}", target=nomination, by=by, at=at, **({"reason": reason} if reason else {}))
    return nomination


def _in_reach(nomination: Nomination, by: User) -> Nomination:
    """The locked row of a city in the officer's reach, in an edition that is open."""
    nomination = locked_nomination(nomination)
    check_reach(nomination.invitation.city, by)
    check_edition_open(nomination.invitation.edition)
    return nomination


def _check_nominee(nomination: Nomination, by: User) -> None:
    if nomination.email.lower() != by.email.lower():
        raise NotTheNominee
