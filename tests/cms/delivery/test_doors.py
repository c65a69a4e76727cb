"""No way round the door of a lesson, and nothing in a page that its editor's browser made up."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from cms.models import HomePage, LessonPage
from cms.tasks import publish_scheduled
from courses.outline.models import Course
from tests.factories import site as pages


def test_a_lesson_with_an_address_in_another_script_is_no_open_door(course: Course, client: Client) -> None:
    LessonPage.objects.filter(pk=pages.lesson_page().pk).update(
        slug="읽기", url_path=pages.lesson_page().url_path.replace("m1-l1", "읽기")
    )
    answer = client.get("/en/courses/small/m1/읽기/")
    assert answer.status_code == 404
    assert "A service is" not in answer.content.decode()


def test_an_address_in_another_script_is_refused(course: Course) -> None:
    lesson = LessonPage(title="읽기", slug="읽기", locale=pages.module_page().locale, body=[])
    with pytest.raises(ValidationError, match="slug"):
        pages.module_page().add_child(instance=lesson)


def test_no_page_offers_a_privacy_that_lists_and_shells_would_not_keep(course: Course) -> None:
    for kind in (HomePage, LessonPage):
        assert kind.private_page_options == []


def test_a_blocks_id_cannot_leave_its_comment() -> None:
    hostile = "--><script>alert(1)</script>"
    shown = Template('{% load cms_slots %}{% slot "quiz" key %}').render(Context({"key": hostile}))
    assert shown.count(">") == 1


def test_a_page_scheduled_for_now_is_published_by_the_beat(course: Course, settings: Any) -> None:
    lesson = pages.lesson_page()
    lesson.title, lesson.go_live_at = "Later", timezone.now() + timedelta(hours=1)
    revision = lesson.save_revision()
    revision.publish()
    lesson.refresh_from_db()
    assert lesson.title == "Reading"
    its_time = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"], revision.approved_go_live_at = its_time.isoformat(), its_time
    revision.save()
    assert "cms.publish_scheduled" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    publish_scheduled()
    lesson.refresh_from_db()
    assert lesson.title == "Later"
