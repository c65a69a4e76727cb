"""What a machine lacks is told in one line that names the package. The machine here is a folder of commands."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.lint.sources import ROOT

ALWAYS_THERE = ("sh", "dirname", "cat", "cut", "sha256sum", "mkdir", "rm", "find", "sort", "tr", "xargs", "uname")


class Machine:
    def __init__(self, folder: Path) -> None:
        self.commands = folder / "commands"
        self.checkout = folder / "checkout"
        self.commands.mkdir()
        for name in ("bin", "requirements"):
            shutil.copytree(ROOT / name, self.checkout / name)
        shutil.copy(ROOT / "package-lock.json", self.checkout)
        for name in ALWAYS_THERE:
            (self.commands / name).symlink_to(str(shutil.which(name)))
        self.has("id", "echo 1000")

    def has(self, name: str, script: str = "exit 0") -> None:
        write_command(self.commands / name, script)

    def has_environment(self, script: str = "exit 0") -> None:
        """An environment that is made and filled, whose Python does what `script` says."""
        write_command(self.checkout / ".venv/bin/python", script)
        for name in ("runtime", "dev"):
            (self.checkout / f".venv/.installed-{name}").write_text(stamp_of(self.checkout, f"requirements/{name}.txt"))

    def prepares(self, what: str, **environment: str) -> subprocess.CompletedProcess[str]:
        named = {"PATH": str(self.commands)} | environment
        command = [str(self.commands / "sh"), str(self.checkout / "bin/prepare"), what]
        return subprocess.run(command, env=named, capture_output=True, text=True, check=False, timeout=30)


def stamp_of(checkout: Path, name: str) -> str:
    """What `sha256sum NAME | sha256sum` prints in the checkout."""
    return sha256(f"{sha256((checkout / name).read_bytes()).hexdigest()}  {name}\n".encode()).hexdigest()


def write_command(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def the_only_line(run: subprocess.CompletedProcess[str]) -> str:
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    return line


def test_a_machine_without_python_is_told_which_package(machine: Machine) -> None:
    told = the_only_line(machine.prepares("demo"))
    assert "Python 3.11 or newer is missing" in told
    assert "apt-get install python3 python3-venv" in told


def test_a_python_that_is_too_old_does_not_count(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    assert "Python 3.11 or newer is missing" in the_only_line(machine.prepares("demo"))


def test_a_python_without_venv_is_told_which_package(machine: Machine) -> None:
    machine.has("python3", 'case "$*" in *ensurepip*) exit 1;; esac')
    assert "python3-venv" in the_only_line(machine.prepares("demo"))


def test_a_machine_without_pango_is_told_which_packages(machine: Machine) -> None:
    machine.has_environment('[ "$1" != - ]')
    told = the_only_line(machine.prepares("demo"))
    assert "Pango is missing" in told
    assert "libpango-1.0-0 libpangoft2-1.0-0" in told


@pytest.mark.parametrize("version", [None, "16"])
def test_a_machine_without_a_new_enough_node_is_told_which_packages(machine: Machine, version: str | None) -> None:
    machine.has_environment()
    if version:
        machine.has("npm")
        machine.has("node", f"echo {version}")
    assert "apt-get install nodejs npm" in the_only_line(machine.prepares("demo"))


def test_a_machine_without_chromium_is_told_before_the_tests(machine: Machine) -> None:
    machine.has_environment()
    assert "apt-get install chromium" in the_only_line(machine.prepares("test"))


def test_a_machine_without_what_reads_pdf_files_is_told_before_the_tests(machine: Machine) -> None:
    machine.has_environment()
    machine.has("chromium")
    assert "apt-get install poppler-utils" in the_only_line(machine.prepares("test"))


def test_a_machine_without_gettext_is_told_which_package(machine: Machine) -> None:
    machine.has_environment()
    assert "apt-get install gettext" in the_only_line(machine.prepares("lint"))


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="not Debian")
def test_root_on_debian_gets_it_installed(machine: Machine) -> None:
    machine.has_environment()
    machine.has("id", "echo 0")
    installed = machine.commands / "chromium"
    machine.has("apt-get", f'echo "#!/bin/sh" >"{installed}"; {shutil.which("chmod")} +x "{installed}"')
    machine.has("npm")
    machine.has("node", "echo 20")
    for name in ("msgfmt", "xgettext", "pdftotext", "pdftoppm"):
        machine.has(name)
    for package in ("lms", "courses", "certificates", "cms"):
        (machine.checkout / package).mkdir()
    prepared = machine.prepares("test")
    assert prepared.returncode == 0, prepared.stderr
    assert "Chromium is missing; installing chromium" in prepared.stdout


def test_a_reset_spares_a_database_that_is_not_the_demo_s(machine: Machine) -> None:
    (machine.checkout / "var").mkdir()
    told = the_only_line(machine.prepares("reset", DATABASE_URL="postgres://localhost/precious"))
    assert "DATABASE_URL" in told
    assert (machine.checkout / "var").exists()


def test_a_reset_throws_the_demo_s_data_away(machine: Machine) -> None:
    (machine.checkout / "var").mkdir()
    assert machine.prepares("reset").returncode == 0
    assert not (machine.checkout / "var").exists()


def test_a_wrong_word_is_answered_with_the_right_ones(machine: Machine) -> None:
    assert "usage: bin/prepare" in the_only_line(machine.prepares("everything"))
