"""What every test stands on."""

from collections.abc import Callable, Iterator

import pytest
import pytest_django
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser

from lms.accounts.models import User
from tests.browsers import chromium
from tests.template import place_template, start_over


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """pytest-django finds the copy of the migrated template and keeps it; the process's folder goes at its end."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        place_template()


@pytest.fixture(autouse=True, scope="session")
def _a_test_that_committed_leaves_nothing() -> Iterator[None]:
    """A fresh copy of the template takes the place of a flush, which would empty what migrations filled, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: start_over())
        yield


@pytest.fixture(autouse=True)
def _forget_what_was_before() -> Iterator[None]:
    """What was cached, counts of sign-in attempts for one, and the language of the last page."""
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
