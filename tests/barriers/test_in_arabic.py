"""Every kind of page in Arabic, from right to left, on a telephone by day and on a wide screen in the dark."""

import pytest

from tests.barriers.conftest import Window
from tests.barriers.kinds import KINDS, Kind
from tests.barriers.world import lay

__all__ = ["lay"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_barrier(window: Window, kind: Kind) -> None:
    faults = window.faults(kind, "ar", ((360, "light"), (1280, "dark")))
    assert not faults, "\n".join(faults)
