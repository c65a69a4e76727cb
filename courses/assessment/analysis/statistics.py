"""The numbers of one question and of a quiz. None of them depends on the order in which attempts are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, sqrt
from statistics import quantiles
from typing import Any

SMALLEST_GROUP = 5
"""Fewer people are not reported: somebody could be made out."""
TAIL = 0.27
"""The share of attempts at each end, which tells best between good and weak questions (Kelley 1939)."""


@dataclass(frozen=True)
class Taken:
    """One attempt: whose it is, its marks 0 to 1 and answers by question, how long it took, and what weighs more
    than 1."""

    person: int
    marks: dict[str, float]
    answers: dict[str, Any]
    seconds: float | None = None
    weights: dict[str, int] = field(default_factory=dict)

    def weight(self, key: str) -> int:
        return self.weights.get(key, 1)

    @cached_property
    def total(self) -> float:
        return fsum(mark * self.weight(key) for key, mark in self.marks.items())

    @cached_property
    def whole(self) -> int:
        return sum(map(self.weight, self.marks))

    @cached_property
    def score(self) -> float:
        return self.total / self.whole if self.marks else 0.0


@dataclass(frozen=True)
class ItemStatistics:
    """`facility` is the mean mark; `discrimination` the correlation with the rest of the attempt, without the question
    itself; `difference` the facility among the best less that among the weakest. None where it cannot be told.
    `ends_told` is whether there are enough of the best and of the weakest to tell anything of them."""

    number: int
    facility: float
    unanswered: float
    discrimination: float | None
    difference: float | None
    ends_told: bool


@dataclass(frozen=True)
class QuizStatistics:
    number: int
    people: int
    mean: float
    deviation: float
    minutes: tuple[float, float, float] | None
    """A quarter of the attempts took less than the first, half less than the second, a quarter more than the third."""


def is_reportable(attempts: Sequence[Taken]) -> bool:
    return len({attempt.person for attempt in attempts}) >= SMALLEST_GROUP


def quiz_statistics(attempts: Sequence[Taken]) -> QuizStatistics | None:
    if not is_reportable(attempts):
        return None
    scores = [attempt.score for attempt in attempts]
    mean = fsum(scores) / len(scores)
    times = [attempt.seconds / 60 for attempt in attempts if attempt.seconds is not None]
    low, middle, high = quantiles(times, n=4) if len(times) >= SMALLEST_GROUP else (0.0, 0.0, 0.0)
    return QuizStatistics(
        number=len(attempts), people=len({attempt.person for attempt in attempts}), mean=mean,
        deviation=sqrt(fsum((score - mean) ** 2 for score in scores) / len(scores)),
        minutes=(max(low, 0.0), middle, high) if len(times) >= SMALLEST_GROUP else None,
    )  # fmt: skip


Weighed = list[tuple[list[Taken], float]]
"""Attempts with the same score, and what part of them counts."""


@dataclass(frozen=True)
class Asked:
    """The attempts that asked a question, with the weakest and the best of them."""

    key: str
    attempts: list[Taken]
    weakest: Weighed
    best: Weighed

    @property
    def ends_told(self) -> bool:
        """Not where one of the ends is fewer people than are reported, or weighs less than so many attempts."""
        return all(
            size_of(end) >= SMALLEST_GROUP and is_reportable([one for attempts, _part in end for one in attempts])
            for end in (self.weakest, self.best)
        )


def asked_of(key: str, attempts: Sequence[Taken]) -> Asked | None:
    """None where too few people were asked."""
    asked = [attempt for attempt in attempts if key in attempt.marks]
    if not is_reportable(asked):
        return None
    by_score: dict[float, list[Taken]] = {}
    for attempt in asked:
        by_score.setdefault(round(attempt.score, 9), []).append(attempt)
    wanted = max(TAIL * len(asked), 1.0)
    return Asked(key, asked, _end(by_score, wanted, best=False), _end(by_score, wanted, best=True))


def item_statistics(asked: Asked) -> ItemStatistics:
    key, attempts = asked.key, asked.attempts
    marks = [attempt.marks[key] for attempt in attempts]
    return ItemStatistics(
        number=len(attempts), facility=_share(fsum(marks) / len(marks)),
        unanswered=sum(attempt.answers.get(key) is None for attempt in attempts) / len(attempts),
        discrimination=correlation(marks, [_rest(attempt, key) for attempt in attempts]),
        difference=_difference(asked) if asked.ends_told else None, ends_told=asked.ends_told,
    )  # fmt: skip


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _rest(attempt: Taken, key: str) -> float:
    """The mean of the other marks: attempts that drew different questions can be compared by it."""
    weight = attempt.weight(key)
    others = attempt.whole - weight
    return round((attempt.total - attempt.marks[key] * weight) / others, 9) if others else 0.0


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's; None where one of them does not vary."""
    middle, other = fsum(first) / len(first), fsum(second) / len(second)
    together = fsum((a - middle) * (b - other) for a, b in zip(first, second, strict=True))
    spread = sqrt(fsum((a - middle) ** 2 for a in first)) * sqrt(fsum((b - other) ** 2 for b in second))
    return min(max(together / spread, -1.0), 1.0) if spread > 1e-12 else None


def _end(by_score: dict[float, list[Taken]], wanted: float, *, best: bool) -> Weighed:
    """27 per cent from one end. Of attempts with the same score at the border each counts in part, so that none is in
    by chance."""
    found: Weighed = []
    for score in sorted(by_score, reverse=best):
        part = min(wanted / len(by_score[score]), 1.0)
        found.append((by_score[score], part))
        wanted -= part * len(by_score[score])
        if wanted <= 1e-9:
            break
    return found


def _difference(asked: Asked) -> float | None:
    """None where there is no telling the best from the weakest."""
    if {id(attempts) for attempts, _part in asked.weakest} & {id(attempts) for attempts, _part in asked.best}:
        return None
    return _facility(asked.key, asked.best) - _facility(asked.key, asked.weakest)


def _facility(key: str, group: Weighed) -> float:
    earned = fsum(part * fsum(attempt.marks[key] for attempt in attempts) for attempts, part in group)
    return _share(earned / size_of(group))


def size_of(group: Weighed) -> float:
    return fsum(part * len(attempts) for attempts, part in group)
