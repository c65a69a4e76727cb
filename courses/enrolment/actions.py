"""Enrolling an official, and the states of an enrolment."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.events import EnrolmentStateChanged, OfficialEnrolled
from courses.enrolment.guards import check_in_time
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.enrolment.states import take_step
from courses.enrolment.times import begins_at, last_day
from courses.outline.models import Course
from courses.programmes.actions.invitations import EditionNotOpen
from courses.programmes.guards import check_reach
from courses.programmes.models import Edition, Nomination
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.deadlines import has_passed, working_day_from
from lms.network.models import City, Position
from lms.outbox.events import publish
from lms.refusals import Refusal


class AlreadyEnrolled(Refusal):
    message: ClassVar[str | Promise] = _("%(person)s is already enrolled in %(edition)s.")


class EditionOver(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s is over in %(city)s.")


class NoCourses(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s has no published course yet.")


class SeatNotConfirmed(Refusal):
    message: ClassVar[str | Promise] = _("This nomination is not %(person)s's confirmed seat in %(edition)s.")


class NotStartedYet(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s starts on %(day)s.")


class ReasonMissing(Refusal):
    message: ClassVar[str | Promise] = _("Give a reason; it is kept with the enrolment.")


class NotLater(Refusal):
    message: ClassVar[str | Promise] = _("An extension must end after %(day)s and after today.")


class NotOverYet(Refusal):
    message: ClassVar[str | Promise] = _("The deadline has not passed yet in %(city)s.")


@transaction.atomic
def enrol(
    *, person: User, edition: Edition, city: City, nomination: Nomination | None = None, by: User | None, at: datetime
) -> Enrolment:
    """Enrol `person` for `city`, pinned to the latest revision of every course; active at once if it has started."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    _check_edition(edition, city, at)
    _check_person(person, edition, city, nomination)
    courses = _published_courses(edition)
    enrolment = Enrolment.objects.create(
        person=person,
        edition=edition,
        city=city,
        nomination=nomination,
        title=_title_of(person, city, nomination, at.date()),
        enrolled_at=at,
        ends_on=last_day(edition=edition, city=city),
    )
    EnrolledCourse.objects.bulk_create(
        EnrolledCourse(enrolment=enrolment, course=course, revision=course.latest, position=position)
        for position, course in enumerate(courses)
    )
    audit(action="enrolment.made", target=enrolment, by=by, at=at, edition=edition.code, city=city.slug)
    publish(OfficialEnrolled(enrolment_id=enrolment.pk), at=at)
    if at >= begins_at(edition=edition, city=city):
        return start_enrolment(enrolment=enrolment, by=by, at=at)
    return enrolment


def start_enrolment(*, enrolment: Enrolment, by: User | None, at: datetime) -> Enrolment:
    """Pending to active, from the first day of the edition in the city. Started already, nothing changes."""
    with transaction.atomic():
        enrolment = _locked(enrolment)
        if enrolment.state == Enrolment.State.ACTIVE:
            return enrolment
        if at < begins_at(edition=enrolment.edition, city=enrolment.city):
            raise NotStartedYet(edition=enrolment.edition.code, day=enrolment.edition.starts_on)
        take_step(enrolment, Enrolment.State.ACTIVE, only_from=Enrolment.State.PENDING)
        return _saved(enrolment, "enrolment.started", by, at)


@transaction.atomic
def pause_enrolment(*, enrolment: Enrolment, reason: str, by: User, at: datetime) -> Enrolment:
    """Active to paused; nothing counts until it is resumed."""
    enrolment = _locked_for(by, enrolment)
    enrolment.reason = _given(reason)
    take_step(enrolment, Enrolment.State.PAUSED)
    return _saved(enrolment, "enrolment.paused", by, at, reason=reason)


