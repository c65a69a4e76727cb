"""Interleaved rounds, so that what else the machine does falls on every subject alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench.world import Subjects

ROUNDS = 101
CALLS = 5

Milliseconds = float


@dataclass(frozen=True)
class Result:
    """Processor time of one call, and its ratio to the first subject's in the same round; medians over the rounds."""

    took: Milliseconds
    ratio: float


def measured(subjects: Subjects) -> dict[str, Result]:
    for call in subjects.values():
        call()
    rounds = [{name: _timed(call) for name, call in subjects.items()} for _round in range(ROUNDS)]
    first = next(iter(subjects))
    return {
        name: Result(median(one[name] for one in rounds), median(one[name] / one[first] for one in rounds))
        for name in subjects
    }


def _timed(call: Callable[[], None]) -> Milliseconds:
    start = time.process_time()
    for _call in range(CALLS):
        call()
    return (time.process_time() - start) / CALLS * 1000
