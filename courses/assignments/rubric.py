"""From chosen levels to points. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.outline.assignment import Assignment, Criterion
from lms.refusals import Refusal

PLACES = Decimal("0.0001")
Levels = Mapping[str, str]
"""The key of a criterion to the key of its level."""


class CriterionLeftOut(Refusal):
    message: ClassVar[str | Promise] = _("Choose a level for each criterion of the rubric.")


def points_of(assignment: Assignment, levels: Levels) -> int:
    """The sum over the criteria; each needs one of its own levels, and there are no others."""
    if set(levels) != {criterion.key for criterion in assignment.criteria}:
        raise CriterionLeftOut
    return sum(_points(criterion, levels[criterion.key]) for criterion in assignment.criteria)


def _points(criterion: Criterion, key: str) -> int:
    level = criterion.level(key)
    if level is None:
        raise CriterionLeftOut
    return level.points


def scaled(score: Fraction) -> Decimal:
    """Four places, rounded down: what is short of the pass mark does not become it."""
    ten_thousandths = score.numerator * 10_000 // score.denominator
    return Decimal(ten_thousandths) * PLACES


def peer_points(points: Iterable[int]) -> Fraction | None:
    """The median of what the peers gave; nothing without a review."""
    given = [Fraction(each) for each in points]
    return median(given) if given else None


def peer_levels(assignment: Assignment, reviews: Iterable[Levels]) -> dict[str, str]:
    """For each criterion the level in the middle of those that the peers chose, the lower one of two."""
    given = list(reviews)
    middle = {}
    for criterion in assignment.criteria:
        found = [level for one in given if (level := criterion.level(one.get(criterion.key, "")))]
        if found:
            ordered = sorted(found, key=lambda level: level.points)
            middle[criterion.key] = ordered[(len(ordered) - 1) // 2].key
    return middle
