"""Private storage that begins empty."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def _empty_storage(settings: Any, tmp_path: Path) -> None:
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
