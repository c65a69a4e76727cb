"""Every kind of package that must not come in: one line that names the entry and the rule, and nothing left."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any, cast

import pytest
from django.apps import apps
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.packages import refusals
from courses.packages.actions import import_package
from courses.packages.archive import Archive
from courses.packages.limits import LIMITS
from courses.packages.models import Content
from courses.packages.refusals import PackageRefused
from lms.audit.models import AuditEntry
from tests.courses.packages.bad_archives import BAD_ARCHIVES
from tests.courses.packages.bad_courseware import BAD_COURSEWARE
from tests.courses.packages.bad_h5p import BAD_H5P
from tests.factories.broken_packages import as_zip64, with_entry
from tests.factories.learning import BEFORE
from tests.factories.packages import MANIFEST, SMALL, small

pytestmark = pytest.mark.django_db
TIGHT = replace(LIMITS, package=20_000, file=5_000, unpacked=8_000, entries=12, ratio_from=1_000, manifest=4_000)
BAD = BAD_ARCHIVES | BAD_H5P | BAD_COURSEWARE


@pytest.fixture(autouse=True)
def private(settings: Any, tmp_path: Path) -> Path:
    """A private folder of its own."""
    folder = tmp_path / "private"
    held = {**settings.STORAGES["private"], "OPTIONS": {"location": str(folder), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": held}
    return folder


def left_in(private: Path) -> Iterator[Any]:
    """What an import has left: files, rows of any table of packages, entries of the audit log."""
    yield from (path for path in private.rglob("*") if path.is_file())
    for model in apps.get_app_config("packages").get_models():
        yield from model._default_manager.all()
    yield from AuditEntry.objects.filter(action__endswith=".imported")


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_package_is_refused_in_one_line_and_leaves_nothing(kind: str, private: Path):
    make, refusal, named = BAD[kind]
    with pytest.raises(PackageRefused) as refused:
        import_package(file=make(), by=None, at=BEFORE, limits=TIGHT)
    assert type(refused.value) is refusal, str(refused.value)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)
    assert list(left_in(private)) == []


def test_a_package_larger_than_allowed_is_refused_unread(private: Path):
    with pytest.raises(refusals.TooLarge, match="at most 10"):
        import_package(file=small(), by=None, at=BEFORE, limits=replace(TIGHT, package=10))
    assert list(left_in(private)) == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_a_package_with_changed_bytes_is_refused_or_sound(changes: list[tuple[int, bytes]]):
    """Nothing else ever comes of it: no other error, and no bytes but those that the list vouches for."""
    data = bytearray(small(**{"content__a.txt": "abc" * 50}).getvalue())
    for place, written in changes:
        at = place % len(data)
        data[at : at + len(written)] = written
    try:
        archive = Archive(BytesIO(data))
        for name in archive.names:
            archive.read(name, limit=LIMITS.file)
    except PackageRefused as refused:
        str(refused)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes):
    with pytest.raises(PackageRefused):
        Archive(BytesIO(b"PK\x03\x04" + data))


def test_an_archive_with_the_records_of_zip64_is_read():
    assert Archive(as_zip64(small())).names == sorted(SMALL)
    assert Archive(as_zip64(small(), refer=False)).names == sorted(SMALL)


def test_an_archive_written_to_a_pipe_with_its_sizes_behind_is_read():
    written = BytesIO()

    class Pipe:
        def write(self, data: bytes) -> int:
            return written.write(data)

        def flush(self) -> None:
            return None

    with zipfile.ZipFile(cast(IO[bytes], Pipe()), "w", zipfile.ZIP_DEFLATED) as target:
        for name, held in SMALL.items():
            target.writestr(name, held if isinstance(held, str) else json.dumps(held))
    assert import_package(file=written, by=None, at=BEFORE).title == "Small"


def test_names_in_any_script_are_read():
    names = ["content/보고서 1.png", "content/تقرير.png", "content/50% done.png", "content/a..b.png"]
    archive = Archive(small(**dict.fromkeys(names, b"\x89PNG\r\n\x1a\n")))
    assert set(names) < set(archive.names)


def test_a_picture_may_go_by_another_kind_of_picture():
    archive = Archive(small(**{"content__a.png": b"\xff\xd8\xff\xe0", "content__b.jpg": b""}))
    assert archive.read("content/a.png", limit=100)
    assert archive.read("content/b.jpg", limit=100) == b""


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
