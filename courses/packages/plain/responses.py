"""Taking apart what types report as their response (xAPI): the answers, with signs between them."""

from collections.abc import Callable, Sequence

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
    """From the last gap to the first: what the gaps from each on can give, and where its answer then ends."""
    spare, behind = len(parts) - len(gaps), {len(parts): 0}
    ends: list[dict[int, int]] = []
    for place in reversed(range(len(gaps))):
        last = place == len(gaps) - 1
        here, points = {}, {}
        for start in range(place, place + spare + 1):
            choices = [len(parts)] if last else range(start + 1, place + spare + 2)
            worth = {end: gaps[place](BETWEEN.join(parts[start:end])) + behind[end] for end in choices}
            here[start] = max(worth, key=worth.__getitem__)
            points[start] = worth[here[start]]
        ends.append(here)
        behind = points
    answers, start = [], 0
    for here in reversed(ends):
        answers.append(BETWEEN.join(parts[start : here[start]]))
        start = here[start]
    return answers
