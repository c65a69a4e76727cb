"""Every kind of page in English, on a telephone in the dark and on a wide screen by day."""

import pytest

from tests.barriers.conftest import Window
from tests.barriers.kinds import KINDS, Kind
from tests.barriers.world import lay

__all__ = ["lay"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_barrier(window: Window, kind: Kind) -> None:
    faults = window.faults(kind, "en", ((360, "dark"), (1280, "light")))
    assert not faults, "\n".join(faults)
