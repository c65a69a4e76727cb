"""Packages of SCORM and cmi5 in lessons: frozen with the course, and reached from the lesson by who is enrolled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.outline.models import Course
from courses.outline.structure import ActivityKind
from courses.packages.actions import import_package
from lms.accounts.models import User
from tests.factories import learning
from tests.factories import packages as h5p
from tests.factories import site as pages
from tests.factories.courseware import manifest_12, scorm

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_package_is_frozen_with_its_revision_and_reached_from_the_lesson(
    course: Course, commit: Callable[[], Any], browser_of: Callable[..., Client], time_machine: Any
) -> None:
    time_machine.move_to(learning.DURING, tick=False)
    content, lesson = import_package(file=scorm(manifest_12()), by=None, at=learning.BEFORE), pages.lesson_page()
    lesson.body.append(("package", {"title": "Four services", "content": content}))
    with commit():
        lesson.save_revision().publish()
    course.refresh_from_db()
    (frozen,) = [held for one in course.latest.outline.lessons for held in one.activities if held.package]
    assert (frozen.kind, frozen.package, frozen.revision) == (ActivityKind.PACKAGE, content.pk, content.current_id)
    enrolment = learning.enrolled(run=learning.edition(course))
    browser = browser_of(enrolment.person)
    address = reverse("package", args=[enrolment.code, course.slug, frozen.key])
    assert address in browser.get(lesson.url).content.decode()
    assert "Interactive package" in browser.get(address).content.decode()


def test_each_chooser_lists_its_own_kinds(site: None, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(User.objects.create_superuser("root@polidari.example", display_name="Root"))
    import_package(file=scorm(manifest_12(title="A SCORM course")), by=None, at=learning.BEFORE)
    h5p.content()
    exercises, packages = (client.get(f"/admin/{name}_chooser/").content.decode() for name in ("h5p", "package"))
    assert "A SCORM course" in packages
    assert "A SCORM course" not in exercises
    assert ">Small<" not in packages.replace("\n", "").replace(" ", "")
