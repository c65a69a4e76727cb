"""An assignment of a lesson's body as the outline keeps it."""

from collections.abc import Callable
from typing import Any

from courses.outline.assignment import Assignment, Criterion, Level
from courses.outline.structure import Texts

Versions = dict[str, Any]
"""Language to the same value in that language's body."""


def assignment_of(value: Any, versions: Versions) -> Assignment:
    pools = {language: _by_id(version["criteria"]) for language, version in versions.items()}
    return Assignment(
        instructions=_texts(versions, lambda version: version["instructions"]),
        criteria=tuple(_criterion(bound, _same(pools, bound)) for bound in value["criteria"].bound_blocks),
        pass_mark=value["pass_mark"], days=value["days"] or None, extensions=tuple(value["extensions"]),
        megabytes=value["megabytes"], files=value["files"] if value["extensions"] else 0,
        written=bool(value["written"]), anonymous=bool(value["anonymous"]), peers=value["peers"],
        resubmissions=value["resubmissions"],
    )  # fmt: skip


def _criterion(bound: Any, versions: Versions) -> Criterion:
    pools = {language: _by_id(version["levels"]) for language, version in versions.items()}
    return Criterion(
        key=bound.id,
        texts=_texts(versions, lambda version: version["text"]),
        levels=tuple(_level(one, _same(pools, one)) for one in bound.value["levels"].bound_blocks),
    )


def _level(bound: Any, versions: Versions) -> Level:
    texts = _texts(versions, lambda version: version["text"])
    return Level(key=bound.id, texts=texts, points=bound.value["points"])


def _by_id(listed: Any) -> dict[str, Any]:
    return {bound.id: bound for bound in listed.bound_blocks}


def _same(pools: dict[str, dict[str, Any]], bound: Any) -> Versions:
    return {language: pool[bound.id].value for language, pool in pools.items() if bound.id in pool}


def _texts(versions: Versions, text_in: Callable[[Any], Any]) -> Texts:
    return {language: str(text) for language, version in versions.items() if (text := text_in(version))}
