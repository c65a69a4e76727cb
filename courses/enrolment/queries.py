"""Whose enrolment this is, and which are due."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.enrolment.times import begins_at, is_over, last_day
from lms.accounts.models import User

WIDEST_ZONES = timedelta(hours=14)
"""No place is further from UTC, so a day that is due somewhere is due here this much earlier or later."""


def enrolment_for(*, person: User, code: str) -> Enrolment | None:
    """The door to an enrolment: the learner's own, or None, whether it is another's or does not exist."""
    return Enrolment.objects.select_related("edition__programme", "city").filter(person=person, code=code).first()


def enrolled_course_for(*, person: User, code: str, slug: str) -> EnrolledCourse | None:
    """The door to a course of the learner's own enrolment, in one statement (see outline_of for its outline)."""
    rows = EnrolledCourse.objects.select_related("enrolment__city", "enrolment__edition", "course", "revision")
    return (
        rows.defer("revision__data").filter(enrolment__person=person, enrolment__code=code, course__slug=slug).first()
    )


def enrolments_to_start(*, at: datetime) -> list[Enrolment]:
    """Pending enrolments whose edition has begun in their city."""
    pending = _with_times().filter(state=Enrolment.State.PENDING, edition__starts_on__lte=(at + WIDEST_ZONES).date())
    return [row for row in pending if at >= begins_at(edition=row.edition, city=row.city)]


def shorter_than_their_edition(*, edition_id: int) -> list[Enrolment]:
    """Enrolments under way whose deadline lies before their edition's last day in their city."""
    under_way = _with_times().filter(state__in=Enrolment.UNDER_WAY, edition_id=edition_id)
    return [row for row in under_way if row.ends_on < last_day(edition=row.edition, city=row.city)]


def overdue_enrolments(*, at: datetime) -> list[Enrolment]:
    """Active enrolments whose deadline has passed in their city."""
    active = _with_times().filter(state=Enrolment.State.ACTIVE, ends_on__lte=(at + WIDEST_ZONES).date())
    return [row for row in active if is_over(row, at=at)]


def _with_times() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related("edition", "city").order_by("pk")
