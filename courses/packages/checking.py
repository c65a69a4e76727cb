"""A package as a whole: its manifests, its content, and every library that it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypedDict

from pydantic import ValidationError

from courses.packages.archive import Archive
from courses.packages.kinds import CONTENT
from courses.packages.limits import LIMITS, Limits
from courses.packages.manifests import Library, LibraryName, Package, read_manifest
from courses.packages.parsing import read_json
from courses.packages.refusals import Missing, MissingLibrary, NotRunnable, WrongLibrary, WrongManifest

MANIFEST = "h5p.json"
PARAMETERS = "content/content.json"


class Loaded(TypedDict):
    """A library as a page loads it; paths from the package's root."""

    name: str
    folder: str
    scripts: list[str]
    styles: list[str]


@dataclass(frozen=True)
class CheckedPackage:
    manifest: Package
    main: Library
    libraries: list[Loaded]
    """In the order in which a page loads them."""
    files: list[str]
    """What is to be kept: the manifest, the content and the libraries that are needed."""


def check_package(archive: Archive, *, limits: Limits = LIMITS) -> CheckedPackage:
    manifest = read_manifest(Package, archive.read(MANIFEST, limit=limits.manifest), entry=MANIFEST)
    parameters = read_json(archive.read(PARAMETERS, limit=limits.manifest), entry=PARAMETERS)
    if not isinstance(parameters, dict):
        raise WrongManifest(entry=PARAMETERS, field="{}")
    if manifest.main is None:
        raise WrongManifest(entry=MANIFEST, field="mainLibrary")
    shelf = _Shelf(archive, limits)
    for library in manifest.preloaded:
        shelf.take(library, asked_by=MANIFEST)
    for library in libraries_named_in(parameters):
        shelf.take(library, asked_by=PARAMETERS)
    main = shelf.libraries[str(manifest.main)]
    if not main.runnable:
        raise NotRunnable(entry=shelf.folders[str(main)])
    kept = (CONTENT, *(f"{folder}/" for folder in shelf.folders.values()))
    files = [name for name in archive.names if name == MANIFEST or name.startswith(kept)]
    return CheckedPackage(manifest, main, shelf.loaded(), files)


def libraries_named_in(value: Any) -> Iterator[LibraryName]:
    """Every `{"library": "Name 1.2", "params": …}` in a content's parameters, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "params" in one and (name := _library_name(one.get("library"))):
                yield name
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _library_name(text: Any) -> LibraryName | None:
    name, space, version = text.partition(" ") if isinstance(text, str) else ("", "", "")
    major, dot, minor = version.partition(".")
    if not (space and dot):
        return None
    try:
        return LibraryName.model_validate({"machineName": name, "majorVersion": major, "minorVersion": minor})
    except ValidationError:
        return None


def _loaded(library: Library, folder: str) -> Loaded:
    return {
        "name": str(library),
        "folder": folder,
        "scripts": [f"{folder}/{asset.path}" for asset in library.scripts],
        "styles": [f"{folder}/{asset.path}" for asset in library.styles],
    }


@dataclass
class _Shelf:
    """The libraries of an archive, taken one by one with all they depend on, dependencies first."""

    archive: Archive
    limits: Limits
    libraries: dict[str, Library] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    _opened: set[str] = field(default_factory=set)

    def take(self, wanted: LibraryName, *, asked_by: str) -> None:
        """Depth first, without recursion: a chain of dependencies may be as long as the archive."""
        waiting: list[tuple[LibraryName, str, bool]] = [(wanted, asked_by, False)]
        while waiting:
            name, asker, unfolded = waiting.pop()
            if unfolded:
                self.folders.setdefault(str(name), self._folder(name, asker))
            elif str(name) not in self._opened:
                self._opened.add(str(name))
                library = self._open(name, asker)
                waiting.append((name, asker, True))
                needed = [*library.preloaded, *library.dynamic]
                waiting.extend((one, self._folder(name, asker), False) for one in reversed(needed))

    def loaded(self) -> list[Loaded]:
        return [_loaded(self.libraries[name], folder) for name, folder in self.folders.items()]

    def _folder(self, wanted: LibraryName, asked_by: str) -> str:
        for folder in wanted.folders:
            if f"{folder}/library.json" in self.archive:
                return folder
        raise MissingLibrary(entry=asked_by, library=str(wanted))

    def _open(self, wanted: LibraryName, asked_by: str) -> Library:
        folder = self._folder(wanted, asked_by)
        entry = f"{folder}/library.json"
        library = read_manifest(Library, self.archive.read(entry, limit=self.limits.manifest), entry=entry)
        if library.machine_name != wanted.machine_name or (library.major, library.minor) != (
            wanted.major,
            wanted.minor,
        ):
            raise WrongLibrary(entry=entry, library=f"{library.machine_name} {library.major}.{library.minor}")
        self._check_assets(folder, (asset.path for asset in (*library.scripts, *library.styles)))
        self.libraries[f"{wanted}"] = library
        return library

    def _check_assets(self, folder: str, paths: Iterable[str]) -> None:
        for path in paths:
            if f"{folder}/{path}" not in self.archive:
                raise Missing(entry=f"{folder}/{path}")
