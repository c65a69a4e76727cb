"""JSON and XML that somebody sent: read within bounds, or refused. What comes out can be walked and written again."""

import json
import re
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from courses.packages.refusals import (
    ForbiddenKey,
    ForbiddenXML,
    NotJSON,
    NotXML,
    TooDeep,
    TooManyParts,
)

PARTS = 200_000
"""Values of a JSON text, tags of an XML text: both cost memory by their number, not by their bytes."""
DEPTH = 100
# As JSON writes it: behind an even number of backslashes. No database keeps it, and no text needs it.
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
# Names through which a script that copies keys would change what every object inherits.
_FORBIDDEN_KEYS = frozenset({"__proto__", "prototype", "constructor"})


def read_json(data: bytes, *, entry: str) -> Any:
    """JSON in any of Unicode's encodings; only what can be written out again."""
    if sum(data.count(sign) for sign in (b"{", b"[", b",")) > PARTS:
        raise TooManyParts(entry=entry, limit=PARTS)
    try:
        value = json.loads(data, parse_constant=_no_constant)
    except RecursionError as error:
        raise TooDeep(entry=entry, limit=DEPTH) from error
    except ValueError as error:
        raise NotJSON(entry=entry) from error
    _check_values(value, entry)
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
        written.encode()
    except ValueError as error:
        raise NotJSON(entry=entry) from error
    if _NUL.search(written):
        raise NotJSON(entry=entry)
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_values(value: Any, entry: str) -> None:
    level = [value]
    for _depth in range(DEPTH):
        if any(isinstance(one, dict) and not _FORBIDDEN_KEYS.isdisjoint(one) for one in level):
            raise ForbiddenKey(entry=entry)
        level = [inner for one in level for inner in _inside(one) if isinstance(inner, dict | list)]
        if not level:
            return
    raise TooDeep(entry=entry, limit=DEPTH)


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def read_xml(data: bytes, *, entry: str) -> Element:
    """The root of an XML text, which declares no entity and refers to nothing outside of itself."""
    if data.count(b"<") > PARTS:
        raise TooManyParts(entry=entry, limit=PARTS)
    try:
        root: Element = ElementTree.fromstring(data)
    except DefusedXmlException as error:
        raise ForbiddenXML(entry=entry) from error
    except (ParseError, ValueError, LookupError) as error:
        raise NotXML(entry=entry) from error
    _check_depth(root, entry)
    return root


def _check_depth(root: Element, entry: str) -> None:
    level = [root]
    for _depth in range(DEPTH):
        level = [child for one in level for child in one]
        if not level:
            return
    raise TooDeep(entry=entry, limit=DEPTH)
