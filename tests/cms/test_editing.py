"""What editors meet: the admin's pages, hints about freezing, and translations that fell behind."""

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cms.staleness import stale_original_of, stale_translations
from cms.wagtail_hooks import faults_of_course_of
from courses.outline.models import Course
from lms.accounts.models import User
from tests.factories import people
from tests.factories import site as pages

# Wagtail 8.0 leaves the files open from which it makes the admin's thumbnails; they are collected within each test.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def editor(client: Client, db: None, settings: Any) -> Iterator[Client]:
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(User.objects.create_superuser("root@polidari.example", display_name="Root"))
    yield client
    gc.collect()


def test_the_course_editor_shows_the_frozen_revision(course: Course, editor: Client) -> None:
    page = editor.get(f"/admin/pages/{pages.course_page().pk}/edit/")
    assert "take revision 1" in page.content.decode()


def test_lessons_can_be_edited_and_previewed(course: Course, editor: Client) -> None:
    lesson = pages.lesson_page("m2-l1")
    assert editor.get(f"/admin/pages/{lesson.pk}/edit/").status_code == 200
    draft = editor.get(f"/admin/pages/{lesson.pk}/view_draft/")
    assert "<h1>Answering</h1>" in draft.content.decode()


def test_the_editor_is_told_why_a_course_is_not_frozen(course: Course) -> None:
    lesson = pages.lesson_page("m1-l1")
    lesson.requirement = "activity_completed"
    lesson.save_revision().publish()
    assert faults_of_course_of(lesson) == ["The lesson “Reading” asks for an activity that it does not hold."]


def test_a_translation_older_than_its_original_is_flagged_until_it_is_published_again(
    course: Course, editor: Client
) -> None:
    original, korean = pages.lesson_page(), pages.lesson_page(language="ko")
    assert not stale_translations().exists()
    type(original).objects.filter(pk=original.pk).update(
        last_published_at=korean.last_published_at + timedelta(minutes=1)
    )
    assert [page.pk for page in stale_translations()] == [korean.pk]
    assert stale_original_of(korean).pk == original.pk
    assert "This translation is behind its original" in editor.get(f"/admin/pages/{korean.pk}/edit/").content.decode()
    assert "읽기" in editor.get("/admin/").content.decode()
    type(korean).objects.filter(pk=korean.pk).update(last_published_at=korean.last_published_at + timedelta(minutes=2))
    assert not stale_translations().exists()


@pytest.mark.parametrize(("officer", "status"), [(people.instructor, 200), (people.approver, 302)])
def test_the_h5p_chooser_is_for_who_may_see_the_packages(
    officer: Callable[[], User], status: int, browser_of: Callable[[User], Client]
) -> None:
    assert browser_of(officer()).get("/admin/h5p_chooser/").status_code == status


def test_the_h5p_chooser_and_the_topics_open(site: None, editor: Client) -> None:
    assert editor.get("/admin/h5p_chooser/").status_code == 200
    assert editor.get("/admin/snippets/cms/topic/").status_code == 200


def test_a_picture_is_served_with_a_lifetime_and_documents_are_not(course: Course, client: Client) -> None:
    image = pages.lesson_page().body[2].value["image"]
    response = client.get(image.file.url)
    assert response.status_code == 200
    assert "max-age" in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"<svg")
    assert client.get("/media/documents/secret.pdf").status_code == 404
