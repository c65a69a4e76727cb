"""What has to be the same after a file was written and read."""

from typing import Any

from courses.assessment.formats.items import Item, Notes, Reading, Verdict, Writing
from courses.assessment.formats.standard import standard, with_keys_by_place
from tests.courses.assessment.formats.strategies import LANGUAGE


def expected(item: Item, **given_up: Any) -> Item:
    """The item as any file can hold it, but for `given_up` fields of its question."""
    kept = standard(item, language=LANGUAGE, notes=Notes())
    question = with_keys_by_place(kept.question).model_copy(update=given_up)
    return Item(question, kept.name, kept.topics, kept.competencies)


def by_place(item: Item) -> Item:
    return Item(with_keys_by_place(item.question), item.name, item.topics, item.competencies)


def lossless(writing: Writing) -> bool:
    return {line.verdict for line in writing.lines} == {Verdict.TAKEN}


def told(reading: Reading | Writing) -> list[tuple[Any, ...]]:
    return [(line.place, line.verdict.value, *line.notes) for line in reading.lines]
