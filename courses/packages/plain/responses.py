"""Taking apart what types report as their response (xAPI): the answers, with signs between them."""

from collections.abc import Callable, Sequence
from functools import cache

BETWEEN = "[,]"
WITHIN = "[.]"
"""Between the two halves of a pair."""
MOST_TYPED = 8
"""Somebody may type the separator themselves, but hardly more often than this."""
IsRight = Callable[[str], bool]


def read_apart(response: str, gaps: Sequence[IsRight]) -> list[str] | None:
    """The answer in each gap, None where the response has too few or far too many.

    Where an answer holds the separator itself, it is read in the way that is best for who wrote it.
    """
    parts = response.split(BETWEEN)
    if not len(gaps) <= len(parts) <= len(gaps) + MOST_TYPED:
        return None
    return _best(parts, gaps)


def _best(parts: list[str], gaps: Sequence[IsRight]) -> list[str]:
    spare = len(parts) - len(gaps)

    @cache
    def best(place: int, start: int) -> tuple[int, tuple[str, ...]]:
        if place == len(gaps):
            return 0, ()
        last = place == len(gaps) - 1
        ends = [len(parts)] if last else range(start + 1, place + spare + 2)
        found = []
        for end in ends:
            answer = BETWEEN.join(parts[start:end])
            points, others = best(place + 1, end)
            found.append((gaps[place](answer) + points, (answer, *others)))
        return max(found, key=lambda one: one[0])

    return list(best(0, 0)[1])
