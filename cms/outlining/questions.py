"""A question's blocks, one for each language, as one frozen question. Block ids are the keys of what it holds."""

from collections.abc import Callable, Iterator
from typing import Any

from courses.outline.structure import Choice, Gap, Number, Pair, Question, QuestionKind, Texts

Versions = dict[str, Any]
"""Language to the value of the same block (or nothing) in that language."""


def question_of(*, key: str, kind: QuestionKind, value: Any, versions: Versions) -> Question:
    """`value` is the block's in the language it was written in; the other languages only add their texts."""
    marking = value["marking"]
    parts = PARTS.get(kind, _nothing)(value, versions)
    return Question(
        key=key, kind=kind, texts=texts_of(versions, "text"), feedback=texts_of(versions, "feedback"),
        weight=marking["weight"],
        **{name: marking[name] for name in ("partial", "case_sensitive", "points") if name in marking},
        **parts,
    )  # fmt: skip


def texts_of(versions: Versions, name: str) -> Texts:
    """The texts that stand there under this name, by language."""
    return _texts(versions, lambda version: version[name])


def by_id(items: Any) -> dict[str, Any]:
    return {item.id: item for item in items}


def _texts(versions: Versions, text_in: Callable[[Any], Any]) -> Texts:
    return {language: str(text) for language, version in versions.items() if (text := text_in(version))}


def _listed(value: Any, versions: Versions, name: str) -> Iterator[tuple[str, Any, Versions]]:
    """Each item of a list with its key, its value, and its values by language."""
    pools = {language: by_id(version[name].bound_blocks) for language, version in versions.items()}
    for bound in value[name].bound_blocks:
        same = {language: pool[bound.id].value for language, pool in pools.items() if bound.id in pool}
        yield bound.id, bound.value, same


def _nothing(_value: Any, _versions: Versions) -> dict[str, Any]:
    return {}


def _choices(value: Any, versions: Versions) -> dict[str, Any]:
    choices = tuple(
        Choice(
            key=key, texts=texts_of(same, "text"), correct=bool(choice["correct"]), credit=choice["credit"],
            feedback=texts_of(same, "feedback"),
        )
        for key, choice, same in _listed(value, versions, "choices")
    )  # fmt: skip
    return {"choices": choices}


def _plain(value: Any, versions: Versions, name: str) -> tuple[Choice, ...]:
    return tuple(Choice(key=key, texts=_texts(same, str)) for key, _text, same in _listed(value, versions, name))


def _items(value: Any, versions: Versions) -> dict[str, Any]:
    return {"choices": _plain(value, versions, "items")}


def _truth(value: Any, _versions: Versions) -> dict[str, Any]:
    return {"answer": value["answer"] == "true"}


def _accepted(_value: Any, versions: Versions) -> dict[str, Any]:
    forms = {language: tuple(str(form) for form in version["accepted"]) for language, version in versions.items()}
    return {"accepted": forms}


def _numbers(value: Any, versions: Versions) -> dict[str, Any]:
    numbers = tuple(
        Number(
            value=number["value"], tolerance=number["tolerance"], credit=number["credit"],
            feedback=texts_of(same, "feedback"),
        )
        for _key, number, same in _listed(value, versions, "numbers")
    )  # fmt: skip
    return {"numbers": numbers}


def _pairs(value: Any, versions: Versions) -> dict[str, Any]:
    pairs = tuple(
        Pair(key=key, texts=texts_of(same, "text"), matches=texts_of(same, "match"))
        for key, _pair, same in _listed(value, versions, "pairs")
    )
    return {"pairs": pairs, "choices": _plain(value, versions, "others")}


def _gaps(value: Any, versions: Versions) -> dict[str, Any]:
    """Their keys are the numbers by which the text names them."""
    gaps = enumerate(_listed(value, versions, "gaps"), start=1)
    return {"gaps": tuple(Gap(key=str(number), accepted=_lines(same)) for number, (_id, _forms, same) in gaps)}


def _lines(versions: Versions) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(filter(None, map(str.strip, str(text).splitlines()))) for language, text in versions.items()
    }


PARTS: dict[QuestionKind, Callable[[Any, Versions], dict[str, Any]]] = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.TRUE_FALSE: _truth,
    QuestionKind.SHORT_TEXT: _accepted,
    QuestionKind.ORDERING: _items,
    QuestionKind.NUMERIC: _numbers,
    QuestionKind.MATCHING: _pairs,
    QuestionKind.FILL_IN: _gaps,
}
