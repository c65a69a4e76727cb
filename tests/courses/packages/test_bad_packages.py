"""Every kind of package that must not come in: one line that names the entry and the rule, and nothing left."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from courses.packages import refusals, storing
from courses.packages.actions import import_package
from courses.packages.limits import LIMITS
from courses.packages.models import Content
from courses.packages.refusals import PackageRefused
from lms.audit.models import AuditEntry
from tests.factories.broken_packages import (
    another_method,
    broken_bytes,
    directory_changed,
    encrypted,
    library,
    longer_than_said,
    manifest,
    on_top_of_the_first,
    renamed,
    shorter_than_said,
    twice,
    with_entry,
    with_zip64,
)
from tests.factories.learning import BEFORE
from tests.factories.packages import MANIFEST, small

pytestmark = pytest.mark.django_db
TIGHT = replace(LIMITS, package=20_000, file=5_000, unpacked=8_000, entries=12, ratio_from=1_000, manifest=4_000)
LONG = bytes(range(256)) * 20


def stored_files() -> list[Path]:
    root = Path(storing.private().path(storing.SHELF))
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


@pytest.fixture(autouse=True)
def _private_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


DEPENDENCY = {"machineName": "Test.Missing", "majorVersion": 1, "minorVersion": 0}

BAD: dict[str, tuple[Callable[[], BytesIO], type[PackageRefused], str]] = {
    "nothing at all": (lambda: BytesIO(b""), refusals.NotAnArchive, "ZIP"),
    "a text": (lambda: BytesIO(b"Hello " * 99), refusals.NotAnArchive, "ZIP"),
    "cut short": (lambda: BytesIO(small().getvalue()[:-30]), refusals.NotAnArchive, "ZIP"),
    "its beginning lost": (lambda: BytesIO(small().getvalue()[-80:]), refusals.NotAnArchive, "ZIP"),
    "too large": (lambda: small(content__a_txt=b""), refusals.TooLarge, "10"),
    "too many entries": (
        lambda: small(**{f"content__{number}.txt": "x" for number in range(12)}), refusals.TooManyEntries, "12",
    ),
    "two counts of entries": (with_zip64, refusals.TooManyEntries, "12"),
    "a file too large": (lambda: small(**{"content__a.txt": LONG}), refusals.FileTooLarge, "content/a.txt"),
    "unpacked too large": (
        lambda: small(**{f"content__{number}.bin.txt": bytes(range(250)) * 15 for number in range(3)}),
        refusals.UnpackedTooLarge, "8000",
    ),
    "a bomb": (lambda: small(**{"content__a.txt": b"0" * 4_999}), refusals.PackedTooTightly, "content/a.txt"),
    "climbing out": (lambda: with_entry("../a.png"), refusals.UnsafeName, "../a.png"),
    "climbing in the middle": (lambda: with_entry("content/../../a.png"), refusals.UnsafeName, "content/../../a.png"),
    "from the root": (lambda: with_entry("/etc/a.png"), refusals.UnsafeName, "/etc/a.png"),
    "from a drive": (lambda: with_entry("C:/a.png"), refusals.UnsafeName, "C:/a.png"),
    "a backslash": (lambda: renamed("content\\..\\a.png"), refusals.UnsafeName, "a.png"),
    "NUL in a name": (lambda: renamed("content/a.js\0.png"), refusals.UnsafeName, "content/a.js\\x00.png"),
    "a line's end in a name": (lambda: renamed("content/a\n.png"), refusals.UnsafeName, "content/a\\n.png"),
    "a name that turns": (lambda: with_entry("content/\u202egpj.js"), refusals.UnsafeName, "\\u202e"),
    "an empty step": (lambda: with_entry("content//a.png"), refusals.UnsafeName, "content//a.png"),
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
    "a link": (
        lambda: with_entry("content/a.png", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16),
        refusals.NotAFile, "content/a.png",
    ),
    "a device": (
        lambda: with_entry("content/a.png", b"", external_attr=(stat.S_IFCHR | 0o666) << 16),
        refusals.NotAFile, "content/a.png",
    ),
    "encrypted": (lambda: directory_changed(encrypted), refusals.Encrypted, "content/content.json"),
    "another method": (lambda: directory_changed(another_method), refusals.UnknownMethod, "content/content.json"),
    "bytes used twice": (lambda: directory_changed(on_top_of_the_first), refusals.Overlapping, ""),
    "longer than said": (lambda: directory_changed(longer_than_said), refusals.Damaged, "content/content.json"),
    "shorter than said": (lambda: directory_changed(shorter_than_said), refusals.Damaged, "content/content.json"),
    "broken bytes": (broken_bytes, refusals.Damaged, "content/a.txt"),
    "a page": (lambda: small(**{"content__a.html": "<p>"}), refusals.KindNotAllowed, "content/a.html"),
    "a program": (lambda: small(**{"Test.Small-1.2__a.php": "<?"}), refusals.KindNotAllowed, "Test.Small-1.2/a.php"),
    "a program at the top": (lambda: small(**{"a.exe": "MZ"}), refusals.KindNotAllowed, "a.exe"),
    "a script in content": (lambda: small(**{"content__a.js": "1"}), refusals.KindNotAllowed, "content/a.js"),
    "a drawing in content": (lambda: small(**{"content__a.svg": "<svg>"}), refusals.KindNotAllowed, "content/a.svg"),
    "no kind": (lambda: small(content__a="x"), refusals.KindNotAllowed, "content/a"),
    "a kind in capitals": (lambda: small(**{"content__a.PHP": "x"}), refusals.KindNotAllowed, "content/a.PHP"),
    "no manifest": (lambda: small(**{"h5p.json": None}), refusals.Missing, "h5p.json"),
    "no content": (lambda: small(**{"content__content.json": None}), refusals.Missing, "content/content.json"),
    "a manifest that is none": (lambda: small(**{"h5p.json": "{"}), refusals.NotJSON, "h5p.json"),
    "a manifest too large": (
        lambda: small(**{"h5p.json": json.dumps(MANIFEST) + " " * 4_000}), refusals.FileTooLarge, "h5p.json",
    ),
    "a list for a manifest": (lambda: small(**{"h5p.json": []}), refusals.WrongManifest, "h5p.json"),
    "not a number": (lambda: small(**{"content__content.json": "[NaN]"}), refusals.NotJSON, "content/content.json"),
    "half a sign": (lambda: small(**{"content__content.json": '"\\ud800"'}), refusals.NotJSON, "content/content.json"),
    "bytes that are no text": (lambda: small(**{"content__content.json": b'"\xff"'}), refusals.NotJSON, "content.json"),
    "content that is a list": (lambda: small(**{"content__content.json": []}), refusals.WrongManifest, "content.json"),
    "no title": (lambda: small(**manifest(title="")), refusals.WrongManifest, "title"),
    "a language that is none": (lambda: small(**manifest(language="../x")), refusals.WrongManifest, "language"),
    "no such embedding": (lambda: small(**manifest(embedTypes=["object"])), refusals.WrongManifest, "embedTypes"),
    "a main library that is a path": (
        lambda: small(**manifest(mainLibrary="../Test.Small")), refusals.WrongManifest, "mainLibrary",
    ),
    "a main library among no others": (
        lambda: small(**manifest(mainLibrary="Test.Other")), refusals.WrongManifest, "mainLibrary",
    ),
    "a version that is none": (
        lambda: small(**manifest(preloadedDependencies=[DEPENDENCY | {"majorVersion": "1.0"}])),
        refusals.WrongManifest, "preloadedDependencies.0.majorVersion",
    ),
    "no library": (
        lambda: small(**{"Test.Small-1.2__library.json": None}), refusals.MissingLibrary, "Test.Small 1.2",
    ),
    "a library missing": (
        lambda: small(**library(preloadedDependencies=[DEPENDENCY])), refusals.MissingLibrary, "Test.Missing 1.0",
    ),
    "a library missing that the content names": (
        lambda: small(**{"content__content.json": {"a": [{"library": "Test.Missing 1.0", "params": {}}]}}),
        refusals.MissingLibrary, "Test.Missing 1.0",
    ),
    "a library under another's name": (
        lambda: small(**library(machineName="Test.Large")), refusals.WrongLibrary, "Test.Large 1.2",
    ),
    "a library of another version": (
        lambda: small(**library(minorVersion=3)), refusals.WrongLibrary, "Test.Small 1.3",
    ),
    "a library that is not run by itself": (
        lambda: small(**library(runnable=0)), refusals.NotRunnable, "Test.Small",
    ),
    "a script missing": (
        lambda: small(**{"Test.Small-1.2__small.js": None}), refusals.Missing, "Test.Small-1.2/small.js",
    ),
    "a script out of the library": (
        lambda: small(**library(preloadedJs=[{"path": "../../../a.js"}])), refusals.Missing, "../../../a.js",
    ),
    "a script from elsewhere": (
        lambda: small(**library(preloadedJs=[{"path": "https://evil.example/a.js"}])), refusals.Missing, "evil.example",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_package_is_refused_in_one_line_and_leaves_nothing(kind: str):
    make, refusal, named = BAD[kind]
    limits = replace(TIGHT, package=10) if kind == "too large" else TIGHT
    with pytest.raises(PackageRefused) as refused:
        import_package(file=make(), by=None, at=BEFORE, limits=limits)
    assert type(refused.value) is refusal, str(refused.value)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)
    assert stored_files() == []
    assert not Content.objects.exists()
    assert not AuditEntry.objects.filter(action="content.imported").exists()


def test_json_deeper_than_can_be_read_is_refused():
    held = small(**{"content__content.json": "[" * 200_000 + "]" * 200_000})
    with pytest.raises(refusals.NotJSON):
        import_package(file=held, by=None, at=BEFORE, limits=replace(LIMITS, ratio=2_000))


def test_a_manifest_in_another_of_unicodes_encodings_is_read():
    content = import_package(file=small(**{"h5p.json": json.dumps(MANIFEST).encode("utf-16")}), by=None, at=BEFORE)
    assert content.title == "Small"


def test_the_command_prints_kind_and_id_or_one_line_and_fails(tmp_path: Path):
    good, bad = tmp_path / "good.h5p", tmp_path / "bad.h5p"
    good.write_bytes(small().getvalue())
    bad.write_bytes(with_entry("../a.png").getvalue())
    out, errors = StringIO(), StringIO()
    call_command("import_package", str(good), stdout=out)
    assert out.getvalue() == f"h5p {Content.objects.get().pk}\n"
    with pytest.raises(SystemExit) as ended:
        call_command("import_package", str(bad), stderr=errors)
    assert ended.value.code == 2
    assert errors.getvalue().count("\n") == 1
    assert "../a.png" in errors.getvalue()
    assert Content.objects.count() == 1
