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


class Tried(BaseModel):
    """One result of one attempt."""

    model_config = ConfigDict(frozen=True)

    attempt: int
    at: datetime
    score: Decimal | None = None
    passed: bool = False

    @property
    def place(self) -> tuple[int, datetime, bool, Decimal, bool]:
        """In the order of attempts; equal only to the same result, so that the order of arrival does not matter."""
        return self.attempt, self.at, self.score is not None, self.score or Decimal(0), self.passed


class Result(BaseModel):
    """What is known of a quiz or a package: first done, first passed, the best score, the highest attempt.

    `first` and `last` are the results with which the attempts begin and end, for courses in which those count.
    """

    model_config = ConfigDict(frozen=True)

    first_at: datetime
    passed_at: datetime | None = None
    best: Decimal | None = None
    attempts: int = 0
    self_reported: bool = False
    first: Tried | None = None
    last: Tried | None = None

    @classmethod
    def of(cls, fact: Fact) -> "Result":
        number = int(fact.result.get("attempt", 0))
        tried = Tried(attempt=number, at=fact.happened_at, score=fact.score, passed=bool(fact.success))
        return cls(
            first_at=fact.happened_at,
            passed_at=fact.happened_at if fact.success else None,
            best=fact.score,
            attempts=number,
            self_reported=fact.self_reported,
            first=tried,
            last=tried,
        )

    def join(self, other: "Result") -> "Result":
        return Result(
            first_at=min(self.first_at, other.first_at),
            passed_at=_known(min, self.passed_at, other.passed_at),
            best=_known(max, self.best, other.best),
            attempts=max(self.attempts, other.attempts),
            self_reported=self.self_reported and other.self_reported,
            first=_known(_earlier, self.first, other.first),
            last=_known(_further, self.last, other.last),
        )


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


def _earlier(one: Tried, other: Tried) -> Tried:
    return min(one, other, key=lambda tried: tried.place)


def _further(one: Tried, other: Tried) -> Tried:
    return max(one, other, key=lambda tried: tried.place)


def _known(choose: Any, one: Any, other: Any) -> Any:
    return choose(one, other) if one is not None and other is not None else (one if other is None else other)


def _later(one: tuple[datetime | None, str], other: tuple[datetime, str]) -> tuple[datetime | None, str]:
    """The later of two; at the same moment, the greater key, so that the order of arrival does not matter."""
    return other if one[0] is None else max(one, other)
