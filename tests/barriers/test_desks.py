"""The secretariat's desks in English on a wide screen, in the dark and by day."""

import pytest

from tests.barriers.conftest import Window
from tests.barriers.desks import DESKS
from tests.barriers.kinds import Kind
from tests.barriers.world import lay_without_pages as lay

__all__ = ["lay"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("kind", DESKS, ids=lambda kind: kind.name)
def test_no_barrier(window: Window, kind: Kind) -> None:
    faults = window.faults(kind, "en", ((1280, "dark"), (1280, "light")))
    assert not faults, "\n".join(faults)
