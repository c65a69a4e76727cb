"""Packages of QTI: a zip with a manifest that lists the items. Nothing is unpacked: entries are read one by one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import ClassVar
from urllib.parse import unquote
from xml.etree.ElementTree import Element, tostring

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats import limits
from courses.assessment.formats.items import (
    FileRefused,
    FileTooLarge,
    Item,
    ItemRefused,
    Line,
    Notes,
    Reading,
    Writing,
    each_written,
    line_of,
    reading_of,
)
from courses.assessment.formats.qti.names import LOM, PACKAGE, old_names
from courses.assessment.formats.qti.reading import ITEM, item_of
from courses.assessment.formats.qti.writing import written_item
from courses.assessment.formats.standard import standard
from courses.assessment.formats.tags import as_tags
from courses.assessment.formats.texts import one_line
from courses.assessment.formats.trees import added, tree_of

MANIFEST = "imsmanifest.xml"
KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How entries may be packed, which is all that packages of QTI know."""
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
)  # fmt: skip
WRITTEN_AT = (1980, 1, 1, 0, 0, 0)
"""Of every entry, so that the same questions make the same file."""


class BrokenArchive(FileRefused):
    message: ClassVar[str | Promise] = _("The archive is damaged, encrypted, or packed in a way that is not known.")


class NotQTI(FileRefused):
    message: ClassVar[str | Promise] = _("This is neither an item of QTI nor a package with a manifest.")


class NotInPackage(ItemRefused):
    message: ClassVar[str | Promise] = _("The manifest names a file that is not in the package.")


@dataclass(frozen=True)
class Listed:
    """What the manifest says of an item."""

    path: str
    tags: tuple[str, ...]


def read_qti(content: bytes, *, language: str) -> Reading:
    """A package, or one item."""
    if len(content) > limits.FILE:
        raise FileTooLarge
    if content[:2] == b"PK":
        return _read_package(content, language)
    root = old_names(tree_of(content))
    if root.tag != ITEM:
        raise NotQTI
    return reading_of([_line("1", root, (), language)])


def _read_package(content: bytes, language: str) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            return reading_of(_lines(archive, language))
    except DAMAGED as error:
        raise BrokenArchive from error


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.compress_type not in KNOWN for entry in entries):
        raise BrokenArchive
    if len(entries) > limits.ENTRIES or sum(entry.file_size for entry in entries) > limits.UNPACKED:
        raise FileTooLarge
    if MANIFEST not in archive.namelist():
        raise NotQTI


def _lines(archive: zipfile.ZipFile, language: str) -> Iterator[Line]:
    left = limits.UNPACKED
    names = set(archive.namelist())
    for listed in _listed(tree_of(_entry(archive, MANIFEST, left))):
        if listed.path not in names:
            yield line_of(listed.path, "", _missing)
            continue
        content = _entry(archive, listed.path, left)
        left -= len(content)
        yield _line_in(listed, content, language)


def _missing(_notes: Notes) -> Item:
    raise NotInPackage


def _entry(archive: zipfile.ZipFile, name: str, left: int) -> bytes:
    """The bytes that are there, whatever size the archive claims."""
    with archive.open(name) as entry:
        content = entry.read(left + 1)
    if len(content) > left:
        raise FileTooLarge
    return content


def _listed(manifest: Element) -> Iterator[Listed]:
    for resource in old_names(manifest).iter("resource"):
        if "imsqti_item" in resource.get("type", "") and (href := resource.get("href")):
            words = resource.iterfind("metadata//keyword//*")
            tags = tuple(one_line(word.text or "") for word in words if word.text and word.text.strip())
            yield Listed(normpath(join(dirname(MANIFEST), unquote(href))), tags)


def _line_in(listed: Listed, content: bytes, language: str) -> Line:
    try:
        root = old_names(tree_of(content))
    except FileRefused as refusal:
        return Line(listed.path, "", None, (str(refusal),))
    return _line(listed.path, root, listed.tags, language)


def _line(place: str, root: Element, tags: Iterable[str], language: str) -> Line:
    return line_of(place, one_line(root.get("title", "")), lambda notes: item_of(root, language, tags, notes))


def write_qti(items: Iterable[Item], *, language: str) -> Writing:
    """A package of version 3.0."""
    lines, written = each_written(items, lambda item, notes: _rendered(item, language, notes))
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": "questions"})
    about = added(manifest, "metadata")
    added(about, "schema", "QTI Package")
    added(about, "schemaversion", "3.0.0")
    added(manifest, "organizations")
    resources = added(manifest, "resources")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (item, root) in enumerate(written, start=1):
            path = f"items/{number:04}.xml"
            _resource(resources, f"item-{number:04}", path, item, language)
            _add(archive, path, root)
        _add(archive, MANIFEST, manifest)
    return Writing(file.getvalue(), lines)


def written_alone(item: Item, *, language: str) -> Writing:
    """One item as XML."""
    lines, written = each_written([item], lambda one, notes: _rendered(one, language, notes))
    return Writing(_bytes(written[0][1]) if written else b"", lines)


def _rendered(item: Item, language: str, notes: Notes) -> tuple[Item, tuple[Item, Element]]:
    kept = standard(item, language=language, notes=notes)
    return kept, (kept, written_item(kept, language))


def _resource(resources: Element, identifier: str, path: str, item: Item, language: str) -> None:
    resource = added(resources, "resource", identifier=identifier, type="imsqti_item_xmlv3p0", href=path)
    if tags := as_tags(item.topics, item.competencies):
        general = added(added(added(resource, "metadata"), "lom", xmlns=LOM), "general")
        for tag in tags:
            added(added(general, "keyword"), "string", tag, language=language)
    added(resource, "file", href=path)


def _add(archive: zipfile.ZipFile, path: str, root: Element) -> None:
    archive.writestr(zipfile.ZipInfo(path, WRITTEN_AT), _bytes(root), zipfile.ZIP_DEFLATED)


def _bytes(root: Element) -> bytes:
    """Not laid out: white space would become part of texts."""
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
