"""Folding records into evidence: pure, and the same however often, late or out of order the records come.

Every part of the evidence is a join of what the records say (the earliest time, the best score, the highest number of
an attempt), which is commutative, associative and idempotent. So folding a record again changes nothing, and folding
one more record onto the evidence equals folding all of them from nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from courses.outline.structure import Outline


class Fact(Protocol):
    """What the fold reads of a learning record."""

    verb: str
    activity_key: str
    score: Decimal | None
    success: bool | None
    self_reported: bool
    result: Any
    happened_at: datetime


class Result(BaseModel):
    """What is known of a quiz or a package: first done, first passed, the best score, the highest attempt.

    Where the quiz says that the first or the last attempt `counts`, that one's score and passing stand alone.
    """

    model_config = ConfigDict(frozen=True)

    first_at: datetime
    passed_at: datetime | None = None
    best: Decimal | None = None
    attempts: int = 0
    self_reported: bool = False
    counts: str = "best"
    counted: int = 0
    """The number of the attempt whose score stands, where only one counts."""

    @classmethod
    def of(cls, fact: Fact) -> "Result":
        return cls(
            first_at=fact.happened_at,
            passed_at=fact.happened_at if fact.success else None,
            best=fact.score,
            attempts=int(fact.result.get("attempt", 0)),
            self_reported=fact.self_reported,
            counts=fact.result.get("counts", "best"),
            counted=int(fact.result.get("attempt", 0)) if "counts" in fact.result else 0,
        )

    def join(self, other: "Result") -> "Result":
        one = self._counted(other)
        return Result(
            first_at=min(self.first_at, other.first_at),
            passed_at=one.passed_at if one else _known(min, self.passed_at, other.passed_at),
            best=one.best if one else _known(max, self.best, other.best),
            attempts=max(self.attempts, other.attempts),
            self_reported=self.self_reported and other.self_reported,
            counts=self.counts if one else "best",
            counted=one.counted if one else 0,
        )

    def _counted(self, other: "Result") -> "Result | None":
        """Which of the two counts; nothing where the better does."""
        if self.counts == "best" or other.counts != self.counts:
            return None
        return (max if self.counts == "last" else min)(self, other, key=lambda result: result.counted)


class Evidence(BaseModel):
    """All that the records of one enrolment say about one course, by the keys of lessons and activities."""

    model_config = ConfigDict(frozen=True)

    opened: dict[str, datetime] = Field(default_factory=dict)
    read: dict[str, datetime] = Field(default_factory=dict)
    results: dict[str, Result] = Field(default_factory=dict)
    last_at: datetime | None = None
    last_lesson: str = ""


def fold(evidence: Evidence, facts: Iterable[Fact], outline: Outline) -> Evidence:
    """The evidence with `facts` joined in; facts about what is not in the outline say nothing."""
    opened, read, results = dict(evidence.opened), dict(evidence.read), dict(evidence.results)
    last = (evidence.last_at, evidence.last_lesson)
    lesson_of = lessons_by_key(outline)
    for fact in facts:
        lesson = lesson_of.get(fact.activity_key)
        if lesson is None:
            continue
        _note(opened, lesson, fact.happened_at)
        if fact.verb == "read":
            _note(read, lesson, fact.happened_at)
        elif fact.verb in ("answered", "completed"):
            result, known = Result.of(fact), results.get(fact.activity_key)
            results[fact.activity_key] = known.join(result) if known else result
        last = _later(last, (fact.happened_at, lesson))
    return Evidence(opened=opened, read=read, results=results, last_at=last[0], last_lesson=last[1])


def lessons_by_key(outline: Outline) -> Mapping[str, str]:
    """The key of the lesson for the key of every lesson and activity."""
    keys = {activity.key: lesson.key for lesson in outline.lessons for activity in lesson.activities}
    return keys | {lesson.key: lesson.key for lesson in outline.lessons}


def _note(times: dict[str, datetime], key: str, at: datetime) -> None:
    times[key] = min(times.get(key, at), at)


def _known(choose: Any, one: Any, other: Any) -> Any:
    return choose(one, other) if one is not None and other is not None else (one if other is None else other)


def _later(one: tuple[datetime | None, str], other: tuple[datetime, str]) -> tuple[datetime | None, str]:
    """The later of two; at the same moment, the greater key, so that the order of arrival does not matter."""
    return other if one[0] is None else max(one, other)
