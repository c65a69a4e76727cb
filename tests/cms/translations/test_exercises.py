"""One activity in two languages: its texts are strings among those of the lesson."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from courses.outline.models import Course
from courses.packages.actions import import_package, translate_content
from courses.packages.actions.authoring import Work, author_content
from courses.packages.cleaning import cleaned_texts
from courses.packages.h5p.texts import Translated, digest_of_words
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
    revision = spoken_in_korean(content, texts)
    spoken = parameters_of(revision, language="ko")
    assert spoken["intro"] == "<p>안녕</p>"
    assert spoken["text"] == "&lt;b onclick=x&gt;"
    assert "nowhere" not in spoken


def test_texts_of_a_content_that_waits_for_approval_stay_as_they_are(db: None) -> None:
    held = import_package(file=packages.small(), by=None, at=BEFORE)
    texts = {"text": Translated(of="", says="안녕")}
    assert translate_content(content=held, language="ko", texts=texts, by=None, at=BEFORE) is None


def spoken_in_korean(content: Content, says: dict[str, str]) -> Any:
    """Each text said of what stands at its path now."""
    words = cleaned_texts(content.current, content.current.parameters)
    texts = {path: Translated(digest_of_words(words[path]) if path in words else "", one) for path, one in says.items()}
    return translate_content(content=content, language="ko", texts=texts, by=None, at=timezone.now())


def rewritten(content: Content, **parameters: Any) -> Any:
    """Saved by its author with these parameters changed."""
    held: Any = Content.objects.get(pk=content.pk).current
    work = Work(
        main=str(held.main), title="Small", language="en", parameters={**held.parameters, **parameters}, files={},
        based_on=held,
    )  # fmt: skip
    return author_content(work=work, content=content, by=None, at=timezone.now()).current


ANSWERS: list[Any] = [
    {
        "name": "answers", "type": "list", "label": "Answers",
        "field": {"name": "answer", "type": "group", "label": "Answer", "fields": [
            {"name": "text", "type": "text", "label": "Text"}, {"name": "right", "type": "boolean", "label": "Right"},
        ]},
    }
]  # fmt: skip
RIGHT, WRONG = {"text": "Right answer", "right": True}, {"text": "Wrong answer", "right": False}


@pytest.fixture
def question(db: None) -> Content:
    """Translated into Korean; as it stands in the store, before it is changed."""
    changes = {"Test.Small-1.2__semantics.json": ANSWERS, "content__content.json": {"answers": [RIGHT, WRONG]}}
    made = packages.content(packages.small(**changes))
    spoken_in_korean(made, {"answers/0/text": "맞는 답", "answers/1/text": "틀린 답"})
    return Content.objects.get(pk=made.pk)


def korean(revision: Any) -> Any:
    return [one["text"] for one in parameters_of(revision, language="ko")["answers"]]


def test_a_translation_goes_along_with_its_words_where_the_author_moves_them(question: Content) -> None:
    assert korean(rewritten(question, answers=[WRONG, RIGHT])) == ["틀린 답", "맞는 답"]
    third = {"text": "No answer"}
    assert korean(rewritten(question, answers=[third, RIGHT, WRONG])) == ["No answer", "맞는 답", "틀린 답"]
    assert korean(rewritten(question, answers=[RIGHT | {"text": "Quite right"}, WRONG])) == ["Quite right", "틀린 답"]


def test_a_translation_stays_where_a_package_replaces_the_content_and_brings_none(question: Content) -> None:
    changes = {"Test.Small-1.2__semantics.json": ANSWERS, "content__content.json": {"answers": [WRONG, RIGHT]}}
    later = import_package(file=packages.small(**changes), by=None, at=timezone.now(), content=question)
    assert korean(later.current) == ["틀린 답", "맞는 답"]


def test_texts_that_were_written_for_other_words_are_put_nowhere(question: Content) -> None:
    words = cleaned_texts(question.current, question.current.parameters)
    texts = {
        "answers/0/text": Translated(digest_of_words(words["answers/0/text"]), "정답"),
        "answers/1/text": Translated(digest_of_words(words["answers/1/text"]), "오답"),
    }
    rewritten(question, answers=[WRONG, RIGHT | {"text": "Quite right"}])
    later = translate_content(content=question, language="ko", texts=texts, by=None, at=timezone.now())
    assert later is not None
    assert korean(later) == ["오답", "Quite right"]


def test_published_again_a_translation_leaves_what_was_changed_since_to_its_translators(
    translation: Translation, content: Content, django_capture_on_commit_callbacks: Commit
) -> None:
    translate(translation, KOREAN)
    published(translation, django_capture_on_commit_callbacks)
    rewritten(content, text="Nobody")
    spoken = parameters_of(published(translation, django_capture_on_commit_callbacks).current, language="ko")
    assert spoken["text"] == "Nobody"
    assert spoken["intro"] == "<p>먼저 <strong>이것</strong>.</p><p>다음은 저것.</p>"


def test_a_page_that_nobody_has_translated_yet_takes_no_translation_away(
    translation: Translation, content: Content, django_capture_on_commit_callbacks: Commit
) -> None:
    spoken_in_korean(content, {"text": "톰과 앤"})
    now = published(translation, django_capture_on_commit_callbacks).current
    assert parameters_of(now, language="ko")["text"] == "톰과 앤"
