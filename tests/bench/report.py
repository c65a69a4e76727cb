"""The results as a table, printed and kept in docs/performance.md, and held against what is promised there."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from tests.bench.packages import Timing
from tests.bench.rounds import CALLS, ROUNDS, Result

DOCUMENT = settings.BASE_DIR / "docs" / "performance.md"
HEADING = "## Results\n"
NAMES = {
    "bare": "a bare view with session, user and one query",
    "lesson": "a lesson's page, compressed",
    "read": "“mark as read”, again: one statement",
}
PROMISED = {"lesson": 2.0}
"""The most that a subject may take, in the time of the bare view."""


def missed(results: dict[str, Result]) -> list[str]:
    """A sentence for each promise that does not hold."""
    return [
        f"{NAMES[name]} takes {results[name].ratio:.2f} times the bare view; at most {most} is promised."
        for name, most in PROMISED.items()
        if results[name].ratio > most
    ]


def missed_of(timings: Iterable[Timing]) -> list[str]:
    return [
        f"{one.name} takes {one.seconds:.2f} s; at most {one.most:.0f} s is promised."
        for one in timings
        if one.seconds > one.most
    ]


def write(results: dict[str, Result], timings: Iterable[Timing]) -> str:
    """Put the tables in the place of the last ones; returns them."""
    table = f"{_table(results)}\n\n{_timings(timings)}"
    text = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(text.partition(HEADING)[0].rstrip() + f"\n\n{HEADING}\n{table}\n", "utf-8")
    return table


def _table(results: dict[str, Result]) -> str:
    rows = [f"| {NAMES[name]} | {result.took:.2f} ms | {result.ratio:.2f} |" for name, result in results.items()]
    return "\n".join([_circumstances(), "", "| processor time | median | ratio |", "|---|---|---|", *rows])


def _timings(timings: Iterable[Timing]) -> str:
    rows = [f"| {one.name} | {one.seconds:.2f} s | {one.most:.0f} s |" for one in timings]
    return "\n".join(["| by the clock | median | promised |", "|---|---|---|", *rows])


def _circumstances() -> str:
    day = datetime.now(UTC).date()
    machine = (
        f"{os.cpu_count()} processors {platform.machine()}, Python {platform.python_version()}, {connection.vendor}"
    )
    return f"{day}, {machine}; medians of {ROUNDS} interleaved rounds of {CALLS} calls in one process."
