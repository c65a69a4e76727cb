"""What a package in the browser may claim: scores that its parameters can give, and those of answers scored anew."""

from decimal import Decimal

from courses.packages.plain.exercise import exercise_of
from courses.packages.plain.given import Parameters
from courses.packages.plain.parts import Score
from courses.packages.plain.reach import NOTHING, CannotTell, Reach, reach_of
from courses.packages.plain.types import reports, type_of


def fits(*, main: str, parameters: Parameters, raw: Decimal | None, most: Decimal | None) -> bool:
    """Whether the content that `main` ("H5P.X 1.2") shows with these parameters can give `raw` of `most` points.

    A claim without points always fits. Of a type that is not known here only the order of the two can be judged.
    """
    if raw is None and most is None:
        return True
    if raw is None or most is None or not (raw.is_finite() and most.is_finite() and 0 <= raw <= most):
        return False
    reach = _reach(main, parameters)
    return reach is None or (most in reach.sums and (not reach.whole or raw == int(raw)))


def needs_points(*, main: str, parameters: Parameters) -> bool:
    """Whether this content cannot be done without points: then a claim that leaves them out is none."""
    reach = _reach(main, parameters)
    return reach is not None and not reach.sums & NOTHING


def gives_nothing(*, main: str, parameters: Parameters) -> bool:
    """Whether it is known that there is nothing to score in this content."""
    reach = _reach(main, parameters)
    return reach is not None and reach.sums == NOTHING


def _reach(main: str, parameters: Parameters) -> Reach | None:
    try:
        return reach_of(main, parameters)
    except (CannotTell, RecursionError):
        return None


def is_rescored(main: str) -> bool:
    return reports(main)


def rescored(main: str, parameters: Parameters, response: str) -> Score | None:
    """The score that the answers in an xAPI `result.response` earn; None for types that are not scored anew.

    `response` is as the type writes it: ids of choices or texts in gaps with [,] between them, `true` or `false`. What
    the type cannot have written counts as not answered.
    """
    held, exercise = type_of(main), exercise_of(main=main, parameters=parameters)
    if held is None or exercise is None or not reports(main):
        return None
    if held.answers_in:
        return exercise.marks(held.answers_in(response))
    (question,) = exercise.questions
    return exercise.marks(question.answers_in(response) or {})
