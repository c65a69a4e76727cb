"""Packages made to cost more than they weigh: refused within the time and memory that are promised."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.courses.packages.confined import MEMORY
from tests.factories.broken_packages import END, as_zip64, one_for_all, quoted
from tests.factories.packages import SMALL, packed, small
from tests.lint.sources import ROOT

SECONDS = 5
MB = 1024 * 1024
Told = dict[str, Any]


def loose(parameters: bytes) -> BytesIO:
    """Not compressed, so that nothing but the size of its content speaks against it."""
    return packed({**SMALL, "content/content.json": parameters}, method=zipfile.ZIP_STORED)


BOMBS: dict[str, tuple[Callable[[], BytesIO], str]] = {
    "one file of zeros": (lambda: small(**{"content__a.txt": b"0" * 15 * MB}), "PackedTooTightly"),
    "one file beyond every limit": (lambda: small(**{"content__a.txt": b"0" * 20 * MB}), "FileTooLarge"),
    "many small zeros": (
        lambda: packed({f"content/{number}.txt": b"0" * 200_000 for number in range(1_400)}), "UnpackedTooLarge",
    ),
    "quotations": (quoted, "PackedTooTightly"),
    "small quotations": (lambda: quoted(300, 100_000), "Overlapping"),
    "one for all": (lambda: one_for_all(2_000), "Overlapping"),
    "more entries than counted": (lambda: one_for_all(50_000, 10), "TooManyEntries"),
    "a list without end": (lambda: as_zip64(small(), entries=4, size=1 << 40), "TooManyEntries"),
    "nothing but ends": (lambda: BytesIO(b"PK\x03\x04" + END * 12 * MB), "NotAnArchive"),
    "wide content": (lambda: loose(b"[" + b"{}," * MB + b"{}]"), "TooManyParts"),
    "deep content": (lambda: loose(b'{"a":' * 150_000 + b"1" + b"}" * 150_000), "TooDeep"),
    "names that differ late": (
        lambda: packed({f"content/{'a/' * 10}{'b' * 100}{number}.txt": b"" for number in range(4_900)}), "Missing",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """What came of every bomb, all imported by one process with a limited memory."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _said) in BOMBS.items():
        (folder / f"{name}.h5p").write_bytes(make().getvalue())
    command = [sys.executable, "-W", "ignore", "-m", "tests.courses.packages.confined"]
    told = subprocess.run(
        [*command, *map(str, sorted(folder.iterdir()))], cwd=ROOT, env={**os.environ, "DATABASE_URL": "sqlite:///:memory:"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-500:]
    return {line["package"]: line for line in map(json.loads, told.stdout.splitlines())}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time_and_within_the_memory_allowed(name: str, came: dict[str, Told]):
    assert came[name]["said"] == BOMBS[name][1]
    assert came[name]["seconds"] < SECONDS
    assert came[name]["memory"] < MEMORY
