"""A course that nobody could take yet is not offered."""

from collections.abc import Callable
from typing import Any

from courses.outline.models import Course
from tests.factories import site as pages


def test_a_course_without_lessons_is_not_frozen(
    site: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pages.small_course()
        for place in ("m1", "m2"):
            pages.module_page(place).unpublish()
    assert not Course.objects.exists()
