"""Publishing freezes a course; the keys that progress hangs on survive edit, move and translation."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.demo.reading import key_for
from cms.models import CoursePage, LessonPage
from cms.outlining.reading import CourseCannotBeFrozen, outline_of
from courses.outline.models import Course, OutlineRevision
from courses.outline.structure import Counting, Exercises, Outline, QuestionKind
from tests.factories import site as pages

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def outline(course: Course) -> Outline:
    course.refresh_from_db()
    assert course.latest
    return OutlineRevision.objects.get(pk=course.latest.pk).outline


def publish(page: Any) -> None:
    page.save_revision().publish()


def test_a_published_course_is_frozen_once_in_all_its_languages(course: Course) -> None:
    frozen = outline(course)
    assert OutlineRevision.objects.count() == 1
    assert frozen.titles == {"en": "A small course", "ko": "작은 과정"}
    assert frozen.language == "en"
    assert [lesson.titles["ko"] for lesson in frozen.lessons] == ["읽기", "답하기"]
    reading = frozen.lesson(str(pages.READING))
    assert reading
    assert reading.paths == {"en": "/en/courses/small/m1/m1-l1/", "ko": "/ko/courses/small/m1/m1-l1/"}


def test_a_quiz_is_frozen_with_every_kind_of_question_in_both_languages(course: Course) -> None:
    found = outline(course).activity(str(key_for("small", "m2-quiz")))
    assert found
    quiz = found[1].quiz
    assert quiz
    questions = {question.kind: question for question in quiz.questions}
    assert (quiz.pass_mark, quiz.attempts, quiz.draw) == (60, 3, 2)
    assert set(questions) == set(QuestionKind)
    assert [choice.correct for choice in questions[QuestionKind.MULTIPLE].choices] == [True, True, False]
    assert questions[QuestionKind.SINGLE].choices[0].texts == {"en": "One", "ko": "하나"}
    assert questions[QuestionKind.TRUE_FALSE].answer is True
    assert questions[QuestionKind.SHORT_TEXT].accepted == {"en": ("one", "1"), "ko": ("하나", "1")}
    assert [choice.texts["en"] for choice in questions[QuestionKind.ORDERING].choices] == ["one", "two", "three"]


def test_publishing_the_same_content_again_makes_no_revision(course: Course, commit: Any) -> None:
    with commit():
        publish(pages.lesson_page())
    assert OutlineRevision.objects.count() == 1


def test_a_new_wording_of_the_text_is_no_new_outline_but_a_new_title_is(course: Course, commit: Any) -> None:
    lesson = pages.lesson_page()
    lesson.body[0].value["text"] = "What a public service is"
    with commit():
        publish(lesson)
    assert OutlineRevision.objects.count() == 1
    lesson.title = "Reading closely"
    with commit():
        publish(lesson)
    assert OutlineRevision.objects.count() == 2
    assert [part.titles["en"] for part in outline(course).lessons] == ["Reading closely", "Answering"]


def test_keys_survive_an_edit_and_a_move(course: Course, commit: Any) -> None:
    before = outline(course)
    with commit():
        pages.lesson_page("m2-l1").move(pages.module_page("m1"), pos="last-child")
        publish(pages.lesson_page("m1-l1"))
    after = CoursePage.objects.get(pk=pages.course_page().pk)
    with pytest.raises(CourseCannotBeFrozen) as refused:
        outline_of(after.translation_key)
    assert "Second module" in str(refused.value)
    with commit():
        pages.module_page("m2").unpublish()
    frozen = outline(course)
    assert [lesson.key for lesson in frozen.lessons] == [lesson.key for lesson in before.lessons]
    assert [a.key for lesson in frozen.lessons for a in lesson.activities] == [str(key_for("small", "m2-quiz"))]


def test_an_unpublished_lesson_leaves_the_outline_and_a_deleted_course_is_withdrawn(
    course: Course, commit: Any
) -> None:
    with commit():
        pages.module_page("m2").unpublish()
    assert [lesson.titles["en"] for lesson in outline(course).lessons] == ["Reading"]
    with commit():
        for page in CoursePage.objects.filter(translation_key=pages.COURSE_KEY):
            CoursePage.objects.get(pk=page.pk).delete()
    course.refresh_from_db()
    assert course.withdrawn


def test_a_lesson_that_asks_for_a_quiz_it_lacks_is_not_frozen_and_the_old_revision_stays(
    course: Course, commit: Any
) -> None:
    before = outline(course)
    lesson = pages.lesson_page("m1-l1")
    lesson.requirement = "quiz_passed"
    with commit():
        publish(lesson)
    assert outline(course) == before
    with pytest.raises(CourseCannotBeFrozen) as refused:
        outline_of(course.key)
    assert refused.value.faults == ["The lesson “Reading” asks for an activity that it does not hold."]


def test_a_translation_made_in_the_admin_keeps_every_key(course: Course, commit: Any) -> None:
    """wagtail-localize's way to a third language: strings translated one by one, block ids kept."""
    arabic = Locale.objects.get(language_code="ar")
    with commit():
        for page in (pages.course_page(), pages.module_page("m2"), pages.lesson_page("m2-l1")):
            source, _created = TranslationSource.update_or_create_from_instance(page)
            for segment in source.stringsegment_set.select_related("string", "context"):
                StringTranslation.objects.create(
                    translation_of=segment.string, locale=arabic, context=segment.context, data=f"ع {segment.order}"
                )
            source.create_or_update_translation(arabic)
    translated = LessonPage.objects.get(translation_key=pages.ANSWERING, locale=arabic)
    assert translated.alias_of is None
    frozen = outline(course)
    quiz = frozen.activity(str(key_for("small", "m2-quiz")))
    assert quiz
    assert quiz[1].quiz
    assert all(question.texts["ar"].startswith("ع") for question in quiz[1].quiz.questions)
    assert all(choice.texts["ar"] for question in quiz[1].quiz.questions for choice in question.choices)
    assert frozen.paths["ar"] == "/ar/courses/small/"


def test_a_courses_way_with_exercises_is_frozen_with_it(course: Course, commit: Any) -> None:
    assert outline(course).exercises == Exercises()
    page = CoursePage.objects.get(slug="small", locale__language_code="en")
    page.exercises_count, page.exercises_attempts, page.exercises_pass_mark = "last", 3, 60
    page.exercises_viewed, page.exercises_in_view = False, True
    with commit():
        publish(page)
    policy = Exercises(counts=Counting.LAST, attempts=3, pass_mark=60, viewed=False, starts_in_view=True)
    assert outline(course).exercises == policy
