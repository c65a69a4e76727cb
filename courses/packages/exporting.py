"""A content as a package that other sites, and this one, can take in: an .h5p, or the .zip of SCORM and cmi5."""

import json
import zipfile
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from courses.packages.h5p.checking import MANIFEST, PARAMETERS
from courses.packages.h5p.dependencies import load_order
from courses.packages.kinds import CONTENT
from courses.packages.models import Blob, ContentFile, ContentRevision, Library, LibraryFile
from courses.packages.shelf import ALL_KINDS, Shelf
from courses.packages.storing import CHUNK, open_blob

Origin = ContentRevision.Origin
# The first moment that a ZIP archive can name, so that the same content gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
STORED = frozenset(("png", "jpg", "jpeg", "gif", "webm", "mp4", "mp3", "m4a", "ogg", "woff", "woff2", "pdf", "docx"))
"""What is packed already."""


def export_package(revision: ContentRevision, *, with_waiting: bool = False) -> IO[bytes]:
    """The package of a revision, at its start. An .h5p has its licence, its files and every library of the store that
    it needs; those in quarantine only `with_waiting`, for who decides about them. Other kinds are their own files."""
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    with zipfile.ZipFile(file, "w") as package:
        if revision.main:
            _add_h5p(package, revision, with_waiting=with_waiting)
        else:
            _add_files(package, revision, "")
    file.seek(0)
    return file


def _add_h5p(package: zipfile.ZipFile, revision: ContentRevision, *, with_waiting: bool) -> None:
    shelf = Shelf.of_store()
    roots = [str(used.library) for used in revision.libraries.select_related("library").order_by("place")]
    known = (name for name in load_order(roots, shelf.needs(*ALL_KINDS)) if name in shelf.releases)
    names = [name for name in known if with_waiting or shelf.is_approved(name)]
    for name, value in _texts(revision, [shelf.libraries[root] for root in roots]):
        _add(package, name, json.dumps(value, ensure_ascii=False).encode())
    _add_files(package, revision, CONTENT)
    for name, blob in _library_files(shelf, names):
        _copy(package, name, blob)


def file_name_of(revision: ContentRevision) -> str:
    """A name that every file system takes."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in revision.content.title)
    return f"{' '.join(kept.split())[:80] or revision.content_id}.{'h5p' if revision.main else 'zip'}"


def _texts(revision: ContentRevision, libraries: list[Library]) -> Iterator[tuple[str, Any]]:
    yield MANIFEST, _manifest(revision, libraries)
    told = _without_emptied if _was_authored(revision) else _as_it_is
    yield PARAMETERS, told(revision.parameters)
    for language, parameters in sorted(revision.translations.items()):
        yield f"content/content.{language}.json", told(parameters)


def _was_authored(revision: ContentRevision) -> bool:
    return ContentRevision.objects.filter(
        content=revision.content_id, number__lte=revision.number, origin__in=[Origin.AUTHORED, Origin.DUPLICATED]
    ).exists()


def _as_it_is(value: Any) -> Any:
    return value


def _without_emptied(value: Any) -> Any:
    """What an author emptied is None here only; other hosts would take an emptied number for 0."""
    if isinstance(value, dict):
        return {name: _without_emptied(one) for name, one in value.items() if one is not None}
    return [_without_emptied(one) for one in value] if isinstance(value, list) else value


def _manifest(revision: ContentRevision, libraries: list[Library]) -> dict[str, Any]:
    needed = [
        {"machineName": one.machine_name, "majorVersion": one.major, "minorVersion": one.minor} for one in libraries
    ]
    main = revision.main.machine_name if revision.main else ""
    own = {"title": revision.content.title, "language": revision.language, "mainLibrary": main}
    return {"embedTypes": ["iframe"], **revision.metadata, **own, "preloadedDependencies": needed}


def _add_files(package: zipfile.ZipFile, revision: ContentRevision, folder: str) -> None:
    for held in ContentFile.objects.filter(revision=revision).select_related("blob").order_by("path"):
        _copy(package, folder + held.path, held.blob)


def _library_files(shelf: Shelf, names: list[str]) -> Iterator[tuple[str, Blob]]:
    folders = {shelf.releases[name].pk: name.replace(" ", "-") for name in names}
    files = LibraryFile.objects.filter(release__in=folders).select_related("blob").order_by("release", "path")
    for file in files:
        yield f"{folders[file.release_id]}/{file.path}", file.blob


def _add(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    package.writestr(_entry(name), data)


def _copy(package: zipfile.ZipFile, name: str, blob: Blob) -> None:
    with open_blob(blob) as source, package.open(_entry(name), "w") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    packed = name.rpartition(".")[2].lower() in STORED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry
