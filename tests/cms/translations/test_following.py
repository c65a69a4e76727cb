"""What a publication of a translated original leaves to a job, and what that job does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import Translation, TranslationSource

from cms.staleness import stale_translations_of
from cms.translations.adoption import adopt
from courses.outline.models import Course
from lms.jobs.models import Job
from tests.factories import site as pages
from tests.factories.work import cut_up

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def record(page: Any) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def publish_another_first_sentence() -> None:
    lesson = pages.lesson_page("m2-l1")
    lesson.body[0].value = type(lesson.body[0].value)("<p>Read twice, then answer.</p>")
    lesson.save_revision().publish()


def test_a_publication_leaves_the_cutting_up_to_a_job_and_flags_the_translation_at_once(
    course: Course, commit: Commit
) -> None:
    lesson = pages.lesson_page("m2-l1")
    korean = pages.lesson_page("m2-l1", "ko")
    strings = record(korean).source.stringsegment_set
    before = strings.count()
    lesson.body.extend(("text", f"<p>Sentence {number}.</p>") for number in range(20))
    with CaptureQueriesContext(connection) as asked, commit():
        lesson.save_revision().publish()
    assert not [query for query in asked if "wagtail_localize_string" in query["sql"]]
    assert [page.pk for page in stale_translations_of(lesson)] == [korean.pk]
    assert [job.queue for job in Job.objects.filter(task="cms.follow_original")] == ["batch"]
    cut_up()
    assert strings.count() == before + 20


def test_an_error_in_the_cutting_up_does_not_undo_the_publication_and_is_tried_again(
    course: Course, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_source: TranslationSource) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(TranslationSource, "update_from_db", broken)
        with commit():
            publish_another_first_sentence()
        cut_up()
    assert "Read twice, then answer." in pages.lesson_page("m2-l1").body[0].value.source
    assert Job.objects.get(task="cms.follow_original").state == Job.State.QUEUED
    Job.objects.update(due_at=timezone.now())
    cut_up()
    strings = record(pages.lesson_page("m2-l1", "ko")).source.stringsegment_set
    assert strings.filter(string__data="Read twice, then answer.").exists()


def test_a_page_adopted_again_is_paired_with_its_original_as_it_is_published_now(course: Course) -> None:
    korean = pages.lesson_page("m2-l1", "ko")
    publish_another_first_sentence()
    adopt(original=pages.lesson_page("m2-l1"), translation=korean)
    total, translated = record(korean).get_progress()
    assert 0 < total == translated
    strings = record(korean).source.stringsegment_set
    assert strings.filter(string__data="Read twice, then answer.").exists()
