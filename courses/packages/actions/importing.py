"""Taking a package in, all or nothing."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.courseware import CoursewareImport
from courses.packages.actions.revisions import add_revision
from courses.packages.actions.shelving import HashedLibrary, Swept, take_in, wanted_on
from courses.packages.actions.using import follow_libraries
from courses.packages.archive import Archive
from courses.packages.courseware import bare_structure, courseware_in
from courses.packages.h5p.checking import CheckedPackage, check_package
from courses.packages.limits import LIMITS, Limits
from courses.packages.models import Blob, Content
from courses.packages.refusals import PackageRefused
from courses.packages.shelf import Shelf
from courses.packages.storing import Source, Written, adopt, digest_of, settle, write_missing
from lms.accounts.models import User
from lms.refusals import Refusal

Moved = Callable[[int, int], None]
"""Told how many files of how many are read and kept."""
Wanted = Callable[[list[HashedLibrary]], list[HashedLibrary]]
TRIES = 3


class MayNotManageLibraries(Refusal):
    message: ClassVar[str | Promise] = _("You may not approve libraries.")


class OnlyLibraries(PackageRefused):
    message: ClassVar[str | Promise] = _("This package brings libraries and no content.")


def import_package(
    *,
    file: IO[bytes],
    by: User | None,
    at: datetime,
    approve: bool = False,
    content: Content | None = None,
    limits: Limits = LIMITS,
) -> Content:
    """As `bring_package`, for a package with content."""
    made: list[Content] = []

    def take(listed: Content | None) -> None:
        if listed is None:
            raise OnlyLibraries
        made.append(listed)

    bring_package(file=file, by=by, at=at, approve=approve, content=content, limits=limits, listed=take)
    return made[0]


def bring_package(
    *,
    file: IO[bytes],
    by: User | None,
    at: datetime,
    approve: bool = False,
    content: Content | None = None,
    limits: Limits = LIMITS,
    moved: Moved = lambda done, total: None,
    listed: Callable[[Content | None], None] = lambda content: None,
) -> Content | None:
    """Check a package, keep its files and list it: as a new content, or as a new revision of `content`.

    Libraries that the store does not know wait in quarantine, unless `approve` is said by who may manage them (`by` is
    None on the command line). Gives None for a package of libraries only. `listed` is called in the transaction that
    lists it. Raises PackageRefused or another Refusal; then neither a file nor a row is left.
    """
    if approve and by is not None and not by.has_perm("packages.manage_libraries"):
        raise MayNotManageLibraries
    if bare := bare_structure(file, limits=limits):
        return CoursewareImport(bare, content, _digest(file), by, at, moved, listed).carried_out()
    archive = Archive(file, limits=limits)
    if brought := courseware_in(archive, limits=limits):
        return CoursewareImport(brought, content, _digest(file), by, at, moved, listed).carried_out()
    shelf = Shelf.of_store()
    package = check_package(archive, in_store=shelf.runnable, limits=limits)
    parcel = _Parcel.of(archive, package, partial(wanted_on, shelf, approve=approve), _Count(moved))
    made = _Import(package, parcel, approve, content, _digest(file), by, at, listed)
    return made.carried_out()


@dataclass
class _Count:
    """Of files: each is read once, and perhaps written once."""

    moved: Moved
    total: int = 0
    done: int = 0

    def one(self) -> None:
        self.done += 1
        self.moved(self.done, self.total)


@dataclass(frozen=True)
class _Parcel:
    """The files of a package by their hashes: those of the content, and those of the libraries that are wanted."""

    content: Mapping[str, str]
    libraries: list[HashedLibrary]
    sources: Mapping[str, Source]
    count: _Count

    @classmethod
    def of(cls, archive: Archive, package: CheckedPackage, wanted_of: Wanted, count: _Count) -> "_Parcel":
        files = package.content.files if package.content else {}
        entries = [*files.values(), *(entry for one in package.libraries for entry in one.files.values())]
        count.total = 2 * len(entries)  # at most, until it is known which are wanted
        hashes = {entry: _hash(archive, entry, count) for entry in entries}
        arrivals = [
            HashedLibrary(one, {path: hashes[entry] for path, entry in one.files.items()}) for one in package.libraries
        ]
        content = {path: hashes[entry] for path, entry in files.items()}
        wanted = wanted_of(arrivals)
        kept = {*content.values(), *(sha256 for one in wanted for sha256 in one.hashes.values())}
        sources = {sha256: partial(archive.chunks, entry) for entry, sha256 in hashes.items() if sha256 in kept}
        count.total = len(entries) + len(sources)
        return cls(content, wanted, sources, count)


def _hash(archive: Archive, entry: str, count: _Count) -> str:
    count.one()
    return digest_of(partial(archive.chunks, entry))


@dataclass(frozen=True)
class _Import:
    package: CheckedPackage
    parcel: _Parcel
    approve: bool
    content: Content | None
    digest: str
    by: User | None
    at: datetime
    listed: Callable[[Content | None], None]

    def carried_out(self) -> Content | None:
        """Again where the sweep took a file between the look and the lock."""
        for _try in range(TRIES):
            written = write_missing(self.parcel.sources, at=self.at, moved=self.parcel.count.one)
            try:
                return self._listed(written)
            except Swept:
                settle(written.loose)
            except BaseException:
                settle(written.loose)
                raise
        raise Swept

    @transaction.atomic
    def _listed(self, written: Written) -> Content | None:
        blobs = adopt(written, self.parcel.sources)
        if len(blobs) < len(self.parcel.sources):
            raise Swept
        changed = take_in(arrivals=self.parcel.libraries, blobs=blobs, approve=self.approve, by=self.by, at=self.at)
        follow_libraries(changed=changed, at=self.at)
        made = self._content(blobs)
        self.listed(made)
        return made

    def _content(self, blobs: Mapping[str, Blob]) -> Content | None:
        checked = self.package.content
        if checked is None:
            return None
        files = {path: blobs[sha256] for path, sha256 in self.parcel.content.items()}
        return add_revision(
            checked=checked, files=files, digest=self.digest, content=self.content, by=self.by, at=self.at
        )


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
