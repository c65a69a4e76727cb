"""The archive of a package: everything it lists is checked before the first byte is unpacked."""

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import IO

from courses.packages.limits import LIMITS, Limits
from courses.packages.refusals import (
    Damaged,
    Encrypted,
    FileTooLarge,
    KindNotAllowed,
    Missing,
    NameTooLong,
    NameTwice,
    NotAFile,
    NotAnArchive,
    Overlapping,
    PackedTooTightly,
    TooLarge,
    TooManyEntries,
    UnknownMethod,
    UnpackedTooLarge,
    UnsafeName,
)

# What content and libraries may hold is what the reference host allows; no SVG in content.
_TEXTS = ("txt", "csv", "md", "textile", "vtt", "webvtt", "diff", "patch", "json")
_DOCUMENTS = ("pdf", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp")
_MEDIA = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webm", "mp4", "ogg", "mp3", "m4a", "wav", "gltf", "glb")
_FONTS = ("eot", "ttf", "woff", "woff2", "otf")
IN_CONTENT = frozenset({*_TEXTS, *_DOCUMENTS, *_MEDIA, *_FONTS})
IN_LIBRARIES = IN_CONTENT | frozenset({"js", "css", "svg", "xml"})
CONTENT = "content/"
CHUNK = 64 * 1024

# The end of the central directory and the locator of its zip64 sibling (APPNOTE 4.3.15 and 4.3.16).
_END = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR = 20
_LONGEST_COMMENT = 0xFFFF
_LOCAL_HEADER = 30
# Control signs, and those that turn the direction of what is read.
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")


class Archive:
    """A ZIP archive whose list of entries has passed every check; `names` are those that will be used."""

    def __init__(self, file: IO[bytes], *, limits: Limits = LIMITS) -> None:
        self._limits = limits
        _check_end(file, limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise NotAnArchive from error
        self._entries = {_name(entry): entry for entry in _checked(self._zip.infolist(), limits)}

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


def _check_end(file: IO[bytes], limits: Limits) -> None:
    """Refuse by the archive's last record, before its list is read into memory."""
    size = file.seek(0, 2)
    if size > limits.package:
        raise TooLarge(size=size, limit=limits.package)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT - _ZIP64_LOCATOR))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise NotAnArchive
    *_disks, entries, directory, _offset, _comment = _END.unpack_from(tail, at)
    # Nothing within the limits needs zip64, whose second count could contradict the first.
    zip64 = tail[max(0, at - _ZIP64_LOCATOR) : at].startswith(b"PK\x06\x07")
    if zip64 or entries > limits.entries or directory > limits.directory:
        raise TooManyEntries(limit=limits.entries)


def _checked(entries: list[zipfile.ZipInfo], limits: Limits) -> list[zipfile.ZipInfo]:
    """The entries to be used: files that are not hidden. Every entry is checked, used or not."""
    if len(entries) > limits.entries:
        raise TooManyEntries(limit=limits.entries)
    for entry in entries:
        _check_name(_name(entry), limits)
        _check_nature(entry)
        _check_size(entry, limits)
    _check_twins(entries)
    _check_overlap(entries)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UnpackedTooLarge(limit=limits.unpacked)
    used = [entry for entry in entries if not entry.is_dir() and not _hidden(_name(entry))]
    for entry in used:
        _check_kind(_name(entry))
    return used


def _name(entry: zipfile.ZipInfo) -> str:
    """As it stands in the archive: zipfile's own cuts at NUL."""
    return entry.orig_filename


def _check_name(name: str, limits: Limits) -> None:
    steps = name.removesuffix("/").split("/")
    if _UNREADABLE.search(name) or _DRIVE.match(name) or any(step.strip(" .") == "" for step in steps):
        raise UnsafeName(entry=ascii(name)[1:-1][: limits.name])
    if len(name.encode()) > limits.name or len(steps) > limits.depth:
        raise NameTooLong(entry=name[: limits.name])


def _check_nature(entry: zipfile.ZipInfo) -> None:
    name, kind = _name(entry), stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise NotAFile(entry=name)
    # Bits 0, 6 and 13: encrypted, strongly encrypted, masked headers (APPNOTE 4.4.4).
    if entry.flag_bits & 0x2041:
        raise Encrypted(entry=name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnknownMethod(entry=name)


def _check_size(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.file_size > limits.file:
        raise FileTooLarge(entry=_name(entry), limit=limits.file)
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * entry.compress_size:
        raise PackedTooTightly(entry=_name(entry), limit=limits.ratio)


def _check_twins(entries: list[zipfile.ZipInfo]) -> None:
    """No name twice, no file that is a folder as well, on file systems that fold case and accents too."""
    files: set[str] = set()
    folders: set[str] = set()
    for entry in entries:
        name = unicodedata.normalize("NFKC", _name(entry).removesuffix("/")).casefold()
        above = list(accumulate(name.split("/")[:-1], lambda path, step: f"{path}/{step}"))
        if name in files or (name in folders and not entry.is_dir()) or files.intersection(above):
            raise NameTwice(entry=_name(entry))
        folders.update([*above, name] if entry.is_dir() else above)
        if not entry.is_dir():
            files.add(name)


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(ordered):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > following.header_offset:
            raise Overlapping(entry=_name(following))


def _hidden(name: str) -> bool:
    return any(step.startswith((".", "_")) for step in name.split("/"))


def _check_kind(name: str) -> None:
    stem, dot, extension = name.rpartition("/")[2].rpartition(".")
    allowed = IN_CONTENT if name.startswith(CONTENT) else IN_LIBRARIES
    if not (stem and dot) or extension.lower() not in allowed:
        raise KindNotAllowed(entry=name)