@transaction.atomic
def resume_enrolment(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """Paused to active; refused after the deadline (extend it first)."""
    enrolment = _locked_for(by, enrolment)
    take_step(enrolment, Enrolment.State.ACTIVE, only_from=Enrolment.State.PAUSED)
    check_in_time(enrolment=enrolment, at=at)
    enrolment.reason = ""
    return _saved(enrolment, "enrolment.resumed", by, at)


@transaction.atomic
def withdraw_enrolment(*, enrolment: Enrolment, reason: str, by: User | None, at: datetime) -> Enrolment:
    """Pending, active or paused to withdrawn. The records stay."""
    enrolment = _locked_for(by, enrolment)
    enrolment.reason, enrolment.ended_at = _given(reason), at
    take_step(enrolment, Enrolment.State.WITHDRAWN)
    return _saved(enrolment, "enrolment.withdrawn", by, at, reason=reason)


@transaction.atomic
def mark_incomplete(*, enrolment: Enrolment, by: User | None, at: datetime) -> Enrolment:
    """Active to incomplete, once the deadline has passed in the city's own time."""
    enrolment = _locked(enrolment)
    if not has_passed(day=enrolment.ends_on, city=enrolment.city, at=at):
        raise NotOverYet(city=enrolment.city)
    enrolment.ended_at = at
    take_step(enrolment, Enrolment.State.INCOMPLETE)
    return _saved(enrolment, "enrolment.incomplete", by, at)


@transaction.atomic
def extend_deadline(*, enrolment: Enrolment, ends_on: date, reason: str, by: User, at: datetime) -> Enrolment:
    """A later deadline, with a reason. An incomplete enrolment becomes active again; others keep their state."""
    enrolment = _locked_for(by, enrolment)
    ends_on = working_day_from(day=ends_on, city=enrolment.city)
    if ends_on <= enrolment.ends_on or has_passed(day=ends_on, city=enrolment.city, at=at):
        raise NotLater(day=enrolment.ends_on)
    details = {"from_day": enrolment.ends_on.isoformat(), "to_day": ends_on.isoformat(), "reason": reason}
    enrolment.reason, enrolment.ends_on = _given(reason), ends_on
    if enrolment.state not in Enrolment.UNDER_WAY:
        take_step(enrolment, Enrolment.State.ACTIVE, only_from=Enrolment.State.INCOMPLETE)
        enrolment.ended_at = None
    return _saved(enrolment, "enrolment.extended", by, at, **details)


@transaction.atomic
def extend_with_edition(*, enrolment: Enrolment, at: datetime) -> Enrolment:
    """The edition's last day, where it is later than the deadline. The state stays; told twice, nothing changes."""
    enrolment = _locked(enrolment)
    ends_on = last_day(edition=enrolment.edition, city=enrolment.city)
    if enrolment.state not in Enrolment.UNDER_WAY or ends_on <= enrolment.ends_on:
        return enrolment
    details = {"from_day": enrolment.ends_on.isoformat(), "to_day": ends_on.isoformat()}
    enrolment.ends_on = ends_on
    return _saved(enrolment, "enrolment.extended", None, at, edition=enrolment.edition.code, **details)


@transaction.atomic
def end_enrolment(*, enrolment: Enrolment, outcome: str, at: datetime) -> Enrolment:
    """Active to completed or participated. Publishes nothing: the decision above this step is the fact."""
    enrolment = _locked(enrolment)
    take_step(enrolment, outcome)
    enrolment.ended_at = at
    enrolment.save(update_fields=["state", "ended_at"])
    audit(action=f"enrolment.{outcome}", target=enrolment, by=None, at=at)
    return enrolment


def _locked(enrolment: Enrolment) -> Enrolment:
    """The row as it is now. The lock leaves room for new records, which only point at it."""
    rows = Enrolment.objects.select_related("edition", "city").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=enrolment.pk)


def _locked_for(by: User | None, enrolment: Enrolment) -> Enrolment:
    """The row as it is now, if the officer works on its city; nobody is the platform itself."""
    enrolment = _locked(enrolment)
    if by is not None:
        check_reach(enrolment.city, by)
    return enrolment


def _saved(enrolment: Enrolment, action: str, by: User | None, at: datetime, **details: Any) -> Enrolment:
    enrolment.save(update_fields=["state", "reason", "ends_on", "ended_at"])
    audit(action=action, target=enrolment, by=by, at=at, **details)
    publish(EnrolmentStateChanged(enrolment_id=enrolment.pk, state=enrolment.state), at=at)
    return enrolment


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _check_edition(edition: Edition, city: City, at: datetime) -> None:
    if edition.state != Edition.State.OPEN:
        raise EditionNotOpen(edition=edition.code)
    if has_passed(day=edition.ends_on, city=city, at=at):
        raise EditionOver(edition=edition.code, city=city)


def _check_person(person: User, edition: Edition, city: City, nomination: Nomination | None) -> None:
    if Enrolment.objects.filter(person=person, edition=edition).exclude(state=Enrolment.State.WITHDRAWN).exists():
        raise AlreadyEnrolled(person=person, edition=edition.code)
    if nomination is None:
        return
    # Locked, so that whoever gives the seat up meanwhile waits and then finds the enrolment.
    seat = Nomination.objects.select_for_update(of=("self",)).filter(
        pk=nomination.pk, person=person, state=Nomination.State.CONFIRMED,
        invitation__edition=edition, invitation__city=city,
    )  # fmt: skip
    if seat.first() is None:
        raise SeatNotConfirmed(person=person, edition=edition.code)


def _published_courses(edition: Edition) -> list[Course]:
    rows = edition.edition_courses.select_related("course__latest").defer("course__latest__data").order_by("position")
    courses = [row.course for row in rows]
    if not courses or any(course.latest_id is None for course in courses):
        raise NoCourses(edition=edition.code)
    return courses


def _title_of(person: User, city: City, nomination: Nomination | None, day: date) -> str:
    """As the city wrote it in the nomination, else the person's present post there."""
    if nomination and nomination.title:
        return nomination.title
    post = Position.objects.filter(Position.holds_on(day), person=person, city=city).order_by("-since").first()
    return post.title if post else ""
