"""SCORM and cmi5 packages as a whole: their manifest, and every file that they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from django.conf import settings

from courses.packages.archive import Archive
from courses.packages.cmi5.course import STRUCTURE, read_cmi5
from courses.packages.cmi5.structure import Cmi5
from courses.packages.kinds import CMI5, H5P
from courses.packages.limits import Limits
from courses.packages.models import Content
from courses.packages.refusals import FileTooLarge
from courses.packages.scorm.manifest import MANIFEST, read_scorm
from courses.packages.storing import Source

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<")
"""With which an XML text begins, and no archive."""
_TITLE = 255


@dataclass(frozen=True)
class Courseware:
    """`structure` is what ContentRevision.structure keeps; `files` lead from a path to its bytes."""

    kind: str
    title: str
    language: str
    structure: dict[str, Any]
    files: Mapping[str, Source]


def courseware_in(archive: Archive, *, limits: Limits) -> Courseware | None:
    """What the archive holds; None for H5P. Raises PackageRefused."""
    if archive.kind is H5P:
        return None
    files = {name: partial(archive.chunks, name) for name in archive.names}
    if archive.kind is CMI5:
        data = archive.read(STRUCTURE, limit=limits.manifest)
        return _cmi5(read_cmi5(data, held=files, remote=settings.CMI5_REMOTE_ORIGINS), files)
    scorm = read_scorm(archive.read(MANIFEST, limit=limits.manifest), held=files)
    kind = Content.Kind.SCORM_12 if scorm.version == "1.2" else Content.Kind.SCORM_2004
    return Courseware(kind, scorm.title, "und", scorm.model_dump(mode="json"), files)


def bare_structure(file: IO[bytes], *, limits: Limits) -> Courseware | None:
    """A course of cmi5 that comes as its structure alone, all its units being elsewhere; None for an archive."""
    file.seek(0)
    if not file.read(3).lstrip().startswith(_MARKS):
        return None
    file.seek(0)
    data = file.read(limits.manifest + 1)
    if len(data) > limits.manifest:
        raise FileTooLarge(entry=STRUCTURE, limit=limits.manifest)
    course = read_cmi5(data, held=(), remote=settings.CMI5_REMOTE_ORIGINS)
    return _cmi5(course, {STRUCTURE: lambda: iter([data])})


def _cmi5(course: Cmi5, files: Mapping[str, Source]) -> Courseware:
    language = next(iter(course.titles))
    return Courseware(Content.Kind.CMI5, course.title[:_TITLE], language[:12], course.model_dump(mode="json"), files)
