"""The texts of parameters that an author wrote, to be translated one by one, and parameters with them translated.

A text is known by its path: names and places from the outside in, joined by slashes: "questions/0/params/text". What
semantics call common (buttons, labels) is not among them: the library brings it in many languages.
"""

import copy
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from courses.packages.h5p.filtering import DEEPEST, SemanticsOf
from courses.packages.h5p.semantics import AnyField, GroupField, LibraryField, ListField, TextField

Path = tuple[str | int, ...]
Found = tuple[Path, str, TextField]


@dataclass(frozen=True)
class Words:
    """`text` is HTML where `html` says so, else plain and not escaped."""

    text: str
    html: bool


@dataclass(frozen=True)
class Translated:
    """What is said in another language for the words with the digest `of`."""

    of: str
    says: str


def digest_of_words(words: Words) -> str:
    return hashlib.sha256(f"{words.html:d}{words.text}".encode()).hexdigest()[:32]


def placed(translated: Mapping[str, Translated], now: Mapping[str, Words]) -> dict[str, str]:
    """Path to what is to be said there: never what was said for other words.

    Words that stand elsewhere than they did take their text along, unless they are translated in several ways.
    """
    ways: dict[str, set[str]] = defaultdict(set)
    for one in translated.values():
        ways[one.of].add(one.says)
    found = {path: _said(translated.get(path), ways, digest_of_words(words)) for path, words in now.items()}
    return {path: says for path, says in found.items() if says is not None}


def _said(here: Translated | None, ways: Mapping[str, set[str]], of: str) -> str | None:
    if here is not None and here.of == of:
        return here.says
    said = ways.get(of, set())
    return next(iter(said)) if len(said) == 1 else None


def texts_in(parameters: Mapping[str, Any], *, main: str, semantics_of: SemanticsOf) -> dict[str, Words]:
    """Of filtered parameters, in the order in which the semantics show them."""
    semantics = semantics_of(main)
    if semantics is None:
        return {}
    found = _Texts(semantics_of).in_fields(parameters, semantics.root, (), 0)
    texts = (("/".join(map(str, path)), _words(value, field)) for path, value, field in found)
    return {path: words for path, words in texts if words.text.strip()}


def text_fields_in(parameters: Any, *, main: str, semantics_of: SemanticsOf) -> list[tuple[str, TextField]]:
    """Each text as it is written, with its field."""
    semantics = semantics_of(main)
    found = _Texts(semantics_of).in_fields(parameters, semantics.root, (), 0) if semantics else ()
    return [(value, field) for _path, value, field in found]


def with_texts(parameters: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """A copy with these texts by path, to be filtered; what leads to no text any more is left out."""
    changed = copy.deepcopy(dict(parameters))
    for path, text in texts.items():
        _put(changed, path.split("/"), text)
    return changed


def _put(value: Any, steps: list[str], text: str) -> None:
    *way, last = steps
    for step in way:
        value = _inside(value, step)
    if isinstance(_inside(value, last), str):
        value[last if isinstance(value, dict) else int(last)] = text


def _inside(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isascii() and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return None


class _Texts:
    def __init__(self, semantics_of: SemanticsOf) -> None:
        self._semantics_of = semantics_of

    def in_fields(self, value: Any, group: GroupField, path: Path, depth: int) -> Iterator[Found]:
        given = value if isinstance(value, Mapping) else {}
        for field in group.fields:
            if field.name in given and not field.common:
                yield from self._in(given[field.name], field, (*path, field.name), depth)

    def _in(self, value: Any, field: AnyField, path: Path, depth: int) -> Iterator[Found]:
        if isinstance(field, TextField) and isinstance(value, str):
            yield path, value, field
        elif isinstance(field, GroupField) and field.flattened:
            yield from self._in(value, field.fields[0], path, depth)
        elif isinstance(field, GroupField):
            yield from self.in_fields(value, field, path, depth)
        elif isinstance(field, ListField) and isinstance(value, list):
            for place, one in enumerate(value):
                yield from self._in(one, field.field, (*path, place), depth)
        elif isinstance(field, LibraryField) and isinstance(value, Mapping) and depth < DEEPEST:
            yield from self._in_library(value, path, depth)

    def _in_library(self, value: Mapping[str, Any], path: Path, depth: int) -> Iterator[Found]:
        name = value.get("library")
        semantics = self._semantics_of(name) if isinstance(name, str) else None
        if semantics is not None:
            yield from self.in_fields(value.get("params"), semantics.root, (*path, "params"), depth + 1)


def _words(value: str, field: TextField) -> Words:
    return Words(value, html=True) if field.tags is not None else Words(unescape(value), html=False)
