"""While the edition runs, with storage of the test's own."""

from typing import Any

import pytest

from tests.courses.assignments.handing_in import shelf as shelf
from tests.factories.learning import DURING


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)
