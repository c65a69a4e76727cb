"""How deep and how large semantics may be, before anybody walks through them."""

from typing import Any

from courses.packages.refusals import WrongManifest

DEEPEST = 24
"""Fields in one another."""
MOST_VALUES = 60_000
"""In the file as a whole; the largest that people have written has a tenth of it."""


def check_extent(value: Any, *, entry: str) -> None:
    """Refuse what is too deep or too large, without recursion."""
    level, seen = [value], 0
    # A field lies in a list in an object: two of JSON's levels for each of ours.
    for _depth in range(2 * DEEPEST):
        seen += len(level)
        level = [inner for outer in level for inner in _inside(outer)]
        if seen + len(level) > MOST_VALUES:
            break
    if level:
        raise WrongManifest(entry=entry, field="{}")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
