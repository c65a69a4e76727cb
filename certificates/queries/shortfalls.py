"""Why an official of an edition has no certificate: how far they are, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import QuerySet

from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.programmes.models import Edition
from courses.progress.queries import Standing, standing_from, with_progress
from lms.network.models import City


@dataclass(frozen=True)
class CourseShortfall:
    """A course against what it asks for; `fraction` and `score` are 0 to 1, `pass_mark` is in per cent."""

    title: str
    fraction: Decimal
    score: Decimal | None
    pass_mark: int
    missing: tuple[str, ...]

    @property
    def below_the_mark(self) -> bool:
        return self.score is not None and self.score * 100 < self.pass_mark


@dataclass(frozen=True)
class Shortfall:
    """`fraction` is the mean over the courses."""

    enrolment: Enrolment
    fraction: Decimal
    courses: tuple[CourseShortfall, ...]


def shortfalls(*, edition: Edition, cities: QuerySet[City], language: str) -> list[Shortfall]:
    """Officials of these cities for whom nothing is decided yet, by city and name; three statements for any number."""
    rows = list(
        with_progress()
        .select_related("enrolment__person")
        .filter(enrolment__edition=edition, enrolment__city__in=cities, enrolment__completion__isnull=True)
        .order_by("enrolment__city__name", "enrolment__person__display_name", "enrolment", "position")
    )
    outlines = outlines_of(revisions={row.revision_id: row.revision for row in rows}.values())
    by_enrolment = groupby(rows, key=lambda row: row.enrolment_id)
    return [_shortfall(list(courses), outlines, language) for _pk, courses in by_enrolment]


def _shortfall(rows: list[EnrolledCourse], outlines: dict[int, Outline], language: str) -> Shortfall:
    standings = [standing_from(row) for row in rows]
    courses = tuple(
        _course(outlines[row.revision_id], standing, language) for row, standing in zip(rows, standings, strict=True)
    )
    return Shortfall(rows[0].enrolment, _mean(course.fraction for course in courses), courses)


def _course(outline: Outline, standing: Standing, language: str) -> CourseShortfall:
    missing = (lesson for lesson in outline.lessons if lesson.required and lesson.key not in standing.done)
    return CourseShortfall(
        title=outline.text(outline.titles, language),
        fraction=standing.fraction,
        score=standing.score,
        pass_mark=outline.pass_mark,
        missing=tuple(outline.text(lesson.titles, language) for lesson in missing),
    )


def _mean(fractions: Iterable[Decimal]) -> Decimal:
    values = list(fractions)
    return sum(values, Decimal(0)) / len(values)
