"""Archives that no honest tool writes."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.factories.packages import LIBRARY, MANIFEST, small

END = b"PK\x05\x06"
LISTED = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"


def with_entry(name: str, held: bytes = b"x", **attributes: Any) -> BytesIO:
    """The small package with one more entry, whose record in the archive is as given."""
    archive = small()
    with zipfile.ZipFile(archive, "a") as target:
        entry = zipfile.ZipInfo("placeholder.png")
        entry.filename = name
        for attribute, value in attributes.items():
            setattr(entry, attribute, value)
        target.writestr(entry, held)
    archive.seek(0)
    return archive


def renamed(name: str) -> BytesIO:
    """With an entry whose name zipfile would not write: the bytes are put in the place of others as long."""
    stand_in = "Z" * len(name.encode())
    return BytesIO(with_entry(stand_in).getvalue().replace(stand_in.encode(), name.encode()))


def twice(*names: str) -> BytesIO:
    archive = small()
    with pytest.MonkeyPatch.context() as patch, zipfile.ZipFile(archive, "a") as target:
        patch.setattr("warnings.warn", lambda *_given, **_more: None)
        for name in names:
            target.writestr(name, b"x")
    archive.seek(0)
    return archive


def directory_changed(change: Callable[[bytearray, int], None], *, entry: str = "content/content.json") -> BytesIO:
    """The small package with the central directory's record of `entry` changed in place."""
    data = bytearray(small().getvalue())
    at = data.rfind(entry.encode()) - 46
    assert data[at : at + 4] == LISTED
    change(data, at)
    return BytesIO(data)


def header_changed(change: Callable[[bytearray, int], None], *, entry: str = "content/content.json") -> BytesIO:
    """The small package with the header in front of `entry` changed in place."""
    data = bytearray(small().getvalue())
    at = data.find(entry.encode()) - 30
    assert data[at : at + 4] == LOCAL
    change(data, at)
    return BytesIO(data)


def both_changed(listed: Callable[[bytearray, int], None], header: Callable[[bytearray, int], None]) -> BytesIO:
    """A lie that is told in both places."""
    data = bytearray(directory_changed(listed).getvalue())
    header(data, data.find(b"content/content.json") - 30)
    return BytesIO(data)


def put(form: str, offset: int, value: int) -> Callable[[bytearray, int], None]:
    """Write a value at an offset of the record."""
    return lambda data, at: struct.pack_into(form, data, at + offset, value)


def raised(form: str, offset: int, by: int) -> Callable[[bytearray, int], None]:
    """Raise the value at an offset of the record."""

    def change(data: bytearray, at: int) -> None:
        struct.pack_into(form, data, at + offset, struct.unpack_from(form, data, at + offset)[0] + by)

    return change


def end_changed(**values: int) -> BytesIO:
    """The small package whose last record says something else: entries, size, offset."""
    data = bytearray(small().getvalue())
    at = data.rfind(END)
    for name, value in values.items():
        for form, offset in {"entries": [("<H", 8), ("<H", 10)], "size": [("<L", 12)], "offset": [("<L", 16)]}[name]:
            struct.pack_into(form, data, at + offset, value)
    return BytesIO(data)


def broken_bytes() -> BytesIO:
    data = bytearray(small(**{"content__a.txt": "abc" * 200}).getvalue())
    at = data.find(b"content/a.txt") + len("content/a.txt")
    data[at : at + 8] = b"\xff" * 8
    return BytesIO(data)


def as_zip64(archive: BytesIO, *, refer: bool = True, **changes: int) -> BytesIO:
    """With the records that zip64 adds at the end; the older record refers to them, or repeats them."""
    data = archive.getvalue()
    at = data.rfind(END)
    _sign, *disks, entries, size, offset, _comment = struct.unpack("<4s4H2LH", data[at:])
    entries = disks.pop()
    said = {"entries": entries, "size": size, "offset": offset} | changes
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, said["entries"], said["entries"], said["size"], said["offset"]
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    everywhere = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    end = struct.pack("<4s4H2LH", END, 0, 0, *(everywhere if refer else (entries, entries, size, offset)), 0)
    return BytesIO(data[:at] + record + locator + end)


def _record(name: str, crc: int, packed: int, unpacked: int) -> bytes:
    """What the header and the list have in common, without their signs."""
    return struct.pack("<5H3L2H", 20, 0, zipfile.ZIP_DEFLATED, 0, 33, crc, packed, unpacked, len(name), 0)


def _listed(name: str, common: bytes, offset: int) -> bytes:
    return LISTED + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, offset) + name.encode()


def quoted(count: int = 40, kernel: int = 1_000_000) -> BytesIO:
    """A bomb whose entries each quote the header of the next as their own text, and share all that follows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream, text = packer.compress(b"0" * kernel) + packer.flush(), b"0" * kernel
    names = [f"content/{number}.txt" for number in range(count)]
    records, headers = [], b""
    for name in reversed(names):
        if headers:
            quote = struct.pack("<B2H", 0, len(headers), len(headers) ^ 0xFFFF) + headers
            stream, text = quote + stream, headers + text
        common = _record(name, zlib.crc32(text), len(stream), len(text))
        headers = LOCAL + common + name.encode()
        records.append((name, common, len(headers) + len(stream)))
    whole = headers + stream
    listed = b"".join(_listed(name, common, len(whole) - behind) for name, common, behind in records)
    return BytesIO(whole + listed + struct.pack("<4s4H2LH", END, 0, 0, count, count, len(listed), len(whole), 0))


def one_for_all(count: int = 4_000, size: int = 100_000) -> BytesIO:
    """A bomb whose entries are all the same bytes under other names."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(b"0" * size) + packer.flush()
    common = _record("content/0000.txt", zlib.crc32(b"0" * size), len(stream), size)
    whole = LOCAL + common + b"content/0000.txt" + stream
    listed = b"".join(_listed(f"content/{number:04}.txt", common, 0) for number in range(count))
    return BytesIO(whole + listed + struct.pack("<4s4H2LH", END, 0, 0, count, count, len(listed), len(whole), 0))


def library(**changes: Any) -> dict[str, Any]:
    return {"Test.Small-1.2__library.json": LIBRARY | changes}


def manifest(**changes: Any) -> dict[str, Any]:
    return {"h5p.json": MANIFEST | changes}
