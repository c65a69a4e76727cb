"""Reading XML of strangers: no document types, no entities of their own, no depth that breaks who walks it."""

from typing import ClassVar
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.items import FileRefused

DEEPEST = 60


class NotXML(FileRefused):
    message: ClassVar[str | Promise] = _("This is not well-formed XML.")


class NotPlainXML(FileRefused):
    message: ClassVar[str | Promise] = _("The XML declares a document type or entities, or is nested too deep.")


def tree_of(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise NotPlainXML from error
    except (ParseError, ValueError, LookupError) as error:
        raise NotXML from error
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise NotPlainXML


def added(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A child with a text; underscores in the names of attributes stand for hyphens."""
    child = SubElement(parent, name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()})
    child.text = text or None
    return child


def bytes_of(root: Element) -> bytes:
    """Laid out for people; white space is added only between elements."""
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
