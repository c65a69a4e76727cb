"""Parameters as players get them: by the library's semantics, with nothing that these do not know.

What browsers send and packages bring is never played as it is. The rules are those of the reference host (core API
1.28). What is filtered once comes out the same when it is filtered again.
"""

import re
from collections.abc import Callable
from typing import Any

from courses.packages.h5p.filtering_texts import filtered_text
from courses.packages.h5p.filtering_values import (
    filtered_choice,
    filtered_file,
    filtered_metadata,
    filtered_number,
)
from courses.packages.h5p.semantics import AnyField, FileField, GroupField, LibraryField, ListField, Semantics

DEEPEST = 24
"""Libraries in one another."""
LONGEST_LIST = 10_000
SUB_CONTENT = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
SemanticsOf = Callable[[str], Semantics | None]
"""Of a library by its name and version, "H5P.X 1.2"; None where it is not known."""


def filtered(parameters: Any, *, main: str, semantics_of: SemanticsOf, keep_emptied: bool = False) -> dict[str, Any]:
    """Of a content that `main` shows; empty where the semantics of `main` are not known.

    `keep_emptied` is for what an author goes on writing: None and empty lists tell that a field was emptied, where its
    absence would bring its default back. Players never get these.
    """
    semantics = semantics_of(main)
    return {} if semantics is None else _fields(parameters, semantics.root, _Nesting(semantics_of, 0, keep_emptied))


class _Nesting:
    """How deep libraries lie in one another, and where semantics come from."""

    def __init__(self, semantics_of: SemanticsOf, depth: int, keep_emptied: bool) -> None:
        self.semantics_of = semantics_of
        self.depth = depth
        self.keep_emptied = keep_emptied

    @property
    def deeper(self) -> "_Nesting":
        return _Nesting(self.semantics_of, self.depth + 1, self.keep_emptied)


def _value(value: Any, field: AnyField, nesting: _Nesting) -> Any:
    """None for what cannot be kept."""
    return _FILTERS[field.type](value, field, nesting)


def _files(value: Any, field: FileField, _nesting: _Nesting) -> list[dict[str, Any]] | None:
    given = value[:LONGEST_LIST] if isinstance(value, list) else []
    return [kept for one in given if (kept := filtered_file(one, field)) is not None] or None


def _list(value: Any, field: ListField, nesting: _Nesting) -> list[Any] | None:
    given = value if isinstance(value, list) else []
    most = LONGEST_LIST if field.max is None else min(field.max, LONGEST_LIST)
    return [kept for one in given[:most] if (kept := _value(one, field.field, nesting)) is not None] or None


def _group(value: Any, field: GroupField, nesting: _Nesting) -> Any:
    if field.flattened:
        return _value(value, field.fields[0], nesting)
    if not isinstance(value, dict):
        return None
    kept = _fields(value, field, nesting)
    if field.is_sub_content and _is_sub_content(value.get("subContentId")):
        kept["subContentId"] = value["subContentId"]
    return kept


def _fields(value: Any, group: GroupField, nesting: _Nesting) -> dict[str, Any]:
    """In the order in which they were given: what is not there stays away."""
    given = value if isinstance(value, dict) else {}
    known = ((name, one, group.by_name.get(name)) for name, one in given.items())
    kept = ((name, one, field, _kept(one, field, nesting)) for name, one, field in known if field is not None)
    return {
        name: value
        for name, one, field, value in kept
        if value is not None or (nesting.keep_emptied and is_emptied(one, field))
    }


def is_emptied(value: Any, field: AnyField) -> bool:
    """Whether it says that an author wants nothing here."""
    if isinstance(field, GroupField) and field.flattened:
        return is_emptied(value, field.fields[0])
    return value == [] if isinstance(field, ListField) else value is None and field.optional


def _kept(value: Any, field: AnyField, nesting: _Nesting) -> Any:
    """An emptied number would be 0, and a list is never kept empty but for its author."""
    if is_emptied(value, field):
        return value if nesting.keep_emptied else None
    return _value(value, field, nesting)


def _library(value: Any, field: LibraryField, nesting: _Nesting) -> dict[str, Any] | None:
    name = value.get("library") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in field.options or nesting.depth >= DEEPEST:
        return None
    semantics = nesting.semantics_of(name)
    if semantics is None:
        return None
    kept: dict[str, Any] = {"library": name, "params": _fields(value.get("params"), semantics.root, nesting.deeper)}
    if _is_sub_content(value.get("subContentId")):
        kept["subContentId"] = value["subContentId"]
    if isinstance(value.get("metadata"), dict):
        kept["metadata"] = filtered_metadata(value["metadata"])
    return kept


def _is_sub_content(value: Any) -> bool:
    return isinstance(value, str) and SUB_CONTENT.fullmatch(value) is not None


_FILTERS: dict[str, Callable[[Any, Any, _Nesting], Any]] = {
    "text": lambda value, field, _nesting: filtered_text(value, field),
    "number": lambda value, field, _nesting: filtered_number(value, field),
    "boolean": lambda value, _field, _nesting: value is True,
    "select": lambda value, field, _nesting: filtered_choice(value, field),
    "image": lambda value, field, _nesting: filtered_file(value, field),
    "file": lambda value, field, _nesting: filtered_file(value, field),
    "video": _files,
    "audio": _files,
    "list": _list,
    "group": _group,
    "library": _library,
}
