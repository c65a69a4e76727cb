"""What an edition asks for, and whether it is reached. Pure; the same rules decide and explain."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from courses.outline.structure import Outline
from courses.progress.attainment import PLACES, Attainment


@dataclass(frozen=True)
class CourseResult:
    outline: Outline
    attainment: Attainment

    @property
    def passed(self) -> bool:
        """Every required lesson is done, and the course's own pass mark is reached."""
        return self.attainment.fraction == 1 and reaches(self.attainment.score, self.outline.pass_mark)


def reaches(score: Decimal | None, pass_mark: int) -> bool:
    """Whether a score of 0 to 1 reaches a mark in per cent; where nothing is scored, nothing is asked."""
    return score is None or score * 100 >= pass_mark


def edition_score(courses: Sequence[CourseResult]) -> Decimal | None:
    """The mean of the courses that have a score."""
    scores = [course.attainment.score for course in courses if course.attainment.score is not None]
    return (sum(scores, Decimal(0)) / len(scores)).quantize(PLACES, ROUND_HALF_UP) if scores else None


def edition_fraction(courses: Sequence[CourseResult]) -> Decimal:
    """The mean of the courses, rounded down so that only the whole shows as the whole."""
    return _mean([course.attainment.fraction for course in courses])


def is_completed(courses: Sequence[CourseResult], *, pass_mark: int) -> bool:
    """All courses passed, and the mean of their scores reaches the edition's pass mark."""
    return bool(courses) and all(course.passed for course in courses) and reaches(edition_score(courses), pass_mark)


def took_part(courses: Sequence[CourseResult], *, attendance_minimum: int) -> bool:
    """At the deadline: the share of required lessons taken part in reaches the attendance asked for."""
    return bool(courses) and _mean([course.attainment.attended for course in courses]) * 100 >= attendance_minimum


def evidence_of(courses: Sequence[CourseResult]) -> list[dict[str, Any]]:
    """What a decision rested on, as JSON values."""
    return [
        {
            "course": course.outline.slug,
            "hours": course.outline.hours,
            "pass_mark": course.outline.pass_mark,
            "fraction": str(course.attainment.fraction),
            "attended": str(course.attainment.attended),
            "score": None if course.attainment.score is None else str(course.attainment.score),
            "done": list(course.attainment.done),
        }
        for course in courses
    ]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(PLACES, ROUND_DOWN)
