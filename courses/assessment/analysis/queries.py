"""Attempts as the analysis wants them."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from courses.assessment.analysis.statistics import Taken
from courses.assessment.models import QuizAttempt
from courses.outline.models import Course

COLUMNS = ("enrolment_id", "enrolment__person_id", "marks", "answers", "started_at", "submitted_at")


def marked_attempts(*, course: Course, activity_key: str) -> QuerySet[QuizAttempt]:
    """Submitted and marked to the end."""
    return QuizAttempt.objects.filter(
        course=course, activity_key=activity_key, submitted_at__isnull=False, score__isnull=False
    )


def attempts_taken(*, course: Course, activity_key: str, every: bool = False) -> list[Taken]:
    """The first attempt of each learner: later ones were made knowing the questions. Or `every` one."""
    return list(_taken(course, activity_key, every))


def _taken(course: Course, activity_key: str, every: bool) -> Iterator[Taken]:
    rows = marked_attempts(course=course, activity_key=activity_key).order_by("number", "pk").values_list(*COLUMNS)
    met: set[int] = set()
    for _enrolment, person, marks, answers, started, submitted in rows.iterator(chunk_size=2000):
        if every or person not in met:
            met.add(person)
            yield Taken(person, marks, answers, (submitted - started).total_seconds())


def attempts_by_quiz(*, course: Course) -> dict[str, int]:
    """How many attempts at each quiz were marked."""
    rows = QuizAttempt.objects.filter(course=course, submitted_at__isnull=False, score__isnull=False)
    counted = rows.order_by().values("activity_key").annotate(number=Count("pk"))
    return {row["activity_key"]: row["number"] for row in counted}
