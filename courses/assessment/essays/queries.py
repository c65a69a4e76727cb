"""Attempts that wait for marks, and what is in them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from courses.assessment.models import QuizAttempt
from courses.assessment.queries import quiz_in
from courses.assessment.scoring import essays_in
from courses.enrolment.models import EnrolledCourse
from courses.outline.models import Course
from courses.outline.queries import outline_of
from courses.outline.structure import Question, Quiz


def attempts_to_mark(*, courses: Iterable[Course]) -> QuerySet[QuizAttempt]:
    """Those in these courses, the one that has waited longest first."""
    rows = QuizAttempt.objects.filter(submitted_at__isnull=False, score__isnull=True, course__in=courses)
    return rows.select_related("course", "enrolment__person", "enrolment__edition").order_by("submitted_at", "pk")


def quiz_of(*, enrolled: EnrolledCourse, attempt: QuizAttempt) -> Quiz:
    quiz = quiz_in(outline=outline_of(revision=enrolled.revision), activity_key=attempt.activity_key)
    assert quiz is not None, "an attempt is at a quiz of its outline"  # noqa: S101 - for the type's sake
    return quiz


def essays_of(*, quiz: Quiz, attempt: QuizAttempt) -> list[Question]:
    """What was written in the attempt and is for a person to mark."""
    return essays_in(quiz, attempt.drawn, attempt.answers)
