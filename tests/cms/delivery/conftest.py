"""Somebody who is enrolled in the small course, and commits that run what waits for them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from tests.factories import learning


@pytest.fixture
def enrolment(course: Course, client: Client) -> Enrolment:
    enrolled = learning.enrolled(run=learning.edition(course))
    client.force_login(enrolled.person)
    return enrolled


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)
