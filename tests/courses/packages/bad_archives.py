"""Archives that must not come in, whatever they hold: how each is made, why it is refused, what the line names."""

import stat
import zipfile
from collections.abc import Callable
from io import BytesIO

from courses.packages import refusals
from courses.packages.refusals import PackageRefused
from tests.factories.broken_packages import (
    as_zip64,
    both_changed,
    broken_bytes,
    directory_changed,
    end_changed,
    header_changed,
    put,
    quoted,
    raised,
    renamed,
    twice,
    with_entry,
)
from tests.factories.packages import small

Bad = dict[str, tuple[Callable[[], BytesIO], type[PackageRefused], str]]
LONG = bytes(range(256)) * 20
JSON = "content/content.json"
ALIKE = "content/aaaaaaaaaaaa"

UNREADABLE: Bad = {
    "nothing at all": (lambda: BytesIO(b""), refusals.NotAnArchive, "ZIP"),
    "a text": (lambda: BytesIO(b"Hello " * 99), refusals.NotAnArchive, "ZIP"),
    "cut short": (lambda: BytesIO(small().getvalue()[:-30]), refusals.NotAnArchive, "ZIP"),
    "cut in the last record": (lambda: BytesIO(small().getvalue()[:-3]), refusals.NotAnArchive, "ZIP"),
    "its beginning lost": (lambda: BytesIO(small().getvalue()[-80:]), refusals.NotAnArchive, "ZIP"),
    "something before it": (
        lambda: BytesIO(b"#!/bin/sh\n" + small().getvalue()), refusals.NotAnArchive, "ZIP",
    ),
    "something after it": (lambda: BytesIO(small().getvalue() + b"GIF89a"), refusals.NotAnArchive, "ZIP"),
    "a name that is no text": (
        lambda: BytesIO(with_entry(f"content/é{ALIKE}").getvalue().replace("é".encode(), b"\xc0\xae")),
        refusals.NotAnArchive, "ZIP",
    ),
    "a list elsewhere": (lambda: end_changed(offset=3), refusals.NotAnArchive, "ZIP"),
    "a list shorter than said": (lambda: end_changed(size=100), refusals.NotAnArchive, "ZIP"),
    "fewer entries than said": (lambda: end_changed(entries=9), refusals.NotAnArchive, "ZIP"),
    "more entries than said": (lambda: end_changed(entries=1), refusals.NotAnArchive, "ZIP"),
    "two counts of entries": (lambda: as_zip64(small(), refer=False, entries=7), refusals.NotAnArchive, "ZIP"),
    "two places of the list": (lambda: as_zip64(small(), refer=False, offset=5), refusals.NotAnArchive, "ZIP"),
    "a place that no file has": (lambda: as_zip64(small(), offset=1 << 62), refusals.NotAnArchive, "ZIP"),
    "a zip64 record that is not there": (
        lambda: BytesIO(as_zip64(small()).getvalue().replace(b"PK\x06\x06", b"PK\x06\x09")),
        refusals.NotAnArchive, "ZIP",
    ),
    "an archive in many volumes": (
        lambda: BytesIO(small().getvalue().replace(b"PK\x05\x06\0\0", b"PK\x05\x06\1\0")), refusals.NotAnArchive, "ZIP",
    ),
}  # fmt: skip

TOO_MUCH: Bad = {
    "too many entries": (
        lambda: small(**{f"content__{number}.txt": "x" for number in range(12)}), refusals.TooManyEntries, "12",
    ),
    "endlessly many entries": (lambda: as_zip64(small(), entries=1 << 60), refusals.TooManyEntries, "12"),
    "an endless list": (lambda: as_zip64(small(), size=1 << 60), refusals.TooManyEntries, "12"),
    "a file too large": (lambda: small(**{"content__a.txt": LONG}), refusals.FileTooLarge, "content/a.txt"),
    "unpacked too large": (
        lambda: small(**{f"content__{number}.bin.txt": bytes(range(250)) * 15 for number in range(3)}),
        refusals.UnpackedTooLarge, "8000",
    ),
    "a bomb by ratio": (lambda: small(**{"content__a.txt": b"0" * 4_999}), refusals.PackedTooTightly, "content/a.txt"),
    "a bomb in a bomb": (
        lambda: small(**{"content__a.zip": small().getvalue()}), refusals.KindNotAllowed, "content/a.zip",
    ),
    "a bomb of quotations": (lambda: quoted(8, 500), refusals.Overlapping, "content/1.txt"),
    "bytes used twice": (lambda: directory_changed(put("<L", 42, 0)), refusals.Overlapping, ""),
    "an entry that reaches into the list": (
        lambda: both_changed(raised("<L", 20, 90_000), raised("<L", 18, 90_000)), refusals.Overlapping, "",
    ),
}  # fmt: skip

