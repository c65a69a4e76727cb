"""The columns of the table."""

import re
from collections.abc import Iterable

ABOUT = (
    "key", "name", "kind", "text", "feedback", "topics", "competencies", "weight", "partial", "case_sensitive",
    "points",
)  # fmt: skip
OF_ANSWERS = ("answer", "right", "match", "credit", "tolerance", "feedback")
"""Each with the number of the answer: answer_1, right_1, …"""
NEEDED = ("kind", "text")
PLACE = re.compile("[1-9][0-9]{0,3}")


def headings(answers: int) -> list[str]:
    return [*ABOUT, *(f"{name}_{place}" for place in range(1, answers + 1) for name in OF_ANSWERS)]


def known(heading: str, answers: int) -> bool:
    """Whether there is such a column, for as many answers as a question may have."""
    name, _line, place = heading.rpartition("_")
    return heading in ABOUT or (name in OF_ANSWERS and PLACE.fullmatch(place) is not None and int(place) <= answers)


def answers_in(row: dict[str, str]) -> list[dict[str, str]]:
    """The cells of each answer that has any, by name without its number."""
    places: dict[int, dict[str, str]] = {}
    for heading, cell in row.items():
        if heading not in ABOUT and cell:
            name, _line, place = heading.rpartition("_")
            places.setdefault(int(place), {})[name] = cell
    return [places[place] for place in sorted(places)]


def numbered(answers: Iterable[dict[str, str]]) -> dict[str, str]:
    return {f"{name}_{place}": cell for place, answer in enumerate(answers, start=1) for name, cell in answer.items()}
