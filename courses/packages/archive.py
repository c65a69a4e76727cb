"""The archive of a package: everything it lists is checked before the first byte is unpacked."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from courses.packages.kinds import Kind, kind_of
from courses.packages.layout import check_layout, directory_of
from courses.packages.limits import LIMITS, Limits
from courses.packages.names import check_name, check_twins, name_of
from courses.packages.refusals import (
    Damaged,
    Encrypted,
    FileTooLarge,
    KindNotAllowed,
    Missing,
    NotAFile,
    NotAnArchive,
    PackedTooTightly,
    TooManyEntries,
    UnknownMethod,
    UnpackedTooLarge,
)
from courses.packages.signatures import check_signature

CHUNK = 64 * 1024
# Bits 0, 6 and 13: encrypted, strongly encrypted, masked headers (APPNOTE 4.4.4).
_ENCRYPTED = 0x2041


class Archive:
    """A ZIP archive whose list of entries has passed every check; `names` are those that will be used.

    Its `kind` is told by what it holds, where none is asked for. Raises PackageRefused, and so do the methods that
    read an entry.
    """

    def __init__(self, file: IO[bytes], *, limits: Limits = LIMITS, kind: Kind | None = None) -> None:
        directory = directory_of(file, limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as error:
            raise NotAnArchive from error
        entries = self._zip.infolist()
        if len(entries) != directory.entries:
            raise NotAnArchive
        _check(entries, limits)
        check_layout(file, entries, directory.offset)
        self.kind = kind or kind_of({name_of(entry) for entry in entries})
        self._entries = {name_of(entry): entry for entry in _used(entries, self.kind)}

    @property
    def names(self) -> list[str]:
        return sorted(self._entries)

    @property
    def unpacked_size(self) -> int:
        return sum(entry.file_size for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """The entry's bytes; what is really there is counted, whatever the list says."""
        entry, count = self._entries[name], 0
        try:
            with self._zip.open(entry) as source:
                while chunk := source.read(CHUNK):
                    if count == 0 and self.kind.proves(name):
                        check_signature(name, chunk)
                    count += len(chunk)
                    if count > entry.file_size:
                        raise Damaged(entry=name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Damaged(entry=name) from error
        if count != entry.file_size:
            raise Damaged(entry=name)

    def read(self, name: str, *, limit: int) -> bytes:
        """A whole small file, for reading here."""
        if name not in self._entries:
            raise Missing(entry=name)
        if self._entries[name].file_size > limit:
            raise FileTooLarge(entry=name, limit=limit)
        return b"".join(self.chunks(name))


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Every entry is checked, used or not."""
    if len(entries) > limits.entries:
        raise TooManyEntries(limit=limits.entries)
    for entry in entries:
        check_name(name_of(entry), limits)
        _check_nature(entry)
        _check_size(entry, limits)
    check_twins(entries)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UnpackedTooLarge(limit=limits.unpacked)


def _check_nature(entry: zipfile.ZipInfo) -> None:
    name, kind = name_of(entry), stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise NotAFile(entry=name)
    if entry.flag_bits & _ENCRYPTED:
        raise Encrypted(entry=name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnknownMethod(entry=name)


def _check_size(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.file_size > limits.file:
        raise FileTooLarge(entry=name_of(entry), limit=limits.file)
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * entry.compress_size:
        raise PackedTooTightly(entry=name_of(entry), limit=limits.ratio)


def _used(entries: list[zipfile.ZipInfo], kind: Kind) -> Iterator[zipfile.ZipInfo]:
    for entry in entries:
        if entry.is_dir() or kind.hides(name_of(entry)):
            continue
        if not kind.allows(name_of(entry)):
            raise KindNotAllowed(entry=name_of(entry))
        yield entry
