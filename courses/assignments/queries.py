"""Assignments, what was handed in for them, and who is to look at it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from courses.assignments.models import PeerReview, Submission
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.assignment import Assignment
from courses.outline.models import Course
from courses.outline.queries import outline_of
from courses.outline.structure import Outline
from lms.accounts.models import User
from lms.network.deadlines import deadline

State = Submission.State
HANDED_IN = (State.SUBMITTED, State.RETURNED, State.MARKED)


def assignment_in(*, outline: Outline, activity_key: str) -> Assignment | None:
    """The assignment with this key in the outline."""
    found = outline.activity(activity_key)
    return found[1].assignment if found else None


def due_at(*, enrolled: EnrolledCourse, assignment: Assignment) -> datetime:
    """When it is due, in the city: so many days after the enrolment or the edition's start, never after its end."""
    enrolment = enrolled.enrolment
    last = deadline(day=enrolment.ends_on, city=enrolment.city)
    if assignment.days is None:
        return last
    began = enrolment.enrolled_at.astimezone(ZoneInfo(enrolment.city.time_zone)).date()
    day = max(began, enrolment.edition.starts_on) + timedelta(days=assignment.days)
    return min(deadline(day=day, city=enrolment.city), last)


def submissions_of(*, enrolled: EnrolledCourse, activity_key: str) -> QuerySet[Submission]:
    """The learner's own, the first one first."""
    rows = Submission.objects.filter(enrolment=enrolled.enrolment_id, course=enrolled.course_id)
    return rows.filter(activity_key=activity_key).select_related("mark").order_by("number")


def enrolled_of(*, submission: Submission) -> EnrolledCourse:
    """The course that it was handed in for, with the outline revision it is pinned to."""
    rows = EnrolledCourse.objects.select_related(
        "enrolment__city", "enrolment__person", "enrolment__edition", "course", "revision"
    ).defer("revision__data")
    return rows.get(enrolment=submission.enrolment_id, course=submission.course_id)


def assignment_of(*, submission: Submission) -> Assignment:
    outline = outline_of(revision=enrolled_of(submission=submission).revision)
    assignment = assignment_in(outline=outline, activity_key=submission.activity_key)
    assert assignment is not None, "a submission is for an assignment of its outline"  # noqa: S101 - for the type's sake
    return assignment


def handed_in(*, courses: Iterable[Course]) -> QuerySet[Submission]:
    """Everything but drafts in these courses, what has waited longest first."""
    rows = Submission.objects.filter(state__in=HANDED_IN, course__in=courses)
    return rows.select_related("course", "marker", "mark", "enrolment__person", "enrolment__edition").order_by(
        "submitted_at", "pk"
    )


def reviews_for(*, enrolment: Enrolment, course_id: int, activity_key: str) -> QuerySet[PeerReview]:
    """What this learner is to review, or has reviewed."""
    rows = PeerReview.objects.filter(reviewer=enrolment, submission__activity_key=activity_key)
    return rows.filter(submission__course=course_id).select_related("submission").order_by("pk")


def review_for(*, person: User, code: str) -> PeerReview | None:
    """The door to a review: that of the learner it was assigned to. A complete one can be read again."""
    rows = PeerReview.objects.select_related(
        "submission", "reviewer__city", "reviewer__edition", "submission__enrolment__edition"
    )
    return rows.filter(reviewer__person=person, code=code).first()


def waiting_keys(*, enrolment: Enrolment) -> frozenset[str]:
    """Keys of the assignments of which something waits for marking; they are block ids and differ between courses."""
    rows = Submission.objects.filter(state=State.SUBMITTED, enrolment=enrolment)
    return frozenset(rows.values_list("activity_key", flat=True))


def reviews_about(*, submission: Submission) -> QuerySet[PeerReview]:
    """Complete reviews of what its author handed in for this assignment, now or before."""
    rows = PeerReview.objects.filter(state=PeerReview.State.COMPLETE, submission__enrolment=submission.enrolment_id)
    return rows.filter(submission__course=submission.course_id, submission__activity_key=submission.activity_key)
