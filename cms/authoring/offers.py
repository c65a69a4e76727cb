"""From the library store: what can be written here, and in which language its form and its texts are."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from cms.authoring.formatting import Formatted, formatted_in, kept_formatting
from cms.authoring.kinds import DEEPEST, Offer, Offered, is_authorable
from cms.authoring.translating import LABELS, TEXTS, laid_over
from courses.packages.editor.page import current_client
from courses.packages.h5p.dependencies import libraries_named_in
from courses.packages.h5p.semantics import LibraryField, Semantics, read_semantics
from courses.packages.h5p.texts import text_fields_in
from courses.packages.models import LibraryFile, LibraryRelease
from courses.packages.refusals import WrongManifest
from courses.packages.storing import open_blob
from lms.accounts.models import User

LARGEST_TRANSLATION = 1024 * 1024


def types_on_offer() -> list[LibraryRelease]:
    """Libraries that can be played by themselves and filled in here, by title; of several versions the highest."""
    return [release for release in _runnable() if _usable(release.semantics)]


def types_for_client() -> list[LibraryRelease]:
    """Of the others, those that H5P's own editor can fill in: all, where it is installed."""
    if current_client() is None:
        return []
    return [release for release in _runnable() if not _usable(release.semantics)]


def needs_client(main: str) -> bool:
    """Whether this type is there and no form of ours can be made for it, and H5P's own editor is installed."""
    release = next((one for one in _releases([main]) if one.runnable), None)
    return release is not None and not _usable(release.semantics) and current_client() is not None


def _runnable() -> list[LibraryRelease]:
    rows = LibraryRelease.objects.filter(current_of__isnull=False, runnable=True, semantics__isnull=False)
    ordered = rows.select_related("library").order_by("library__major", "library__minor")
    highest = {release.library.machine_name: release for release in ordered}
    return sorted(highest.values(), key=lambda release: release.title.casefold())


def _usable(value: Any) -> Semantics | None:
    try:
        semantics = read_semantics(value, entry="semantics.json")
    except WrongManifest:
        return None
    return semantics if is_authorable(semantics) else None


@dataclass(frozen=True)
class Catalogue:
    """What a form for `main` offers: labels in one language, texts of the exercise's interface in another."""

    main: str
    labels: str
    texts: str

    @cached_property
    def offered(self) -> dict[str, Offered]:
        """The main library and all that can be nested in it, as deep as a form goes."""
        found: dict[str, Offered] = {}
        wanted = {self.main}
        for _depth in range(DEEPEST + 1):
            new = self._read(wanted - found.keys())
            found |= new
            wanted = {name for one in new.values() for name in _nested_in(one.semantics)}
        return found

    def offer(self, parameters: Any = None, *, by: User) -> Offer:
        """`parameters` are those of a content that is changed: what they nest and cannot be written here is kept."""
        known = self.offered
        named = {str(name) for name in libraries_named_in(parameters)}
        return Offer(
            known, keeps=bool(named - known.keys()), by=by, formatting=kept_formatting(self.formatted(parameters))
        )

    def formatted(self, parameters: Any) -> list[Formatted]:
        """The rich texts of a content, as it has them and as the editor knows them."""
        known = {name: one.semantics for name, one in self.offered.items()}
        return formatted_in(text_fields_in(parameters, main=self.main, semantics_of=known.get))

    def _read(self, names: Iterable[str]) -> dict[str, Offered]:
        releases = {str(release.library): release for release in _releases(names)}
        files = self._translations(releases.values())
        offered = {}
        for name, release in releases.items():
            value = laid_over(release.semantics, files.get((release.pk, self.labels)), keys=LABELS)
            semantics = _usable(laid_over(value, files.get((release.pk, self.texts)), keys=TEXTS))
            if semantics is not None:
                offered[name] = Offered(name, release.title, semantics)
        return offered

    def _translations(self, releases: Iterable[LibraryRelease]) -> dict[tuple[int, str], Any]:
        codes = {self.labels, self.texts}
        paths = {f"language/{code}.json": code for code in codes}
        rows = LibraryFile.objects.filter(
            release__in=[release.pk for release in releases], path__in=paths, blob__size__lte=LARGEST_TRANSLATION
        )
        return {(row.release_id, paths[row.path]): _translation(row) for row in rows.select_related("blob")}


def _translation(row: LibraryFile) -> Any:
    with open_blob(row.blob) as file:
        try:
            value = json.loads(file.read())
        except (ValueError, RecursionError):
            return None
    return value.get("semantics") if isinstance(value, Mapping) else None


def _releases(names: Iterable[str]) -> Iterable[LibraryRelease]:
    wanted = set(names)
    machines = {name.partition(" ")[0] for name in wanted}
    rows = LibraryRelease.objects.filter(
        current_of__isnull=False, semantics__isnull=False, library__machine_name__in=machines
    )
    return [release for release in rows.select_related("library") if str(release.library) in wanted]


def _nested_in(semantics: Semantics) -> set[str]:
    return {name for field in semantics.walk() if isinstance(field, LibraryField) for name in field.options}
