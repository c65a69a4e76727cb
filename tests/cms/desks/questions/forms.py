"""What a browser sends for a question written in the admin."""

from typing import Any


def struct(prefix: str, **values: Any) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in values.items()}


def listed(prefix: str, *items: dict[str, Any] | str, ids: tuple[str, ...] = ()) -> dict[str, Any]:
    """A list block's fields; each item is a text, or the fields of its block."""
    data: dict[str, Any] = {f"{prefix}-count": len(items)}
    for place, item in enumerate(items):
        here = f"{prefix}-{place}"
        data |= {f"{here}-deleted": "", f"{here}-order": place, f"{here}-id": ids[place] if ids else ""}
        data |= {f"{here}-value": item} if isinstance(item, str) else struct(f"{here}-value", **item)
    return data


MARKING = {"question-marking-weight": "1", "question-marking-partial": "on"}
TAGS = {"topics": "Access, Trust", "competencies": "Explain", "language": "en"}
TEXT = {"question-text": "Which is even?", "question-feedback": "Two is."}
CHOICES = listed(
    "question-choices", {"text": "Two", "correct": "on", "feedback": ""}, {"text": "Three", "feedback": ""}
)
NUMBER = {"value": "12.5", "tolerance": "0.5", "credit": "100", "feedback": ""}

EVERY_KIND: dict[str, dict[str, Any]] = {
    "single": CHOICES,
    "multiple": CHOICES,
    "true_false": {"question-answer": "true"},
    "short_text": listed("question-accepted", "two", "2"),
    "numeric": listed("question-numbers", NUMBER),
    "ordering": listed("question-items", "one", "two"),
    "matching": listed("question-pairs", {"text": "a", "match": "1"}, {"text": "b", "match": "2"})
    | listed("question-others", "3"),
    "fill_in": {"question-text": "A [[1]] and a [[2]]."} | listed("question-gaps", "city\ntown", "portal"),
    "essay": {"question-marking-points": "5"},
}


def form(kind: str, **changes: Any) -> dict[str, Any]:
    return MARKING | TAGS | TEXT | EVERY_KIND[kind] | changes
