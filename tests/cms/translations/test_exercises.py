"""One activity in two languages: its texts are strings among those of the lesson."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from courses.outline.models import Course
from courses.packages.actions import import_package, translate_content
from courses.packages.models import Content
from courses.packages.playing import parameters_of
from tests.factories import packages
from tests.factories import site as pages
from tests.factories.learning import BEFORE
from tests.factories.work import cut_up

Commit = Callable[..., Any]
SEMANTICS = [
    {"name": "text", "type": "text", "label": "Text"},
    {"name": "intro", "type": "text", "widget": "html", "tags": ["p", "strong"], "label": "Introduction"},
    {"name": "button", "type": "text", "label": "Button", "common": True, "default": "Check"},
]
WRITTEN = {"text": "Tom & Ann", "intro": "<p>First <strong>this</strong>.</p><p>Then that.</p>", "button": "Check"}
KOREAN = {
    "Tom &amp; Ann": "톰 &amp; 앤",
    "First <strong>this</strong>.": "먼저 <strong>이것</strong>.",
    "Then that.": "다음은 저것.",
}


@pytest.fixture
def content(db: None) -> Content:
    changes = {"Test.Small-1.2__semantics.json": SEMANTICS, "content__content.json": WRITTEN}
    return packages.content(packages.small(**changes))


@pytest.fixture
def translation(course: Course, content: Content, django_capture_on_commit_callbacks: Commit) -> Translation:
    """Of the lesson m2-l1 into Korean, cut up anew after the exercise came into the original."""
    lesson = pages.lesson_page("m2-l1")
    lesson.body.append(("h5p", {"title": "Two friends", "content": content, "texts": {}}))
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    cut_up()
    return Translation.objects.get(source__object_id=lesson.translation_key, target_locale__language_code="ko")


def waiting(translation: Translation) -> dict[str, Any]:
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return {segment.string.data: segment for segment in segments.filter(translation=None)}


def translate(translation: Translation, words: dict[str, str]) -> None:
    for text, segment in waiting(translation).items():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale,
            data=words.get(text, "두 친구"),
        )  # fmt: skip


def published(translation: Translation, commit: Commit) -> Content:
    with commit(execute=True):
        translation.save_target(publish=True)
    return Content.objects.get(title="Small")


def test_what_the_author_wrote_waits_for_its_translators_and_the_buttons_do_not(translation: Translation) -> None:
    assert set(waiting(translation)) == {"Two friends", *KOREAN}


def test_the_published_translation_is_the_same_activity_in_another_language(
    translation: Translation, django_capture_on_commit_callbacks: Commit
) -> None:
    translate(translation, KOREAN)
    revision = published(translation, django_capture_on_commit_callbacks).current
    assert parameters_of(revision, language="ko") == {
        "text": "톰 &amp; 앤",
        "intro": "<p>먼저 <strong>이것</strong>.</p><p>다음은 저것.</p>",
        "button": "Check",
    }
    assert parameters_of(revision, language="en")["text"] == "Tom &amp; Ann"
    english, korean = (pages.lesson_page("m2-l1", language).body[-1] for language in ("en", "ko"))
    assert english.id == korean.id
    assert korean.value["title"] == "두 친구"


def test_published_again_without_a_change_it_is_no_new_revision(
    translation: Translation, django_capture_on_commit_callbacks: Commit
) -> None:
    translate(translation, KOREAN)
    first = published(translation, django_capture_on_commit_callbacks).current_id
    assert published(translation, django_capture_on_commit_callbacks).current_id == first


def test_a_translation_cannot_bring_a_script(content: Content) -> None:
    texts = {"intro": "<p>안녕<script>alert(1)</script></p>", "text": "<b onclick=x>", "nowhere": "x"}
    revision = translate_content(content=content, language="ko", texts=texts, by=None, at=timezone.now())
    spoken = parameters_of(revision, language="ko")
    assert spoken["intro"] == "<p>안녕</p>"
    assert spoken["text"] == "&lt;b onclick=x&gt;"
    assert "nowhere" not in spoken


def test_texts_of_a_content_that_waits_for_approval_stay_as_they_are(db: None) -> None:
    held = import_package(file=packages.small(), by=None, at=BEFORE)
    assert translate_content(content=held, language="ko", texts={"text": "안녕"}, by=None, at=BEFORE) is None
