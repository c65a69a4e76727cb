"""What an editor changes afterwards takes nothing from who is enrolled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.models import LessonPage
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from tests.factories import learning
from tests.factories import site as pages

LESSON = "/en/courses/small/m1/m1-l1/"
Commits = Callable[..., Any]


@pytest.fixture
def enrolment(course: Course, client: Client) -> Enrolment:
    enrolled = learning.enrolled(run=learning.edition(course))
    client.force_login(enrolled.person)
    return enrolled


def test_a_lesson_is_still_marked_as_read_where_later_readers_must_pass_a_quiz(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    lesson = pages.lesson_page()
    lesson.requirement = "quiz_passed"
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    assert f'/lessons/{pages.READING}/read/"' in client.get(LESSON).content.decode()


def test_a_lesson_added_later_is_no_step_of_the_way(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    module = pages.module_page()
    with django_capture_on_commit_callbacks(execute=True):
        added = module.add_child(instance=LessonPage(title="Later", slug="later", locale=module.locale, body=[]))
        added.save_revision().publish()
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    page = client.get("/en/courses/small/").content.decode()
    assert 'class="button" href="/en/courses/small/m2/m2-l1/"' in page


def test_addresses_of_a_renamed_course_that_cannot_be_frozen_lead_to_the_enrolment(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    Course.objects.filter(pk=enrolment.courses.get().course_id).update(slug="former")
    assert f"/learn/{enrolment.code}/former/lessons/" in client.get(LESSON).content.decode()
