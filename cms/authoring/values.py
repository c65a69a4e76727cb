"""Between a content's parameters and what its form holds: a pure pair of functions, each the other's way back.

`typed` gives what blocks read and write as JSON, `written` gives parameters. A parameter that is not there becomes the
field's default, as in any editor of H5P, so what an author empties is written as an empty list or as None; texts are
escaped in parameters and are not in the form.
"""

import json
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any, Protocol

from cms.authoring.kinds import KEPT, METADATA, Offer, is_hidden
from courses.packages.h5p.filtering import SUB_CONTENT
from courses.packages.h5p.semantics import (
    AnyField,
    BooleanField,
    FileField,
    GroupField,
    LibraryField,
    ListField,
    NumberField,
    SelectField,
    TextField,
)

_KEY = re.compile(r' data-block-key="[^"]*"')


class Files(Protocol):
    """The files that a form speaks of: those that the content has, and those chosen anew."""

    def held(self, path: str) -> dict[str, Any] | None: ...
    def picture(self, pk: int) -> dict[str, Any] | None: ...
    def document(self, pk: int) -> dict[str, Any] | None: ...


class _Absent:
    """There is no such parameter."""


ABSENT: Any = _Absent()


def typed(value: Any, field: AnyField, offer: Offer) -> Any:
    """What the field's block holds for this parameter."""
    if is_hidden(field):
        default = field.default if value is ABSENT else value
        return "" if default is None else json.dumps(default, ensure_ascii=False)
    return _TYPED[field.type](value, field, offer)


def typed_fields(parameters: Any, fields: tuple[AnyField, ...], offer: Offer) -> dict[str, Any]:
    given = parameters if isinstance(parameters, dict) else {}
    return {field.name: typed(given.get(field.name, ABSENT), field, offer) for field in fields}


def _text(value: Any, field: TextField, _offer: Offer) -> str:
    text = field.default if value is ABSENT else value
    text = text if isinstance(text, str) else ""
    return text if field.tags is not None else unescape(text)


def _plain(value: Any, field: NumberField | BooleanField, _offer: Offer) -> Any:
    return field.default if value is ABSENT else value


def _boolean(value: Any, field: BooleanField, _offer: Offer) -> bool:
    return (field.default if value is ABSENT else value) is True


def _choice(value: Any, field: SelectField, _offer: Offer) -> Any:
    chosen = field.default if value is ABSENT else value
    if field.multiple:
        return [unescape(str(one)) for one in chosen] if isinstance(chosen, list) else []
    return None if chosen is None else unescape(str(chosen))


def _file(value: Any, _field: FileField, _offer: Offer) -> dict[str, Any]:
    path = unescape(str(value.get("path", ""))) if isinstance(value, dict) else ""
    address = path if path.startswith(("http://", "https://")) else ""
    return {"chosen": None, "address": address, "held": "" if address else path}


def _files(value: Any, field: FileField, offer: Offer) -> list[dict[str, Any]]:
    given = value if isinstance(value, list) else []
    return [_item(_file(one, field, offer), None) for one in given]


def _list(value: Any, field: ListField, offer: Offer) -> list[dict[str, Any]]:
    """As many items as a new content begins with, where there are none."""
    if value is ABSENT:
        given: list[Any] = [ABSENT] * beginning_of(field)
    else:
        given = value if isinstance(value, list) else []
    return [_item(typed(one, field.field, offer), _sub_content(one)) for one in given]


def beginning_of(field: ListField) -> int:
    return max(field.default_num or 0, 0 if field.optional else field.min or 0)


def _item(value: Any, key: str | None) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": key}


def _sub_content(value: Any) -> str | None:
    key = value.get("subContentId") if isinstance(value, dict) else None
    return key if isinstance(key, str) else None


def _group(value: Any, field: GroupField, offer: Offer) -> Any:
    if field.flattened:
        return typed(value, field.fields[0], offer)
    return typed_fields(value, field.fields, offer)


def _library(value: Any, field: LibraryField, offer: Offer) -> list[dict[str, Any]]:
    """None or one: that which is there, or the only one that can be."""
    offered = {one.name: one for one in offer.within(field)}
    if value is ABSENT:
        only = list(offered) if len(field.options) == 1 and not field.optional else []
        value = field.default or {"library": only[0], "params": {}} if only else field.default
    name = value.get("library") if isinstance(value, dict) else None
    if not isinstance(name, str):
        return []
    if name not in offered:
        return [{"type": KEPT, "value": {"held": json.dumps(value, ensure_ascii=False)}, "id": _sub_content(value)}]
    inner = typed_fields(value.get("params"), offered[name].semantics.fields, offer.deeper)
    metadata = json.dumps(value.get("metadata") or metadata_of(offered[name].title), ensure_ascii=False)
    return [{"type": name, "value": {**inner, METADATA: metadata}, "id": _sub_content(value)}]


def metadata_of(title: str) -> dict[str, str]:
    """Of a nested content that nobody has said more of."""
    return {"title": title, "contentType": title, "license": "U"}


