"""When units, blocks and a course are satisfied (cmi5 10.2.4), and what the course then comes to. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from courses.packages.cmi5.structure import Block, Cmi5, MoveOn, Unit
from courses.records.attempts.claims import Claim

Verbs = Mapping[int, frozenset[str]]
"""The number of a unit to the names of the verbs that were said of it."""
_NEEDED: dict[MoveOn, list[frozenset[str]]] = {
    MoveOn.PASSED: [frozenset({"passed"})],
    MoveOn.COMPLETED: [frozenset({"completed"})],
    MoveOn.COMPLETED_AND_PASSED: [frozenset({"completed", "passed"})],
    MoveOn.COMPLETED_OR_PASSED: [frozenset({"completed"}), frozenset({"passed"})],
    MoveOn.NOT_APPLICABLE: [frozenset()],
}


def is_satisfied(unit: Unit, said: Iterable[str]) -> bool:
    """What needs nothing is satisfied by being launched, for a course that nobody has opened is not finished."""
    verbs = frozenset(said)
    return "waived" in verbs or ("launched" in verbs and any(needed <= verbs for needed in _NEEDED[unit.move_on]))


def satisfied_units(course: Cmi5, said: Verbs) -> set[str]:
    """By the publisher's ids."""
    return {unit.key for place, unit in enumerate(course.units) if is_satisfied(unit, said.get(place, ()))}


def satisfied_blocks(course: Cmi5, units: set[str]) -> set[str]:
    done = set(units)
    for block in course.blocks:
        if _holds(block, done):
            done.add(block.key)
    return done - units


def _holds(block: Block, done: set[str]) -> bool:
    return all(part.key in done for part in block.parts)


def claim_of(course: Cmi5, said: Verbs, scores: Mapping[int, Decimal]) -> Claim | None:
    """Once every unit is satisfied. The score is the mean of those that have one."""
    if len(satisfied_units(course, said)) < len(course.units):
        return None
    judged = [verbs for verbs in said.values() if verbs & {"passed", "failed"}]
    raw = sum(scores.values(), Decimal(0)) / len(scores) if scores else None
    return Claim(
        raw=raw, most=Decimal(1) if scores else None, completion=True,
        success=all("passed" in verbs for verbs in judged) if judged else None,
    )  # fmt: skip