NAMES: Bad = {
    "climbing out": (lambda: with_entry("../a.png"), refusals.UnsafeName, "../a.png"),
    "climbing in the middle": (lambda: with_entry("content/../../a.png"), refusals.UnsafeName, "content/../../a.png"),
    "climbing in code": (lambda: with_entry("content/%2e%2e/%2E%2E/a.png"), refusals.UnsafeName, "%2e%2e/%2E%2E"),
    "a slash in code": (lambda: with_entry("content/..%2f..%2fa.png"), refusals.UnsafeName, "..%2f"),
    "a backslash in code": (lambda: with_entry("content/..%5c..%5ca.png"), refusals.UnsafeName, "..%5c"),
    "climbing in wide signs": (lambda: with_entry("content/．．/a.png"), refusals.UnsafeName, "\\uff0e\\uff0e"),
    "a wide slash": (lambda: with_entry("content/..／..／a.png"), refusals.UnsafeName, "\\uff0f"),
    "from the root": (lambda: with_entry("/etc/a.png"), refusals.UnsafeName, "/etc/a.png"),
    "from a drive": (lambda: with_entry("C:/a.png"), refusals.UnsafeName, "C:/a.png"),
    "from a drive, relative": (lambda: with_entry("c:a.png"), refusals.UnsafeName, "c:a.png"),
    "from another machine": (lambda: with_entry("//server/share/a.png"), refusals.UnsafeName, "//server/share"),
    "from another machine of Windows": (lambda: renamed("\\\\server\\share\\a.png"), refusals.UnsafeName, "share"),
    "a second stream": (lambda: with_entry("content/a.txt:b.png"), refusals.UnsafeName, "a.txt:b.png"),
    "a device of Windows": (lambda: with_entry("content/NUL.png"), refusals.UnsafeName, "content/NUL.png"),
    "a port of Windows": (lambda: with_entry("content/com1/a.png"), refusals.UnsafeName, "content/com1"),
    "a dot at the end": (lambda: with_entry("content/a.png."), refusals.UnsafeName, "content/a.png."),
    "a blank at the end": (lambda: with_entry("content/a.png "), refusals.UnsafeName, "content/a.png "),
    "a backslash": (lambda: renamed("content\\..\\a.png"), refusals.UnsafeName, "a.png"),
    "NUL in a name": (lambda: renamed("content/a.js\0.png"), refusals.UnsafeName, "content/a.js\\x00.png"),
    "a line's end in a name": (lambda: renamed("content/a\n.png"), refusals.UnsafeName, "content/a\\n.png"),
    "a control sign beyond ASCII": (lambda: with_entry("content/\x85.png"), refusals.UnsafeName, "\\x85"),
    "a paragraph's end in a name": (lambda: with_entry("content/a\u2029.png"), refusals.UnsafeName, "\\u2029"),
    "a name that turns": (lambda: with_entry("content/\u202egpj.js"), refusals.UnsafeName, "\\u202e"),
    "a name that is turned apart": (lambda: with_entry("content/\u2067gpj.js"), refusals.UnsafeName, "\\u2067"),
    "an empty step": (lambda: with_entry("content//a.png"), refusals.UnsafeName, "content//a.png"),
    "an empty name": (lambda: with_entry("/"), refusals.UnsafeName, "/"),
    "dots and blanks": (lambda: with_entry("content/. ./a.png"), refusals.UnsafeName, "content/. ./a.png"),
    "an endless name": (lambda: with_entry(f"content/{'a' * 250}.png"), refusals.NameTooLong, "content/aaa"),
    "too deep": (lambda: with_entry(f"content/{'a/' * 20}a.png"), refusals.NameTooLong, "content/a/a"),
    "a name twice": (lambda: twice("content/a.png", "content/a.png"), refusals.NameTwice, "content/a.png"),
    "two cases": (lambda: twice("content/a.png", "content/A.png"), refusals.NameTwice, "content/A.png"),
    "two ways to write an accent": (
        lambda: twice("content/e\u0301.png", "content/\u00e9.png"), refusals.NameTwice, "content/",
    ),
    "a file as a folder": (lambda: twice("content/a.png", "content/a.png/b.png"), refusals.NameTwice, "b.png"),
    "a folder as a file": (lambda: twice("content/a.png/b.png", "content/a.png"), refusals.NameTwice, "a.png"),
}  # fmt: skip

ENTRIES: Bad = {
    "a link": (
        lambda: with_entry("content/a.png", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16),
        refusals.NotAFile, "content/a.png",
    ),
    "a device": (
        lambda: with_entry("content/a.png", b"", external_attr=(stat.S_IFCHR | 0o666) << 16),
        refusals.NotAFile, "content/a.png",
    ),
    "a pipe": (
        lambda: with_entry("content/a.png", b"", external_attr=(stat.S_IFIFO | 0o666) << 16),
        refusals.NotAFile, "content/a.png",
    ),
    "encrypted": (lambda: directory_changed(put("<H", 8, 1)), refusals.Encrypted, JSON),
    "strongly encrypted": (lambda: directory_changed(put("<H", 8, 1 << 6)), refusals.Encrypted, JSON),
    "another method": (lambda: directory_changed(put("<H", 10, zipfile.ZIP_LZMA)), refusals.UnknownMethod, JSON),
    "longer than said": (
        lambda: both_changed(raised("<L", 24, -5), raised("<L", 22, -5)), refusals.Damaged, JSON,
    ),
    "shorter than said": (
        lambda: both_changed(raised("<L", 24, 900), raised("<L", 22, 900)), refusals.Damaged, JSON,
    ),
    "longer packed than it is": (lambda: directory_changed(raised("<L", 20, 1)), refusals.HeadersDiffer, JSON),
    "broken bytes": (broken_bytes, refusals.Damaged, "content/a.txt"),
    "another name in front": (
        lambda: header_changed(lambda data, at: data.__setitem__(at + 30, 67)), refusals.HeadersDiffer, JSON,
    ),
    "another size in front": (lambda: header_changed(put("<L", 22, 3)), refusals.HeadersDiffer, JSON),
    "another method in front": (lambda: header_changed(put("<H", 8, 0)), refusals.HeadersDiffer, JSON),
    "encrypted in front only": (lambda: header_changed(put("<H", 6, 1)), refusals.HeadersDiffer, JSON),
    "no header in front": (lambda: header_changed(put("<H", 2, 0x0909)), refusals.HeadersDiffer, JSON),
}  # fmt: skip

BAD_ARCHIVES: Bad = UNREADABLE | TOO_MUCH | NAMES | ENTRIES
