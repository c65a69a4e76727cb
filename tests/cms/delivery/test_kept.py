"""Drafts of a page that left the site are for nobody, and take nothing from what was published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import KeptPage, LessonPage
from courses.enrolment.models import Enrolment
from lms.accounts.models import User
from tests.factories import people
from tests.factories import site as pages

LESSON = "/en/courses/small/m1/m1-l1/"
Commit = Callable[[], Any]


@pytest.fixture
def editor(browser_of: Callable[[User], Client], settings: Any) -> Client:
    settings.REQUIRE_SECOND_FACTOR = False
    return browser_of(people.administrator())


def save_draft(editor: Client, lesson: Any, title: str) -> None:
    """As the button of the admin's page does; a page that is not live has its draft in its row."""
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    values = {"title": title, "slug": lesson.slug, "minutes": 5, "requirement": "read", "required": "on", "weight": 1}
    data = nested_form_data(values | {"comments": comments, "body": streamfield([])})
    assert editor.post(f"/admin/pages/{lesson.pk}/edit/", data).status_code == 302
    lesson.refresh_from_db()
    assert lesson.title == title


def read(client: Client) -> str:
    """Rendered anew, as when the hour's work comes round."""
    cache.clear()
    return str(client.get(LESSON).content.decode())


def as_published(page: str) -> bool:
    return "<h1>Reading</h1>" in page and "What a service is" in page


def test_a_draft_of_a_lesson_taken_down_is_not_shown_to_who_is_enrolled(
    enrolment: Enrolment, client: Client, editor: Client, commit: Commit
) -> None:
    lesson = pages.lesson_page()
    with commit():
        lesson.unpublish()
    save_draft(editor, lesson, "Not finished")
    assert as_published(read(client))


def test_a_lesson_deleted_after_it_was_taken_down_and_drafted_is_read_on_as_published(
    enrolment: Enrolment, client: Client, editor: Client, commit: Commit
) -> None:
    lesson = pages.lesson_page()
    with commit():
        lesson.unpublish()
    save_draft(editor, lesson, "Not finished")
    with commit():
        LessonPage.objects.get(pk=lesson.pk).delete()
    assert as_published(read(client))


def test_a_lesson_published_again_is_read_as_it_is_now_also_when_it_leaves_again(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    lesson = pages.lesson_page()
    with commit():
        lesson.unpublish()
    lesson.title = "Reading closely"
    with commit():
        lesson.save_revision().publish()
    assert not KeptPage.objects.exists()
    assert "<h1>Reading closely</h1>" in read(client)
    with commit():
        LessonPage.objects.get(pk=lesson.pk).unpublish()
    assert "<h1>Reading closely</h1>" in read(client)


def test_a_lesson_that_waits_for_the_day_of_its_publication_is_read_as_it_was_until_then(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    lesson = pages.lesson_page()
    with commit():
        lesson.unpublish()
    lesson.title, lesson.go_live_at = "Reading next year", timezone.now() + timedelta(days=365)
    with commit():
        lesson.save_revision().publish()
    assert as_published(read(client))


def test_a_lesson_taken_down_before_pages_were_kept_is_rendered_from_its_row(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    with commit():
        pages.lesson_page().unpublish()
    KeptPage.objects.all().delete()
    assert as_published(read(client))
