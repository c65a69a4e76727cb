"""What the objects of a SCORM package have said, as one claim. Pure; no value is trusted to be what it should be.

An object is done when it says so; the package is, when all its objects are. Its score is the mean of their scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from courses.packages.scorm.structure import Item, Scorm
from courses.records.attempts.claims import PLACES, Claim

HUNDRED = Decimal(100)
MOST = Decimal(1_000_000)
States = Mapping[int, Mapping[str, Any]]
"""The number of an item among those that can be launched, to its CMI as the library commits it."""


@dataclass(frozen=True)
class Outcome:
    """`score` is scaled, 0 to 1."""

    done: bool
    success: bool | None = None
    score: Decimal | None = None


def outcome_of(item: Item, version: str, cmi: Mapping[str, Any] | None) -> Outcome:
    if cmi is None:
        return Outcome(done=False)
    if not item.sco:
        return Outcome(done=True)
    return _of_12(item, _part(cmi, "core")) if version == "1.2" else _of_2004(cmi)


def statuses_of(scorm: Scorm, states: States) -> dict[int, str]:
    """In the words of 1.2, of what was begun."""
    return {place: _status(outcome_of(item, scorm.version, states[place]))
            for place, item in enumerate(scorm.launched) if place in states}  # fmt: skip


def _status(outcome: Outcome) -> str:
    if not outcome.done:
        return "incomplete"
    return {True: "passed", False: "failed", None: "completed"}[outcome.success]


def claim_of(scorm: Scorm, states: States) -> Claim | None:
    """What the package as a whole claims; nothing while something of it is left to do."""
    outcomes = [outcome_of(item, scorm.version, states.get(place)) for place, item in enumerate(scorm.launched)]
    if not all(outcome.done for outcome in outcomes):
        return None
    scores = [outcome.score for outcome in outcomes if outcome.score is not None]
    raw = (sum(scores, Decimal(0)) / len(scores) * HUNDRED).quantize(PLACES) if scores else None
    return Claim(raw=raw, most=HUNDRED if scores else None, success=_success(outcomes), completion=True)


def _success(outcomes: Sequence[Outcome]) -> bool | None:
    said = [outcome.success for outcome in outcomes if outcome.success is not None]
    return all(said) if said else None


def _of_12(item: Item, core: Mapping[str, Any]) -> Outcome:
    """Where there is a mastery score and a score, they decide, whatever the status says (SCORM 1.2 RTE 3.4.4)."""
    status, marks = core.get("lesson_status"), _part(core, "score")
    raw, mastery = _number(marks.get("raw")), _number(item.mastery)
    success = {"passed": True, "failed": False}.get(str(status))
    done = status in ("passed", "failed", "completed")
    if done and raw is not None and mastery is not None:
        success = raw >= mastery
    return Outcome(done, success, _scaled(raw, _number(marks.get("min")), _number(marks.get("max"))))


def _of_2004(cmi: Mapping[str, Any]) -> Outcome:
    marks = _part(cmi, "score")
    success = {"passed": True, "failed": False}.get(str(cmi.get("success_status")))
    done = cmi.get("completion_status") == "completed" or success is not None
    scaled = _number(marks.get("scaled"))
    if scaled is not None:
        return Outcome(done, success, max(Decimal(0), scaled).quantize(PLACES) if scaled <= 1 else None)
    raw, low, high = (_number(marks.get(name)) for name in ("raw", "min", "max"))
    return Outcome(done, success, _scaled(raw, low, high) if high is not None else None)


def _scaled(raw: Decimal | None, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    low, high = low or Decimal(0), HUNDRED if high is None else high
    if raw is None or high <= low or not low <= raw <= high:
        return None
    return ((raw - low) / (high - low)).quantize(PLACES)


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value)[:40])
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= MOST else None


def _part(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = values.get(name)
    return part if isinstance(part, dict) else {}
