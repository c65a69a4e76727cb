"""Private files of a test lie in its own folder."""

import pytest


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
