"""Archives that no honest tool writes."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.factories.packages import LIBRARY, MANIFEST, small


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
    assert data[at : at + 4] == b"PK\x01\x02"
    change(data, at)
    return BytesIO(data)


def encrypted(data: bytearray, at: int) -> None:
    data[at + 8] |= 1


def another_method(data: bytearray, at: int) -> None:
    struct.pack_into("<H", data, at + 10, zipfile.ZIP_LZMA)


def longer_than_said(data: bytearray, at: int) -> None:
    size = struct.unpack_from("<L", data, at + 24)[0]
    struct.pack_into("<L", data, at + 24, size - 5)


def shorter_than_said(data: bytearray, at: int) -> None:
    struct.pack_into("<L", data, at + 24, 900)


def on_top_of_the_first(data: bytearray, at: int) -> None:
    struct.pack_into("<L", data, at + 42, 0)


def broken_bytes() -> BytesIO:
    data = bytearray(small(**{"content__a.txt": "abc" * 200}).getvalue())
    at = data.find(b"content/a.txt") + len("content/a.txt")
    data[at : at + 8] = b"\xff" * 8
    return BytesIO(data)


def with_zip64() -> BytesIO:
    data = small().getvalue()
    at = data.rfind(b"PK\x05\x06")
    return BytesIO(data[:at] + b"PK\x06\x07" + b"\0" * 16 + data[at:])


def library(**changes: Any) -> dict[str, Any]:
    return {"Test.Small-1.2__library.json": LIBRARY | changes}


def manifest(**changes: Any) -> dict[str, Any]:
    return {"h5p.json": MANIFEST | changes}
