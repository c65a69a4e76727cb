from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from courses.outline.models import Course
from tests.factories import site as pages


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """The cache outlives a test's transaction, so what one test rendered must not serve the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def site(db: None) -> None:
    pages.site()


@pytest.fixture
def course(site: None, django_capture_on_commit_callbacks: Callable[..., Any]) -> Course:
    """The small course, published and frozen."""
    with django_capture_on_commit_callbacks(execute=True):
        pages.small_course()
    return Course.objects.get(key=pages.COURSE_KEY)
