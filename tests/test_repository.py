"""The promises of the repository itself: what lies where, what the two commands need, what must never be committed."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.lint.sources import ROOT

TOP_LEVEL = {
    *("lms", "courses", "certificates", "cms", "tests", "docs"),
    *("manage.py", "pyproject.toml", "package.json", "Makefile", "compose.yaml", "LICENSE"),
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ".ci/run"),
}
COMMANDS = {"demo", "demo-reset", "test", "lint", "bench", "lock", "messages", "clean"}
SHELL = ("bin/prepare", ".ci/run", "tests/lint/run")
# Spelled apart, so that this file does not hold what it forbids.
PATHS_OF_ONE_MACHINE = re.compile("|".join(["/" + "work/", "/root" + "/", "/opt" + "/pypi"]))
REGISTRIES = re.compile("|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)"]))
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@cache
def tracked() -> tuple[Path, ...]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text()))
        except UnicodeDecodeError:
            continue
    return found


def test_everything_lies_where_a_newcomer_looks() -> None:
    assert {name for name in TOP_LEVEL if not (ROOT / name).exists()} == set()


def test_the_promised_commands_exist_and_are_explained() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) >= COMMANDS
    explained = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    assert {name for name in COMMANDS if f"make {name}" not in explained} == set()


@pytest.mark.parametrize("name", SHELL)
def test_scripts_can_be_run(name: str) -> None:
    assert (ROOT / name).read_text().startswith("#!")
    assert subprocess.run(["bash", "-n", str(ROOT / name)], check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize("name", SHELL)
def test_scripts_are_free_of_the_known_traps(name: str) -> None:
    checked = subprocess.run(["shellcheck", str(ROOT / name)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_locked_package_has_its_hash_and_no_index_is_named(name: str) -> None:
    lock = (ROOT / f"requirements/{name}.txt").read_text()
    entries = [entry for entry in re.split(r"\n(?=\S)", lock) if not entry.startswith("#")]
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"^\s*-{1,2}(?:index|extra-index|find-links|trusted)\S*", lock, re.MULTILINE) == []


def test_development_runs_on_the_versions_of_production() -> None:
    pins = {name: set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS}
    assert pins[LOCKS[0]] <= pins[LOCKS[1]]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert [name for name, text in texts() if PATHS_OF_ONE_MACHINE.search(text)] == []


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in texts() if REGISTRIES.search(text)] == []


def test_nothing_that_is_made_is_kept() -> None:
    made = {".mo", ".pyc", ".sqlite3", ".log"}
    assert [path for path in tracked() if path.suffix in made or "node_modules" in path.parts] == []


def test_documents_point_at_files_that_exist() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in tracked()
        if path.suffix == ".md"
        for link in LINK.findall(path.read_text())
        if not (path.parent / link).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_doubles_and_listed() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("[0-9]*.md")]
    assert numbers
    assert len(numbers) == len(set(numbers))
    index = (ROOT / "docs/decisions/README.md").read_text()
    assert [number for number in numbers if f"[{number}]" not in index] == []


def test_the_scripts_can_be_executed() -> None:
    assert all(os.access(ROOT / name, os.X_OK) for name in ("bin/prepare", ".ci/run"))
