"""What every test stands on."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from lms.accounts.models import User
from tests.emptying import append_only_tables_can_be_emptied


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_can_be_emptied() -> Iterator[None]:
    with append_only_tables_can_be_emptied():
        yield


@pytest.fixture(autouse=True)
def _forget_what_was_cached() -> Iterator[None]:
    """Counts of sign-in attempts, for one."""
    yield
    cache.clear()


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
