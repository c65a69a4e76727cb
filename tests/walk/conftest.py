"""The world in which everybody walks, laid once for each module."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.cms.conftest import rolled_back
from tests.walk import world
from tests.walk.addresses import addresses
from tests.walk.walking import wrong_at


@dataclass(frozen=True)
class Ground:
    """A browser for each role, and what stands for the blanks of the addresses."""

    browsers: dict[str, Client]
    values: dict[str, dict[str, Any]]

    def wrong_at(self, name: str, expected: dict[str, list[str]]) -> list[str]:
        """What is not as expected at the address of this name."""
        found = [address for address in addresses() if address.name == name]
        return [
            fault
            for address in found
            for fault in wrong_at(address, world.known_to(address, self.values), self.browsers, expected)
        ]


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    with django_db_blocker.unblock(), rolled_back(), pytest.MonkeyPatch.context() as patch:
        # It looks at the database from a thread of its own, which does not see this one's transaction.
        patch.setattr("lms.health.views.findings", lambda at: ())
        world.lay()
        yield Ground(world.walkers(), world.values())
