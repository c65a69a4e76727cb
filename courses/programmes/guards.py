"""What the actions of the programmes check before they change anything, and the refusals that go with it."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.models import Edition, Invitation, Nomination
from lms.accounts.models import User
from lms.network.models import City
from lms.network.queries import cities_in_reach_of, is_focal_point
from lms.refusals import Refusal


class NotThisCity(Refusal):
    message: ClassVar[str | Promise] = _("Only a focal point of %(city)s may do this.")


class OutOfReach(Refusal):
    message: ClassVar[str | Promise] = _("%(city)s is not in your region.")


class ReasonMissing(Refusal):
    message: ClassVar[str | Promise] = _("Give a reason; it will be read by those whom it concerns.")


class EditionStarted(Refusal):
    message: ClassVar[str | Promise] = _("The edition has started; write to the secretariat.")


class NoSeatLeft(Refusal):
    message: ClassVar[str | Promise] = _("No seat is left: %(taken)s of %(seats)s are taken.")


class AlreadySeated(Refusal):
    message: ClassVar[str | Promise] = _("%(email)s has a seat in this edition already.")


def check_focal_point(city: City, by: User, at: datetime) -> None:
    if not is_focal_point(person=by, city=city, day=at.date()):
        raise NotThisCity(city=city.name)


def check_reach(city: City, by: User) -> None:
    if not cities_in_reach_of(officer=by).filter(pk=city.pk).exists():
        raise OutOfReach(city=city.name)


def check_not_started(edition: Edition, city: City, at: datetime) -> None:
    """The first day begins at midnight in the city."""
    if at.astimezone(ZoneInfo(city.time_zone)).date() >= edition.starts_on:
        raise EditionStarted


def check_seats(invitation: Invitation, edition: Edition, email: str) -> None:
    """Call with the edition's row locked: that lock is what makes the last seat go to one person only."""
    seated = Nomination.objects.filter(state__in=Nomination.SEATED, invitation__edition=edition)
    if seated.filter(email__iexact=email).exists():
        raise AlreadySeated(email=email)
    for taken, seats in (
        (seated.filter(invitation=invitation).count(), invitation.seats),
        (seated.count(), edition.seats),
    ):
        if taken >= seats:
            raise NoSeatLeft(taken=taken, seats=seats)


def given(reason: str) -> str:
    """The reason without blanks around it, or the refusal that there is none."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def locked_edition(edition_id: int) -> Edition:
    """The row as it is now, locked until the transaction ends.

    Whoever locks several rows does it downward, edition, invitation, nomination, so that nobody waits in a circle.
    """
    return Edition.objects.select_for_update().get(pk=edition_id)


def locked_invitation(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("edition", "city").get(pk=invitation.pk)


def locked_nomination(nomination: Nomination) -> Nomination:
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("invitation__edition", "invitation__city")
    return rows.get(pk=nomination.pk)
