"""Interleaved rounds, so that what else the machine does falls on every subject alike."""

import time
from collections.abc import Callable
from statistics import median

from tests.bench.world import Subjects

ROUNDS = 11
CALLS = 10

Milliseconds = float


def measured(subjects: Subjects) -> dict[str, Milliseconds]:
    """The median over the rounds of each subject's processor time for one call."""
    for call in subjects.values():
        call()
    rounds = [{name: _timed(call) for name, call in subjects.items()} for _round in range(ROUNDS)]
    return {name: median(one[name] for one in rounds) for name in subjects}


def _timed(call: Callable[[], None]) -> Milliseconds:
    start = time.process_time()
    for _call in range(CALLS):
        call()
    return (time.process_time() - start) / CALLS * 1000
