"""A course is frozen with copies of the bank's questions; what the bank becomes later changes no frozen course."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.bank import DrawBlock
from cms.blocks.quizzes import QuizBlock
from cms.demo.reading import key_for
from cms.outlining.quizzes import quiz_of
from cms.wagtail_hooks import faults_of_course_of
from courses.assessment.bank.actions import retire_question, revise_question
from courses.outline.models import Course, OutlineRevision
from courses.outline.structure import Counts, Question, Quiz, Review, When
from tests.factories import people
from tests.factories import site as pages
from tests.factories.bank import banked
from tests.factories.outlines import PUBLISHED_AT, fill_in, matching, numeric, single

pytestmark = pytest.mark.django_db
Commit = Callable[..., Any]


def block(*questions: dict[str, Any], **settings: Any) -> Any:
    raw = {"title": "Quiz", "pass_mark": 70, "attempts": 0, "draw": 0, "questions": list(questions)} | settings
    return QuizBlock().to_python(raw)


def frozen(*questions: dict[str, Any], language: str = "en", **settings: Any) -> Quiz:
    value = block(*questions, **settings)
    return quiz_of(value, {language: value}, language)


def chosen(row: Any, key: str = "b1") -> dict[str, Any]:
    return {"type": "bank", "id": key, "value": row.pk}


def draw(number: int, key: str = "d1", **tags: str) -> dict[str, Any]:
    return {"type": "draw", "id": key, "value": {"number": number, "topic": "", "competency": "", "kind": ""} | tags}


def reworded(row: Any, text: str) -> None:
    question = row.question.model_copy(update={"texts": {"en": text}})
    revise_question(row=row, question=question, by=None, at=PUBLISHED_AT)


def test_a_chosen_question_is_copied_with_its_key_and_version():
    row = banked(single("q1"))
    reworded(row, "Again?")
    question = frozen(chosen(row)).questions[0]
    assert (question.key, question.version, question.texts) == ("q1", 2, {"en": "Again?"})


def test_a_question_chosen_twice_is_asked_once():
    row = banked()
    assert len(frozen(chosen(row, "b1"), chosen(row, "b2")).questions) == 1


def test_a_draw_takes_what_is_tagged_and_in_use():
    banked(single("a"), topics=("Access",))
    banked(numeric("b"), topics=("Access",), competencies=("Explain",))
    retire_question(row=banked(single("c"), topics=("Access",)), by=None, at=PUBLISHED_AT)
    quiz = frozen(draw(1, topic="Access"), draw(1, "d2", topic="Access", competency="Explain"))
    assert [[question.key for question in pool.questions] for pool in quiz.pools] == [["a", "b"], ["b"]]
    assert [pool.draw for pool in quiz.pools] == [1, 1]


def test_a_retired_question_stays_where_it_was_chosen():
    row = banked()
    retire_question(row=row, by=None, at=PUBLISHED_AT)
    assert frozen(chosen(row)).questions[0].key == "q1"


@pytest.mark.parametrize("question", [single("q"), matching("q"), numeric("q"), fill_in("q")])
def test_a_text_that_the_course_s_language_lacks_is_shown_as_it_was_written(question: Question):
    row = banked(question)
    copy = frozen(chosen(row), language="fr").questions[0]
    assert copy.texts["fr"] == copy.texts["en"]
    assert all(choice.texts["fr"] == choice.texts["en"] for choice in copy.choices)
    assert all(pair.matches["fr"] == pair.matches["en"] for pair in copy.pairs)


def test_the_rules_of_a_quiz_are_frozen_with_it():
    rules = {"minutes": 20, "grace": 30, "counts": "last", "shuffle": False}
    review = {"marks": "during", "feedback": "after_last", "answers": "never"}
    quiz = frozen(chosen(banked()), rules=rules, review=review)
    assert (quiz.minutes, quiz.grace, quiz.counts, quiz.shuffle) == (20, 30, Counts.LAST, False)
    assert quiz.review == Review(marks=When.DURING, feedback=When.AFTER_LAST, answers=When.NEVER)


def test_a_quiz_of_before_these_rules_is_as_it_was():
    quiz = frozen(chosen(banked()))
    assert (quiz.minutes, quiz.counts, quiz.shuffle, quiz.review) == (0, Counts.BEST, True, Review())


def test_no_more_can_be_drawn_than_the_bank_holds():
    banked(single("a"), topics=("Access",))
    with pytest.raises(StructBlockValidationError) as refused:
        DrawBlock().clean(DrawBlock().to_python(draw(2, topic="Access")["value"]))
    assert set(refused.value.block_errors) == {"number"}
    with pytest.raises(StructBlockValidationError) as refused:
        DrawBlock().clean(DrawBlock().to_python(draw(1)["value"]))
    assert set(refused.value.block_errors) == {"topic"}


def test_a_draw_that_the_bank_no_longer_fills_is_said_and_who_retires_a_question_is_warned(
    course: Course, django_capture_on_commit_callbacks: Commit
):
    rows = [banked(single(key), topics=("Access",)) for key in ("a", "b")]
    lesson = pages.lesson_page("m2-l1")
    quiz = next(part for part in lesson.body if part.block_type == "quiz")
    quiz.value["questions"] = QuizBlock().child_blocks["questions"].to_python([draw(1, topic="Access")])
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    assert not faults_of_course_of(lesson)
    client = Client()
    client.force_login(people.instructor())

    def told(row: Any) -> str:
        return client.post(f"/admin/questions/{row.pk}/", {"do": "retire"}, follow=True).content.decode()

    assert "published anew" not in told(rows[0])
    assert f"ask for fewer: {lesson.title}." in told(rows[1])
    assert faults_of_course_of(lesson) == [
        f"The lesson “{lesson.title}”, draw on “Access”: 1 asked for, 0 in the bank."
    ]


def test_a_revision_reaches_a_course_when_it_is_published_again_and_never_one_frozen_before(
    course: Course, django_capture_on_commit_callbacks: Commit
):
    row = banked(single("q1"))
    lesson = pages.lesson_page("m2-l1")
    quiz = next(part for part in lesson.body if part.block_type == "quiz")
    quiz.value["questions"].append(("bank", row))
    for text in ("First?", "Second?"):
        reworded(row, text)
        with django_capture_on_commit_callbacks(execute=True):
            lesson.save_revision().publish()
    found = [
        revision.outline.activity(str(key_for("small", "m2-quiz")))[1].quiz.every_question.get("q1")
        for revision in OutlineRevision.objects.filter(course=course).order_by("number")
    ]
    assert [question and question.texts["en"] for question in found] == [None, "First?", "Second?"]
