"""What the client asks of the library store, in the shapes of H5P's own host. The calls are in docs/h5p-editor.md."""

import json
from collections.abc import Iterable
from typing import Any

from courses.packages.addresses import library_address
from courses.packages.h5p.dependencies import load_order
from courses.packages.h5p.filtering import filtered
from courses.packages.known_semantics import SemanticsInStore
from courses.packages.models import Blob, LibraryDependency, LibraryFile, LibraryRelease
from courses.packages.shelf import ALL_KINDS, Shelf
from courses.packages.storing import open_blob

Kind = LibraryDependency.Kind
LARGEST_TRANSLATION = 1024 * 1024
MOST_ASKED = 200
"""Libraries in one question."""
PRESAVE, UPGRADES = "presave.js", "upgrades.js"


def missing_libraries(main: str) -> list[str]:
    """What the client would need to edit this type, and the store does not have or has not approved."""
    shelf = Shelf.of_store()
    return [name for name in load_order([main], shelf.needs(*ALL_KINDS)) if not shelf.is_approved(name)]


def library_details(names: Iterable[str]) -> list[dict[str, Any]]:
    """Of those that are approved, as they are named."""
    return [_details(name, release) for name, release in _approved(names).items()]


def library_data(name: str, *, language: str, default_language: str = "") -> dict[str, Any] | None:
    """All that a form for this library is made from. The client reads its languages as texts of JSON."""
    release = _approved([name]).get(name)
    if release is None:
        return None
    files = _files(release)
    loaded = editor_libraries(name)
    own = [library_address(release.digest) + PRESAVE] if PRESAVE in files else []
    return {
        "name": release.library.machine_name,
        "version": {"major": release.library.major, "minor": release.library.minor},
        "title": release.title,
        "upgradesScript": library_address(release.digest) + UPGRADES if UPGRADES in files else None,
        "semantics": release.semantics or [],
        "language": _translation(files, language),
        "defaultLanguage": _translation(files, default_language) if default_language else None,
        "languages": list(dict.fromkeys(["en", *release.languages])),
        "javascript": [*_addresses(loaded, "scripts"), *own],
        "css": _addresses(loaded, "styles"),
        "translations": _interface(loaded, language),
    }


def translations(names: Iterable[str], *, language: str) -> dict[str, str]:
    """The language files of those libraries that have one, as texts of JSON, by the library's name."""
    found = {name: _translation(_files(release), language) for name, release in _approved(names).items()}
    return {name: text for name, text in found.items() if text is not None}


def filtered_library(value: Any) -> dict[str, Any] | None:
    """Parameters of a nested library, cleaned as they will be when the content is saved."""
    name = value.get("library") if isinstance(value, dict) else None
    if not isinstance(name, str) or not _approved([name]):
        return None
    params = filtered(value.get("params"), main=name, semantics_of=SemanticsInStore())
    kept = {key: value[key] for key in ("subContentId", "metadata") if key in value}
    return {"library": name, "params": params, **kept}


def directories() -> dict[str, str]:
    """Folder of every approved library to what stands for it in addresses."""
    return {str(one.library).replace(" ", "-"): one.digest for one in _releases()}


def editor_libraries(main: str) -> list[LibraryRelease]:
    """Those that only the editor loads for this library, in load order: what it and its own need to be edited."""
    shelf = Shelf.of_store()
    every = load_order([main], shelf.needs(*ALL_KINDS))
    roots = [needed for name in every for needed in shelf.needs(Kind.EDITOR)(name)]
    ordered = load_order(roots, shelf.needs(Kind.EDITOR, Kind.PRELOADED))
    approved = _approved(ordered)
    return [approved[name] for name in ordered if name in approved and name != main]


def _details(name: str, release: LibraryRelease) -> dict[str, Any]:
    return {
        "uberName": name,
        "name": release.library.machine_name,
        "majorVersion": release.library.major,
        "minorVersion": release.library.minor,
        "title": release.title,
        "runnable": int(release.runnable),
        "restricted": False,
        "tutorialUrl": "",
        "metadataSettings": release.manifest.get("metadataSettings"),
    }


def _approved(names: Iterable[str]) -> dict[str, LibraryRelease]:
    wanted = list(dict.fromkeys(names))[:MOST_ASKED]
    machines = {name.partition(" ")[0] for name in wanted}
    held = {str(one.library): one for one in _releases(library__machine_name__in=machines)}
    return {name: held[name] for name in wanted if name in held}


def _releases(**wanted: Any) -> Iterable[LibraryRelease]:
    return LibraryRelease.objects.filter(current_of__isnull=False, **wanted).select_related("library")


def _files(release: LibraryRelease) -> dict[str, Blob]:
    return {file.path: file.blob for file in LibraryFile.objects.filter(release=release).select_related("blob")}


def _translation(files: dict[str, Blob], language: str) -> str | None:
    blob = files.get(f"language/{language}.json")
    if blob is None or blob.size > LARGEST_TRANSLATION:
        return None
    with open_blob(blob) as file:
        return file.read().decode("utf-8-sig", "replace")


def _addresses(releases: Iterable[LibraryRelease], field: str) -> list[str]:
    return [library_address(one.digest) + path for one in releases for path in getattr(one, field)]


def _interface(releases: Iterable[LibraryRelease], language: str) -> dict[str, Any]:
    """What widgets say, by machine name: in the language, or else in English."""
    found = {}
    for release in releases:
        files = _files(release)
        text = _translation(files, language) or _translation(files, "en")
        if text is not None and not release.semantics:
            found[release.library.machine_name] = _parsed(text)
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}
