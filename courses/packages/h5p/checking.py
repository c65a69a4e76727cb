"""A package as a whole: its manifests, its content, and the libraries that it brings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.packages.archive import Archive
from courses.packages.h5p.dependencies import libraries_named_in, load_order
from courses.packages.h5p.manifests import Library, LibraryName, Package, read_manifest
from courses.packages.h5p.refusals import NewerCore
from courses.packages.h5p.semantics import read_semantics
from courses.packages.kinds import CONTENT
from courses.packages.limits import LIMITS, Limits
from courses.packages.parsing import read_json
from courses.packages.refusals import Missing, MissingLibrary, NotRunnable, WrongLibrary, WrongManifest

MANIFEST = "h5p.json"
PARAMETERS = "content/content.json"
LIBRARY = "library.json"
_TRANSLATION = re.compile(r"content/content\.([A-Za-z][-A-Za-z]{0,9})\.json\Z")
_LANGUAGE = re.compile(r"language/([A-Za-z][-A-Za-z]{0,11})\.json\Z")

Runnable = Mapping[str, bool]
"""Of each library in the store, whether it can be played by itself."""


@dataclass(frozen=True)
class Brought:
    """A library in a package; `files` leads from the path below its folder to the entry."""

    manifest: Library
    semantics: list[Any] | None
    files: Mapping[str, str]

    @property
    def languages(self) -> list[str]:
        """The languages that its editor's texts are translated into."""
        return sorted(found[1] for path in self.files if (found := _LANGUAGE.match(path)))


@dataclass(frozen=True)
class CheckedContent:
    """`translations` leads from a language to the parameters of content/content.LANGUAGE.json."""

    manifest: Package
    main: LibraryName
    parameters: dict[str, Any]
    translations: Mapping[str, dict[str, Any]]
    files: Mapping[str, str]
    """From the path below content/ to the entry, without the parameters."""


@dataclass(frozen=True)
class CheckedPackage:
    """`content` is None for a package of libraries only; `libraries` come dependencies first."""

    content: CheckedContent | None
    libraries: list[Brought]


def check_package(archive: Archive, *, in_store: Runnable, limits: Limits = LIMITS) -> CheckedPackage:
    """Read all that the package says. Of a content's package only the libraries that it needs are looked at."""
    shelf = _Shelf(archive, in_store, limits)
    if shelf.folders and not shelf.has_content:
        for folder in shelf.folders:
            shelf.take_folder(folder)
        return CheckedPackage(None, shelf.ordered())
    content = _content(archive, limits)
    for name in content.manifest.preloaded:
        shelf.take(name, asked_by=MANIFEST)
    for language, parameters in (("", content.parameters), *content.translations.items()):
        for name in libraries_named_in(parameters):
            shelf.take(name, asked_by=f"content/content.{language}.json" if language else PARAMETERS)
    if not shelf.is_runnable(content.main):
        raise NotRunnable(entry=str(content.main))
    return CheckedPackage(content, shelf.ordered())


def _content(archive: Archive, limits: Limits) -> CheckedContent:
    manifest = read_manifest(Package, archive.read(MANIFEST, limit=limits.manifest), entry=MANIFEST)
    if manifest.main is None:
        raise WrongManifest(entry=MANIFEST, field="mainLibrary")
    parameters = _parameters(archive, PARAMETERS, limits)
    told = {name: found[1] for name in archive.names if (found := _TRANSLATION.match(name))}
    translations = {language: _parameters(archive, name, limits) for name, language in told.items()}
    files = {
        name.removeprefix(CONTENT): name
        for name in archive.names
        if name.startswith(CONTENT) and name != PARAMETERS and name not in told
    }
    return CheckedContent(manifest, manifest.main, parameters, translations, files)


def _parameters(archive: Archive, entry: str, limits: Limits) -> dict[str, Any]:
    parameters = read_json(archive.read(entry, limit=limits.manifest), entry=entry)
    if not isinstance(parameters, dict):
        raise WrongManifest(entry=entry, field="{}")
    return parameters


@dataclass
class _Shelf:
    """The libraries of an archive, taken one by one with all they depend on."""

    archive: Archive
    in_store: Runnable
    limits: Limits
    taken: dict[str, Brought] = field(default_factory=dict)

    @property
    def folders(self) -> list[str]:
        steps = (name.partition("/") for name in self.archive.names)
        return [folder for folder, _slash, path in steps if path == LIBRARY]

    @property
    def has_content(self) -> bool:
        return MANIFEST in self.archive or any(name.startswith(CONTENT) for name in self.archive.names)

    def take(self, wanted: LibraryName, *, asked_by: str) -> None:
        """Without recursion: a chain of dependencies may be as long as the archive."""
        waiting: list[tuple[LibraryName, str, bool]] = [(wanted, asked_by, True)]
        while waiting:
            name, asker, must = waiting.pop()
            folder = self._folder(name)
            if str(name) in self.taken:
                continue
            if folder:
                waiting.extend(self._open(folder, name))
            elif must and str(name) not in self.in_store:
                raise MissingLibrary(entry=asker, library=str(name))

    def take_folder(self, folder: str) -> None:
        library = self._manifest(folder)
        if folder not in library.name.folders:
            raise WrongLibrary(entry=f"{folder}/{LIBRARY}", library=str(library))
        self.take(library.name, asked_by=f"{folder}/{LIBRARY}")

    def is_runnable(self, name: LibraryName) -> bool:
        brought = self.taken.get(str(name))
        return bool(brought.manifest.runnable) if brought else self.in_store[str(name)]

    def ordered(self) -> list[Brought]:
        names = load_order(self.taken, self._needs)
        return [self.taken[name] for name in names if name in self.taken]

    def _needs(self, name: str) -> Iterator[str]:
        if brought := self.taken.get(name):
            yield from (str(one) for one in (*brought.manifest.preloaded, *brought.manifest.dynamic))

    def _folder(self, wanted: LibraryName) -> str:
        return next((one for one in wanted.folders if f"{one}/{LIBRARY}" in self.archive), "")

    def _manifest(self, folder: str) -> Library:
        entry = f"{folder}/{LIBRARY}"
        return read_manifest(Library, self.archive.read(entry, limit=self.limits.manifest), entry=entry)

    def _open(self, folder: str, wanted: LibraryName) -> list[tuple[LibraryName, str, bool]]:
        """Take the library of this folder; what it depends on, and whether that must be there."""
        library, entry = self._manifest(folder), f"{folder}/{LIBRARY}"
        if library.name != wanted:
            raise WrongLibrary(entry=entry, library=str(library))
        if not library.runs_here:
            raise NewerCore(entry=entry)
        files = {name.removeprefix(f"{folder}/"): name for name in self.archive.names if name.startswith(f"{folder}/")}
        _check_assets(folder, files, (asset.path for asset in (*library.scripts, *library.styles)))
        self.taken[str(wanted)] = Brought(library, self._semantics(files), files)
        needed = [*((one, entry, True) for one in (*library.preloaded, *library.dynamic))]
        return [*needed, *((one, entry, False) for one in library.editor)]

    def _semantics(self, files: Mapping[str, str]) -> list[Any] | None:
        if "semantics.json" not in files:
            return None
        entry = files["semantics.json"]
        semantics: list[Any] = read_json(self.archive.read(entry, limit=self.limits.manifest), entry=entry)
        read_semantics(semantics, entry=entry)
        return semantics


def _check_assets(folder: str, files: Mapping[str, str], paths: Iterable[str]) -> None:
    for path in paths:
        if path not in files:
            raise Missing(entry=f"{folder}/{path}")
