"""Names of elements and keys in QTI."""

import re
from collections.abc import Iterable
from typing import ClassVar
from xml.etree.ElementTree import Element

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.items import ItemRefused

ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class SameIdentifier(ItemRefused):
    message: ClassVar[str | Promise] = _("Two of its answers have the same identifier, or one has none.")


def local(name: str) -> str:
    return name.rpartition("}")[2]


def old_names(root: Element) -> Element:
    """The tree with the names of version 2 and without namespaces."""
    for element in root.iter():
        name = local(str(element.tag))
        element.tag = _camel(name.removeprefix("qti-")) if name.startswith("qti-") else name
        for attribute in list(element.attrib):
            element.attrib[_camel(local(attribute))] = element.attrib.pop(attribute)
    return root


def _camel(name: str) -> str:
    first, *more = name.split("-")
    return first + "".join(word.capitalize() for word in more)


def identifiers(keys: Iterable[str]) -> dict[str, str]:
    """Identifiers for keys: they begin with a letter or "_" and hold no sign but letters, digits, "_", "-" and "."."""
    found = {key: key if key[:1].isalpha() else f"_{key}" for key in keys}
    if all(IDENTIFIER.fullmatch(identifier) for identifier in found.values()):
        return found
    return {key: f"_{place}" for place, key in enumerate(found, start=1)}


def key_in(identifier: str) -> str:
    """The key that `identifiers` made this of."""
    rest = identifier[1:]
    return rest if identifier[:1] == "_" and rest and not rest[0].isalpha() else identifier


def keys_of(names: Iterable[str]) -> dict[str, str]:
    """Keys for the identifiers of one item; where two of them would become the same key ("1" and "_1"), their places.

    Refused where one stands twice or is missing: no telling which of the answers is meant.
    """
    listed = list(names)
    if len(set(listed)) < len(listed) or "" in listed:
        raise SameIdentifier
    found = {name: key_in(name) for name in listed}
    if len(set(found.values())) == len(found):
        return found
    return {name: str(place) for place, name in enumerate(found, start=1)}
