"""The demo's H5P packages, built from their sources and taken in once."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone

from cms.demo.reading import CONTENT
from courses.packages.actions import import_package
from courses.packages.models import ContentRevision

SOURCES = CONTENT / "h5p"
LIBRARIES = CONTENT / "h5p-libraries"
"""Each once, in a folder with its name and version; contents share them."""
SLUGS = sorted(folder.name for folder in SOURCES.iterdir() if (folder / "h5p.json").is_file())
# The first moment that a ZIP archive can name, so that the same sources give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def load_packages() -> dict[str, int]:
    """The content's id of each demo package by its slug; taken in where these very bytes are not there yet."""
    return {slug: _loaded(build_package(slug)) for slug in SLUGS}


def build_package(slug: str) -> bytes:
    """The .h5p of a folder below `content/h5p` with the libraries that it needs, the same bytes each time."""
    source = SOURCES / slug
    folders = set(_libraries_of(_json(source / "h5p.json")))
    entries = _files(source, below=source)
    for folder in folders:
        entries |= _files(LIBRARIES / folder, below=LIBRARIES)
    return _packed(entries)


def _libraries_of(manifest: dict[str, Any]) -> Iterator[str]:
    """The folders of what an h5p.json or library.json asks for, and of what that asks for."""
    for needed in manifest.get("preloadedDependencies", []):
        folder = f"{needed['machineName']}-{needed['majorVersion']}.{needed['minorVersion']}"
        yield folder
        yield from _libraries_of(_json(LIBRARIES / folder / "library.json"))


def _json(path: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def _files(folder: Path, *, below: Path) -> dict[str, bytes]:
    return {path.relative_to(below).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _packed(entries: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, held in sorted(entries.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, held)
    return packed.getvalue()


def _loaded(package: bytes) -> int:
    """Our own libraries need nobody's approval."""
    digest = hashlib.sha256(package).hexdigest()
    held = ContentRevision.objects.filter(sha256=digest).values_list("content", flat=True).first()
    return held or import_package(file=BytesIO(package), by=None, at=timezone.now(), approve=True).pk
