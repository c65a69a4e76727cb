"""A press that prints at once, for tests in which the look does not matter."""

import pytest

from tests.certificates.press import printed


@pytest.fixture
def light_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data give the same bytes, which can be told apart from any other's; only quicker."""
    for place in ("certificates.issuing.render", "certificates.render.render"):
        monkeypatch.setattr(place, printed)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
