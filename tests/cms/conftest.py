"""The site and a small course, laid once for each module of tests and rolled back at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from django.utils.translation import override

from courses.outline.models import Course
from tests.factories import site as pages


@pytest.fixture(autouse=True)
def _apart() -> Iterator[None]:
    """Cache and active language outlive a test: what one rendered or read must not serve the next."""
    cache.clear()
    with override("en"):
        yield
    cache.clear()


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction around the transactions of tests. What its commits would run, runs at once."""
    around: Any = transaction.atomic()
    around._from_testcase = True  # as TestCase marks its own: a durable block inside is no mistake
    with around:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), rolled_back():
        with TestCase.captureOnCommitCallbacks(execute=True):
            pages.site()
        yield


@pytest.fixture(scope="module")
def loaded_course(loaded_site: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), rolled_back():
        with TestCase.captureOnCommitCallbacks(execute=True):
            pages.small_course()
        yield


@pytest.fixture
def site(loaded_site: None, db: None) -> None:
    """Home pages, lists and standard pages in three languages."""


@pytest.fixture
def course(loaded_course: None, db: None) -> Course:
    """The small course, published and frozen."""
    return Course.objects.get(key=pages.COURSE_KEY)