_TYPED: Mapping[str, Any] = {
    "text": _text, "number": _plain, "boolean": _boolean, "select": _choice, "image": _file, "file": _file,
    "video": _files, "audio": _files, "list": _list, "group": _group, "library": _library,
}  # fmt: skip


def written(value: Any, field: AnyField, offer: Offer, files: Files) -> Any:
    """The parameter for what the field's block holds; None where there is to be none."""
    if is_hidden(field):
        return _carried(value)
    return _WRITTEN[field.type](value, field, offer, files)


def written_fields(value: Any, fields: tuple[AnyField, ...], offer: Offer, files: Files) -> dict[str, Any]:
    given = value if isinstance(value, dict) else {}
    known = ((field, written(given.get(field.name), field, offer, files)) for field in fields)
    named = {field.name: _emptied(field) if one is None else one for field, one in known}
    return {name: one for name, one in named.items() if one is not ABSENT}


def _emptied(field: AnyField) -> Any:
    """What keeps a field empty that would otherwise begin with something; what has to be filled in may begin anew."""
    if isinstance(field, GroupField) and field.flattened:
        return _emptied(field.fields[0])
    if isinstance(field, ListField):
        return [] if beginning_of(field) and not is_hidden(field) else ABSENT
    kinds = NumberField | SelectField | LibraryField
    begins = isinstance(field, kinds) and field.optional and field.default is not None
    return None if begins and not is_hidden(field) else ABSENT


def _carried(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) and value else None
    except (ValueError, RecursionError):
        return None


def _text_back(value: Any, field: TextField, offer: Offer, _files: Files) -> str:
    text = value if isinstance(value, str) else ""
    if field.tags is None:
        return escape(text)
    plain = without_keys(text)
    return offer.formatting.get(plain, plain)


def without_keys(html: str) -> str:
    """As Draftail writes it, without the names that it gives to paragraphs."""
    return _KEY.sub("", html)


def _number_back(value: Any, _field: NumberField, _offer: Offer, _files: Files) -> Any:
    """A draft may hold what was typed as a text, and what is no number."""
    try:
        number = float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None
    return int(number) if number is not None and number.is_integer() else number


def _choice_back(value: Any, field: SelectField, _offer: Offer, _files: Files) -> Any:
    if field.multiple:
        return [escape(str(one)) for one in value] if isinstance(value, list) else []
    return escape(str(value)) if value not in (None, "") else None


def _file_back(value: Any, _field: FileField, _offer: Offer, files: Files) -> dict[str, Any] | None:
    """What was chosen anew takes the place of what is there."""
    given = value if isinstance(value, dict) else {}
    if given.get("chosen"):
        return files.picture(given["chosen"]) if _field.type == "image" else files.document(given["chosen"])
    if address := given.get("address"):
        return files.held(address) or {"path": address}
    return files.held(given["held"]) if given.get("held") else None


def _files_back(value: Any, field: FileField, offer: Offer, files: Files) -> list[Any] | None:
    found = (_file_back(_value(one), field, offer, files) for one in _items(value))
    return [one for one in found if one is not None] or None


def _list_back(value: Any, field: ListField, offer: Offer, files: Files) -> list[Any] | None:
    found = ((_key(one), written(_value(one), field.field, offer, files)) for one in _items(value))
    return [_named(one, key, field.field) for key, one in found if one is not None] or None


def _named(value: Any, key: str | None, field: AnyField) -> Any:
    """An item that is content of its own is known by the id that the form has given it."""
    own = isinstance(field, GroupField) and field.is_sub_content and isinstance(value, dict) and key
    return {**value, "subContentId": key} if own else value


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _value(item: Any) -> Any:
    return item.get("value") if isinstance(item, dict) else None


def _key(item: Any) -> str | None:
    key = item.get("id") if isinstance(item, dict) else None
    return key if isinstance(key, str) and SUB_CONTENT.match(key) else None


def _group_back(value: Any, field: GroupField, offer: Offer, files: Files) -> Any:
    if field.flattened:
        return written(value, field.fields[0], offer, files)
    return written_fields(value, field.fields, offer, files)


def _library_back(value: Any, field: LibraryField, offer: Offer, files: Files) -> dict[str, Any] | None:
    child: Any = next(iter(_items(value)), {})
    inner = _value(child)
    if not isinstance(inner, dict):
        return None
    offered = {one.name: one for one in offer.within(field)}.get(child["type"])
    if offered is None:
        kept = _carried(inner.get("held"))
        return kept if isinstance(kept, dict) else None
    params = written_fields(inner, offered.semantics.fields, offer.deeper, files)
    nested = {"library": offered.name, "params": params, "metadata": _carried(inner.get(METADATA))}
    return {**nested, "subContentId": _key(child)} if _key(child) else nested


_WRITTEN: Mapping[str, Any] = {
    "text": _text_back, "number": _number_back, "boolean": lambda value, *_: value is True, "select": _choice_back,
    "image": _file_back, "file": _file_back, "video": _files_back, "audio": _files_back, "list": _list_back,
    "group": _group_back, "library": _library_back,
}  # fmt: skip
