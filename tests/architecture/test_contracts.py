"""The imports of the whole project against the contracts, so that `make test` alone shows a broken one."""

import sys
from pathlib import Path
from subprocess import run

import pytest

from tests.architecture.floors import layers
from tests.lint.sources import PACKAGES, ROOT

pytestmark = pytest.mark.lint


def test_imports_keep_the_contracts() -> None:
    command = str(Path(sys.executable).with_name("lint-imports"))
    kept = run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert kept.returncode == 0, kept.stdout + kept.stderr


def test_every_package_has_its_floor() -> None:
    assert set(layers("floors")) == set(PACKAGES)
