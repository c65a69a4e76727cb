"""Quizzes and attempts at them."""

from django.db.models import QuerySet

from courses.assessment.models import QuizAttempt
from courses.enrolment.models import EnrolledCourse
from courses.outline.structure import Outline, Quiz


def quiz_in(*, outline: Outline, activity_key: str) -> Quiz | None:
    """The quiz with this key in the outline."""
    found = outline.activity(activity_key)
    return found[1].quiz if found else None


def attempts_at(*, enrolled: EnrolledCourse, activity_key: str) -> QuerySet[QuizAttempt]:
    """The learner's attempts at a quiz, the first one first."""
    rows = QuizAttempt.objects.filter(enrolment=enrolled.enrolment_id, course=enrolled.course_id)
    return rows.filter(activity_key=activity_key).order_by("number")
