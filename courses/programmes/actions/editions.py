"""Planning programmes and editions, opening and finishing them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.outline.models import Course
from courses.programmes.events import EditionExtended
from courses.programmes.guards import locked_edition
from courses.programmes.models import Edition, EditionCourse, Invitation, Nomination, TrainingProgramme
from courses.programmes.states import take_step
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.deadlines import has_passed, working_day_from
from lms.outbox.events import publish
from lms.refusals import Refusal

POLICY = ("pass_mark", "attendance_minimum", "seats_per_city", "city_certificate_from")
OF_A_PROGRAMME = ("code", "title", "titles", "description", *POLICY)
OF_AN_EDITION = ("programme_id", "code", "reply_by", "nominate_by", "starts_on", "ends_on", "seats", *POLICY)


class NothingToTeach(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s has no published course to teach.")


class EditionSettled(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s is finished or cancelled and cannot be changed.")


class CodeSettled(Refusal):
    message: ClassVar[str | Promise] = _("The code is part of references and certificate numbers; it stays %(code)s.")


class CoursesSettled(Refusal):
    message: ClassVar[str | Promise] = _("Officials have confirmed their seats; the courses stay as they are.")


class SeatsTaken(Refusal):
    message: ClassVar[str | Promise] = _("%(taken)s seats are taken; there cannot be fewer.")


class EditionNotOver(Refusal):
    message: ClassVar[str | Promise] = _("%(edition)s runs until %(day)s.")


@transaction.atomic
def save_programme(*, programme: TrainingProgramme, by: User, at: datetime) -> TrainingProgramme:
    """Keep a new programme, or the changes to one."""
    before = TrainingProgramme.objects.select_for_update().filter(pk=programme.pk).first()
    programme.save()
    changes = _changes(before, programme, OF_A_PROGRAMME)
    audit(action=f"programme.{'changed' if before else 'added'}", target=programme, by=by, at=at, **changes)
    return programme


@transaction.atomic
def plan_edition(*, edition: Edition, courses: Sequence[Course], by: User, at: datetime) -> Edition:
    """Keep a new edition as a draft, with its courses in the given order."""
    edition.state = Edition.State.DRAFT
    edition.save(force_insert=True)
    _set_courses(edition, courses)
    audit(action="edition.planned", target=edition, by=by, at=at, courses=[course.slug for course in courses])
    return edition


@transaction.atomic
def change_edition(*, edition: Edition, courses: Sequence[Course], by: User, at: datetime) -> Edition:
    """Keep the changes to an edition that is a draft or open, as far as nothing rests on what they change."""
    before = locked_edition(edition.pk)
    present = list(Course.objects.filter(edition_courses__edition=before).order_by("edition_courses__position"))
    _check_changes(before, edition, courses_differ=present != list(courses))
    edition.save(update_fields=[name.removesuffix("_id") for name in OF_AN_EDITION])
    _set_courses(edition, courses)
    changes = _changes(before, edition, OF_AN_EDITION)
    audit(action="edition.changed", target=edition, by=by, at=at, courses=[c.slug for c in courses], **changes)
    if edition.ends_on > before.ends_on:
        publish(EditionExtended(edition_id=edition.pk), at=at)
    return edition


@transaction.atomic
def open_edition(*, edition: Edition, by: User, at: datetime) -> Edition:
    """From now on cities can be invited."""
    edition = locked_edition(edition.pk)
    courses = Course.objects.filter(edition_courses__edition=edition)
    if not courses or any(course.latest_id is None for course in courses):
        raise NothingToTeach(edition=edition.code)
    return _step(edition, Edition.State.OPEN, by=by, at=at)


@transaction.atomic
def finish_edition(*, edition: Edition, by: User, at: datetime) -> Edition:
    """Close an edition whose last day is over in each of its cities.

    Nobody is invited, selected or enrolled any more; certificates follow.
    """
    edition = locked_edition(edition.pk)
    _check_over(edition, at)
    return _step(edition, Edition.State.FINISHED, by=by, at=at)


def _step(edition: Edition, state: str, *, by: User, at: datetime) -> Edition:
    take_step(edition, state)
    edition.save(update_fields=["state"])
    audit(action=f"edition.{state}", target=edition, by=by, at=at)
    return edition


def _check_over(edition: Edition, at: datetime) -> None:
    """By the calendar of each city that takes part, and not before the day is over in UTC."""
    if at.date() <= edition.ends_on:
        raise EditionNotOver(edition=edition.code, day=edition.ends_on)
    for invitation in edition.invitations.filter(state__in=Invitation.TAKES_PART).select_related("city"):
        day = working_day_from(day=edition.ends_on, city=invitation.city)
        if not has_passed(day=day, city=invitation.city, at=at):
            raise EditionNotOver(edition=edition.code, day=day)


def _check_changes(before: Edition, after: Edition, *, courses_differ: bool) -> None:
    if before.state not in (Edition.State.DRAFT, Edition.State.OPEN):
        raise EditionSettled(edition=before.code)
    if before.state == Edition.State.OPEN and (before.code, before.programme_id) != (after.code, after.programme_id):
        raise CodeSettled(code=before.code)
    nominations = Nomination.objects.filter(invitation__edition=before)
    taken = nominations.filter(state__in=Nomination.SEATED).count()
    if after.seats < taken:
        raise SeatsTaken(taken=taken)
    if courses_differ and nominations.filter(state=Nomination.State.CONFIRMED).exists():
        raise CoursesSettled


def _set_courses(edition: Edition, courses: Sequence[Course]) -> None:
    edition.edition_courses.exclude(course__in=courses).delete()
    for position, course in enumerate(courses):
        EditionCourse.objects.update_or_create(edition=edition, course=course, defaults={"position": position})


def _changes(before: models.Model | None, after: models.Model, names: Sequence[str]) -> dict[str, Any]:
    """The new value of each field that differs, as JSON can hold it."""
    if before is None:
        return {}
    changed = ((name, getattr(after, name)) for name in names if getattr(before, name) != getattr(after, name))
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in changed}
