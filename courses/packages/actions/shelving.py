"""Putting libraries on the shelf: only what is newer, and nothing unknown without approval."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.approving import make_current
from courses.packages.h5p.checking import Brought
from courses.packages.h5p.manifests import LibraryName
from courses.packages.models import Blob, Library, LibraryDependency, LibraryFile, LibraryRelease
from courses.packages.shelf import Shelf
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

State = LibraryRelease.State


class Swept(Refusal):
    message: ClassVar[str | Promise] = _("The store of libraries has changed in the meantime. Try again.")


@dataclass(frozen=True)
class HashedLibrary:
    """A library of a package with the hash of each of its files by path."""

    brought: Brought
    hashes: Mapping[str, str]

    @property
    def digest(self) -> str:
        lines = sorted(f"{path} {sha256}" for path, sha256 in self.hashes.items())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def wanted_on(shelf: Shelf, arrivals: Iterable[HashedLibrary], *, approve: bool) -> list[HashedLibrary]:
    """Those that would change the store: never a downgrade, and of the same patch the store has its own."""
    known = dict(LibraryRelease.objects.values_list("digest", "state"))
    waits = State.QUARANTINED if approve else None
    return [one for one in arrivals if known.get(one.digest, waits) == waits and _is_newer(shelf, one)]


def _is_newer(shelf: Shelf, arrival: HashedLibrary) -> bool:
    library = shelf.libraries.get(str(arrival.brought.manifest))
    if library is None or library.current_id is None:
        return True
    return shelf.releases[str(library)].patch < arrival.brought.manifest.patch


def take_in(
    *, arrivals: Iterable[HashedLibrary], blobs: Mapping[str, Blob], approve: bool, by: User | None, at: datetime
) -> set[Library]:
    """Make releases of what the store does not have; the libraries whose current release is another now.

    In the caller's transaction, which holds the blobs. What nobody plays yet is approved first: upgrades may need it.
    """
    ordered = sorted(arrivals, key=lambda one: str(one.brought.manifest))
    releases = [release for one in ordered if (release := _release(one, blobs, by=by, at=at))]
    waiting = [release for release in releases if approve and release.state == State.QUARANTINED]
    shelf_of = cache(Shelf.of_store)
    for release in sorted(waiting, key=lambda one: one.library.current_id is not None):
        make_current(release=release, by=by, at=at, shelf_of=shelf_of)
    return {release.library for release in waiting}


def library_for(name: LibraryName) -> Library:
    """The library's row, locked; a new one where nobody has asked for it."""
    library, _made = Library.objects.select_for_update().get_or_create(
        machine_name=name.machine_name, major=name.major, minor=name.minor
    )
    return library


def _release(
    arrival: HashedLibrary, blobs: Mapping[str, Blob], *, by: User | None, at: datetime
) -> LibraryRelease | None:
    """The release of these very files, made where it is newer than the current one."""
    manifest = arrival.brought.manifest
    library = library_for(manifest)
    if library.current and library.current.patch >= manifest.patch:
        return None
    if held := LibraryRelease.objects.filter(digest=arrival.digest).first():
        return held
    if not blobs.keys() >= set(arrival.hashes.values()):
        raise Swept
    release = LibraryRelease.objects.create(
        library=library, patch=manifest.patch, digest=arrival.digest, title=manifest.title,
        runnable=bool(manifest.runnable), manifest=manifest.model_dump(by_alias=True, mode="json", exclude_none=True),
        semantics=arrival.brought.semantics, scripts=[asset.path for asset in manifest.scripts],
        styles=[asset.path for asset in manifest.styles], languages=arrival.brought.languages,
        size=sum(blobs[sha256].size for sha256 in arrival.hashes.values()), brought_by=by, brought_at=at,
    )  # fmt: skip
    LibraryFile.objects.bulk_create(
        LibraryFile(release=release, path=path, blob=blobs[sha256]) for path, sha256 in arrival.hashes.items()
    )
    _depend(release, arrival)
    audit(action="library.brought", target=release, by=by, at=at, digest=release.digest)
    return release


def _depend(release: LibraryRelease, arrival: HashedLibrary) -> None:
    manifest, kinds = arrival.brought.manifest, LibraryDependency.Kind
    lists = {kinds.PRELOADED: manifest.preloaded, kinds.DYNAMIC: manifest.dynamic, kinds.EDITOR: manifest.editor}
    rows = _rows_of({str(name): name for names in lists.values() for name in names})
    LibraryDependency.objects.bulk_create(
        LibraryDependency(release=release, needs=rows[name], kind=kind, place=place)
        for kind, names in lists.items()
        for place, name in enumerate(dict.fromkeys(map(str, names)))
    )


def _rows_of(names: Mapping[str, LibraryName]) -> dict[str, Library]:
    """The libraries' rows by their names, made at once where nobody has asked for them."""
    wanted = [
        Library(machine_name=name.machine_name, major=name.major, minor=name.minor) for _, name in sorted(names.items())
    ]
    Library.objects.bulk_create(wanted, ignore_conflicts=True)
    rows = Library.objects.filter(machine_name__in={name.machine_name for name in names.values()})
    return {str(row): row for row in rows if str(row) in names}
