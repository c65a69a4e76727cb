"""What a package in the browser may claim: scores that its parameters can give, and those of answers scored anew."""

from decimal import Decimal

from courses.packages.plain.exercise import exercise_of
from courses.packages.plain.given import Parameters
from courses.packages.plain.parts import Score
from courses.packages.plain.reach import CannotTell, reach_of
from courses.packages.plain.types import name_of

RESCORED = {"H5P.Blanks 1", "H5P.DragText 1", "H5P.MarkTheWords 1", "H5P.MultiChoice 1", "H5P.TrueFalse 1"}
"""The types that report what was answered in `result.response`."""


def fits(*, main: str, parameters: Parameters, raw: Decimal | None, most: Decimal | None) -> bool:
    """Whether the content that `main` ("H5P.X 1.2") shows with these parameters can give `raw` of `most` points.

    A claim without points always fits. Of a type that is not known here only the order of the two can be judged.
    """
    if raw is None and most is None:
        return True
    if raw is None or most is None or not (raw.is_finite() and most.is_finite() and 0 <= raw <= most):
        return False
    try:
        reach = reach_of(main, parameters)
    except CannotTell:
        return True
    return most in reach.sums and (not reach.whole or raw == int(raw))


def is_rescored(main: str) -> bool:
    return name_of(main) in RESCORED


def rescored(main: str, parameters: Parameters, response: str) -> Score | None:
    """The score that the answers in an xAPI `result.response` earn; None for types that are not scored anew.

    `response` is as the type writes it: ids of choices or texts in gaps with [,] between them, `true` or `false`. What
    the type cannot have written earns nothing.
    """
    exercise = exercise_of(main=main, parameters=parameters) if is_rescored(main) else None
    if exercise is None:
        return None
    (question,) = exercise.questions
    return exercise.marks(question.answers_in(response) or {})
