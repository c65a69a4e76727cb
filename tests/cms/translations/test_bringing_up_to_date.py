"""An original is changed, its translations fall behind, are brought up to date, and lose nothing on the way."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from django.test import Client
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import extract_strings

from cms.blocks.texts import FEATURES
from cms.demo.reading import CONTENT, key_for
from cms.staleness import stale_translations, stale_translations_of
from courses.outline.models import Course
from lms.accounts.models import User
from lms.jobs.models import Job
from tests.factories import site as pages
from tests.factories.people import instructor, secretary
from tests.factories.work import cut_up

# Wagtail 8.0 leaves the files open from which it makes the admin's thumbnails; they are collected within each test.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor(client: Client, db: None, settings: Any) -> Iterator[Client]:
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(User.objects.create_superuser("root@polidari.example", display_name="Root"))
    yield client
    gc.collect()


def record(page: Any) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def body(page: Any) -> list[Any]:
    return [(block.block_type, block.id, block.block.get_prep_value(block.value)) for block in page.body]


def change_the_english_lesson(commit: Commit) -> Any:
    lesson = pages.lesson_page("m2-l1")
    lesson.body[0].value = type(lesson.body[0].value)("<p>Read twice, then answer.</p>")
    with commit():
        lesson.save_revision().publish()
    cut_up()
    return lesson


def translate_what_waits(translation: Translation, text: str) -> int:
    waiting = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    for segment in (missing := list(waiting.filter(translation=None))):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale, data=text
        )
    return len(missing)


def test_every_translated_page_is_wagtail_localizes_with_every_string(course: Course) -> None:
    for page in (pages.course_page("ko"), pages.module_page("m1", "ko"), pages.lesson_page("m2-l1", "ko")):
        total, translated = record(page).get_progress()
        assert 0 < total == translated
    assert not stale_translations().exists()


def texts_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts_in(part)
    elif isinstance(content, str) and content.startswith("<"):
        yield content


def test_a_text_that_is_only_opened_and_saved_in_the_editor_stays_translated() -> None:
    editor = ContentstateConverter(FEATURES)
    texts = [text for file in CONTENT.glob("*/en.yaml") for text in texts_in(yaml.safe_load(file.read_text("utf-8")))]
    assert len(texts) > 100
    for text in texts:
        saved = editor.to_database_format(editor.from_database_format(text))
        assert extract_strings(saved)[1] == extract_strings(text)[1]


def test_the_records_are_those_that_wagtail_localize_would_make(course: Course) -> None:
    def rows() -> list[Any]:
        strings = StringSegment.objects.values_list("pk", "string__data", "context__path", "order", "attrs")
        others = [model.objects.values_list("pk", "context__path") for model in (TemplateSegment, OverridableSegment)]
        return [set(strings), *map(set, others)]

    before = rows()
    for source in TranslationSource.objects.all():
        source.refresh_segments()
    assert rows() == before


def test_a_translation_published_again_unchanged_is_the_same_to_the_letter(course: Course, commit: Commit) -> None:
    for place in ("m1-l1", "m2-l1"):
        before = pages.lesson_page(place, "ko")
        with commit():
            record(before).save_target()
        after = pages.lesson_page(place, "ko")
        assert (after.title, after.summary, after.slug) == (before.title, before.summary, before.slug)
        assert body(after) == body(before)


def test_a_language_may_accept_other_answers_and_more_of_them(course: Course, commit: Commit) -> None:
    korean = pages.lesson_page("m2-l1", "ko")
    one_text = StringTranslation.objects.get(locale=korean.locale, data="하나<br/>1")
    one_text.data = "하나<br/>일<br/>1"
    one_text.save()
    with commit():
        record(korean).save_target()
    course.refresh_from_db()
    assert course.latest
    found = course.latest.outline.activity(str(key_for("small", "m2-quiz")))
    assert found
    assert found[1].quiz
    accepted = [question.accepted for question in found[1].quiz.questions if question.accepted]
    assert accepted == [{"en": ("one", "1"), "ko": ("하나", "일", "1")}]


def test_a_changed_original_leaves_its_translation_published_and_flags_it(
    course: Course, editor: Client, commit: Commit
) -> None:
    before = body(pages.lesson_page("m2-l1", "ko"))
    english = change_the_english_lesson(commit)
    korean = pages.lesson_page("m2-l1", "ko")
    assert body(korean) == before
    assert [page.pk for page in stale_translations_of(english)] == [korean.pk]
    assert f"/admin/pages/{korean.pk}/edit/" in editor.get(f"/admin/pages/{english.pk}/edit/").content.decode()
    assert "답하기" in editor.get("/admin/").content.decode()
    opened = editor.get(f"/admin/pages/{korean.pk}/edit/").content.decode()
    assert "This translation is behind its original" in opened
    assert "Read twice, then answer." in opened


def test_cut_up_twice_after_one_publication_no_translation_falls_behind_again(
    course: Course, editor: Client, commit: Commit
) -> None:
    korean = pages.lesson_page("m2-l1", "ko")
    change_the_english_lesson(commit)
    translate_what_waits(record(korean), "두 번 읽고 답하십시오.")
    with commit():
        editor.post(f"/admin/pages/{korean.pk}/edit/", {"action": "publish"})
    Job.objects.update(state=Job.State.QUEUED, due_at=timezone.now())
    cut_up()
    assert not stale_translations().exists()


def test_bringing_the_translation_up_to_date_takes_the_flag_away_and_keeps_the_rest(
    course: Course, editor: Client, commit: Commit
) -> None:
    before = pages.lesson_page("m2-l1", "ko")
    change_the_english_lesson(commit)
    assert translate_what_waits(record(before), "두 번 읽고 답하십시오.") == 1
    with commit():
        editor.post(f"/admin/pages/{before.pk}/edit/", {"action": "publish"})
    after = pages.lesson_page("m2-l1", "ko")
    assert "두 번 읽고" in after.body[0].value.source
    assert body(after)[1:] == body(before)[1:]
    assert [block.id for block in after.body] == [block.id for block in before.body]
    assert after.translation_key == before.translation_key
    assert not stale_translations().exists()


def test_a_translation_published_with_a_string_missing_stays_flagged(
    course: Course, editor: Client, commit: Commit
) -> None:
    korean = pages.lesson_page("m2-l1", "ko")
    change_the_english_lesson(commit)
    with commit():
        editor.post(f"/admin/pages/{korean.pk}/edit/", {"action": "publish"})
    assert [page.pk for page in stale_translations()] == [korean.pk]


def test_wagtail_localizes_own_sync_works_on_the_pages_and_publishes_nothing_by_itself(
    course: Course, editor: Client, commit: Commit
) -> None:
    korean = pages.lesson_page("m2-l1", "ko")
    with commit():
        answer = editor.post(f"/admin/localize/update/{record(korean).source_id}/", {})
    assert answer.status_code == 302
    assert pages.lesson_page("m2-l1", "ko").last_published_at == korean.last_published_at


# wagtail-localize pages through its report without an order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_wagtail_localizes_report_names_what_waits(course: Course, editor: Client, commit: Commit) -> None:
    def times_named() -> int:
        return editor.get("/admin/localize/reports/translations/").content.decode().count("Waiting for translations")

    in_the_filters = times_named()
    change_the_english_lesson(commit)
    assert times_named() == in_the_filters + 1


def test_an_instructor_may_translate_and_the_secretary_publish(
    course: Course, client: Client, commit: Commit, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    change_the_english_lesson(commit)
    korean = pages.lesson_page("m2-l1", "ko")
    segment = record(korean).source.stringsegment_set.get(string__data="Read twice, then answer.")
    client.force_login(instructor())
    assert client.get(f"/admin/pages/{korean.pk}/edit/").status_code == 200
    saved = client.put(
        f"/admin/localize/translate/{record(korean).pk}/strings/{segment.pk}/edit/",
        "value=두 번 읽으십시오.", content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert saved.status_code == 201
    assert client.post(f"/admin/pages/{korean.pk}/edit/", {"action": "publish"}).status_code in (302, 403)
    assert stale_translations().exists()
    client.force_login(secretary())
    with commit():
        client.post(f"/admin/pages/{korean.pk}/edit/", {"action": "publish"})
    assert not stale_translations().exists()
    gc.collect()


def test_home_pages_keep_the_name_of_their_language(site: None, commit: Commit) -> None:
    korean = Translation.objects.get(
        source__object_id=key_for("home"), target_locale=Locale.objects.get(language_code="ko")
    )
    with commit():
        korean.save_target()
    assert korean.get_target_instance().slug == "home-ko"
