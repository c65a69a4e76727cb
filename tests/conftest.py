"""What every test stands on."""

from collections.abc import Callable, Iterator

import pytest
import pytest_django
from django.apps import apps
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.test import Client

from lms.accounts.models import User
from tests.emptying import append_only_tables_can_be_emptied, put_back, rows_of_migrations
from tests.template import place_template


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
def _rows_of_migrations_come_back(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """A test that committed is followed by a flush, and a flush by post_migrate: what migrations made returns then."""
    with django_db_blocker.unblock():
        rows = rows_of_migrations()

    def put_them_back(**_signal: object) -> None:
        put_back(rows)

    last = [*apps.get_app_configs()][-1]
    post_migrate.connect(put_them_back, sender=last)
    yield
    post_migrate.disconnect(put_them_back, sender=last)


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
