"""Quizzes and attempts at them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from courses.assessment.models import QuizAttempt
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.structure import Outline, Quiz

CLOSED_AT_ONCE = 500


def quiz_in(*, outline: Outline, activity_key: str) -> Quiz | None:
    """The quiz with this key in the outline."""
    found = outline.activity(activity_key)
    return found[1].quiz if found else None


def attempts_at(*, enrolled: EnrolledCourse, activity_key: str) -> QuerySet[QuizAttempt]:
    """The learner's attempts at a quiz, the first one first."""
    rows = QuizAttempt.objects.filter(enrolment=enrolled.enrolment_id, course=enrolled.course_id)
    return rows.filter(activity_key=activity_key).order_by("number")


def enrolled_of(*, attempt: QuizAttempt) -> EnrolledCourse:
    """The course that the attempt was made in, with the outline revision it is pinned to."""
    rows = EnrolledCourse.objects.select_related("enrolment__city", "enrolment__person", "course", "revision")
    return rows.defer("revision__data").get(enrolment=attempt.enrolment_id, course=attempt.course_id)


def attempts_to_close(*, at: datetime) -> QuerySet[QuizAttempt]:
    """Open although their time and grace have passed, the oldest first; the rest of many waits for the next time."""
    rows = QuizAttempt.objects.filter(submitted_at__isnull=True, closes_at__lt=at)
    return rows.order_by("closes_at")[:CLOSED_AT_ONCE]


def awaits_a_score(*, enrolment: Enrolment) -> bool:
    """Whether an attempt of it waits for a person's marks, or for the clock to hand it in.

    One that is open without a time limit waits for its learner alone, who cannot hand it in after the deadline.
    """
    handed_in = Q(submitted_at__isnull=False) | Q(closes_at__isnull=False)
    return QuizAttempt.objects.filter(handed_in, enrolment=enrolment, score__isnull=True).exists()
