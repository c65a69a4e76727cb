"""Attempts as the analysis wants them."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from courses.assessment.analysis.statistics import Taken
from courses.assessment.analysis.variants import Variants, variants_of
from courses.assessment.models import QuizAttempt
from courses.assessment.queries import quiz_in
from courses.enrolment.models import EnrolledCourse
from courses.outline.models import Course, OutlineRevision
from courses.outline.queries import outlines_of

COLUMNS = ("enrolment_id", "enrolment__person_id", "drawn", "marks", "answers", "started_at", "submitted_at")


def marked_attempts(*, course: Course, activity_key: str) -> QuerySet[QuizAttempt]:
    """Submitted and marked to the end."""
    return QuizAttempt.objects.filter(
        course=course, activity_key=activity_key, submitted_at__isnull=False, score__isnull=False
    )


def attempts_taken(*, course: Course, activity_key: str, every: bool = False) -> tuple[list[Taken], Variants]:
    """The first attempt of each learner: later ones were made knowing the questions. Or `every` one.

    With the questions as they were asked, by the names under which the attempts have their marks.
    """
    pins = dict(EnrolledCourse.objects.filter(course=course).values_list("enrolment", "revision"))
    revisions = OutlineRevision.objects.filter(pk__in={*pins.values(), course.latest_id}).defer("data")
    quizzes = {
        pk: quiz_in(outline=outline, activity_key=activity_key)
        for pk, outline in outlines_of(revisions=revisions).items()
    }
    variants = variants_of(quizzes, latest=course.latest_id)
    return list(_taken(course, activity_key, every, pins, variants)), variants


def _taken(course: Course, activity_key: str, every: bool, pins: dict[int, int], variants: Variants) -> Iterator[Taken]:
    rows = marked_attempts(course=course, activity_key=activity_key).order_by("number", "pk").values_list(*COLUMNS)
    met: set[int] = set()
    for enrolment, person, drawn, marks, answers, started, submitted in rows.iterator(chunk_size=2000):
        if every or person not in met:
            met.add(person)
            names = variants.names(pins.get(enrolment), drawn)
            yield Taken(
                person, {names.get(key, key): mark for key, mark in marks.items()},
                {names.get(key, key): answer for key, answer in answers.items()},
                (submitted - started).total_seconds(), variants.weights,
            )  # fmt: skip


def attempts_by_quiz(*, course: Course) -> dict[str, int]:
    """How many attempts at each quiz were marked."""
    rows = QuizAttempt.objects.filter(course=course, submitted_at__isnull=False, score__isnull=False)
    counted = rows.order_by().values("activity_key").annotate(number=Count("pk"))
    return {row["activity_key"]: row["number"] for row in counted}
