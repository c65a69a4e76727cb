"""How an archive is laid out: its last records, and the header before each entry, must tell what its list tells.

Sizes and offsets are those of APPNOTE.TXT 6.3.10: 4.3.7 (local header), 4.3.14 to 4.3.16 (the records at the end).
"""

import struct
import zipfile
from dataclasses import dataclass
from typing import IO

from courses.packages.limits import Limits
from courses.packages.names import name_of
from courses.packages.refusals import HeadersDiffer, NotAnArchive, Overlapping, TooLarge, TooManyEntries

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
_ELSEWHERE = {16: 0xFFFF, 32: 0xFFFFFFFF}
"""A field of so many bits that refers to its zip64 sibling."""
_SIZES_FOLLOW = 1 << 3
_UTF8 = 1 << 11


@dataclass(frozen=True)
class Directory:
    """The archive's list of entries: how many it says it has, and where it lies."""

    entries: int
    size: int
    offset: int


def directory_of(file: IO[bytes], limits: Limits) -> Directory:
    """Refuse by the archive's last records, before its list is read into memory."""
    size = file.seek(0, 2)
    if size > limits.package:
        raise TooLarge(size=size, limit=limits.package)
    start = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise NotAnArchive
    _sign, disk, first, here, entries, length, offset, comment = _END.unpack_from(tail, at)
    if disk != first or at + _END.size + comment != len(tail):
        raise NotAnArchive
    said = Directory(entries, length, offset)
    found, end = _zip64(file, start + at, said) or (said, start + at)
    if found.entries > limits.entries or found.size > limits.directory:
        raise TooManyEntries(limit=limits.entries)
    # Nothing lies before the archive, after its list or between its parts that another reader could take for it.
    if found.offset + found.size != end or (found is said and here != entries):
        raise NotAnArchive
    return found


def _zip64(file: IO[bytes], end: int, said: Directory) -> tuple[Directory, int] | None:
    """The list's place as zip64 tells it, and where its own record begins; nothing for an archive without zip64."""
    file.seek(max(0, end - _LOCATOR.size))
    locator = file.read(_LOCATOR.size)
    if not locator.startswith(b"PK\x06\x07") or len(locator) != _LOCATOR.size:
        return None
    at, size = _LOCATOR.unpack(locator)[2], file.seek(0, 2)
    file.seek(min(at, size))
    record = file.read(_END_64.size)
    if len(record) != _END_64.size or not record.startswith(b"PK\x06\x06"):
        raise NotAnArchive
    length, *_versions, here, entries, directory, offset = _END_64.unpack(record)[1:]
    found = Directory(entries, directory, offset)
    if here != entries or at + 12 + length + _LOCATOR.size != end or not _agree(said, found):
        raise NotAnArchive
    return found, at


def _agree(said: Directory, found: Directory) -> bool:
    """Each field of the older record says the same as the newer, or refers to it."""
    fields = ((said.entries, found.entries, 16), (said.size, found.size, 32), (said.offset, found.offset, 32))
    return all(old in (new, _ELSEWHERE[bits]) for old, new, bits in fields)


def check_layout(file: IO[bytes], entries: list[zipfile.ZipInfo], end: int) -> None:
    """Every header in front of an entry agrees with the list, and no two entries share bytes; `end` is the list's."""
    beyond = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < beyond:
            raise Overlapping(entry=name_of(entry))
        beyond = entry.header_offset + _header_size(file, entry) + entry.compress_size
        if beyond > end:
            raise Overlapping(entry=name_of(entry))


def _header_size(file: IO[bytes], entry: zipfile.ZipInfo) -> int:
    file.seek(entry.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) != _LOCAL.size:
        raise HeadersDiffer(entry=name_of(entry))
    sign, _version, flags, method, _time, _date, *sizes, name, extra = _LOCAL.unpack(header)
    same = (
        sign == b"PK\x03\x04"
        and method == entry.compress_type
        and not (flags ^ entry.flag_bits) & (1 | _SIZES_FOLLOW | _UTF8)
        and file.read(name) == name_of(entry).encode("utf-8" if flags & _UTF8 else "cp437")
    )
    if not (same and _sizes_agree(entry, flags, *sizes)):
        raise HeadersDiffer(entry=name_of(entry))
    return _LOCAL.size + int(name) + int(extra)


def _sizes_agree(entry: zipfile.ZipInfo, flags: int, crc: int, packed: int, unpacked: int) -> bool:
    """What is written before its bytes are known says nothing; a size may be left to the zip64 field."""
    if flags & _SIZES_FOLLOW:
        return True
    wanted = ((packed, entry.compress_size), (unpacked, entry.file_size))
    return crc == entry.CRC and all(said in (known, _ELSEWHERE[32]) for said, known in wanted)
