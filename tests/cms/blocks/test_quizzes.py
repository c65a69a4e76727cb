"""What an author is told while writing a quiz."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.media import FigureBlock
from cms.blocks.questions import MultipleChoiceBlock, OrderingBlock, SingleChoiceBlock, TrueFalseBlock
from cms.blocks.quizzes import QuizBlock
from cms.blocks.tables import TableBlock
from cms.demo.pictures import picture


def choices(*right: bool) -> list[dict[str, Any]]:
    return [{"text": f"Answer {place}", "correct": value} for place, value in enumerate(right)]


def errors_of(block: Any, value: dict[str, Any]) -> dict[str, Any]:
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    return refused.value.block_errors  # type: ignore[attr-defined]


def passes(block: Any, value: dict[str, Any]) -> bool:
    return bool(block.clean(block.to_python(value)))


@pytest.mark.parametrize("right", [(False, False), (True, True)])
def test_a_single_choice_has_exactly_one_right_answer(right: tuple[bool, ...]) -> None:
    errors = errors_of(SingleChoiceBlock(), {"text": "Which?", "choices": choices(*right)})
    assert "exactly one" in str(errors["choices"].as_json_data())
    assert passes(SingleChoiceBlock(), {"text": "Which?", "choices": choices(True, False)})


def test_a_multiple_choice_has_at_least_one_right_answer() -> None:
    errors = errors_of(MultipleChoiceBlock(), {"text": "Which?", "choices": choices(False, False)})
    assert "at least one" in str(errors["choices"].as_json_data())
    assert passes(MultipleChoiceBlock(), {"text": "Which?", "choices": choices(True, True)})


def credited(*right: int | None, partial: bool = True) -> dict[str, Any]:
    """Right answers with these credits, and a wrong one."""
    listed = [{"text": str(place), "correct": True, "credit": credit} for place, credit in enumerate(right)]
    return {"text": "Which?", "choices": [*listed, *choices(False)], "marking": {"weight": 1, "partial": partial}}


@pytest.mark.parametrize("earned", [(60, 60), (50, 25), (50, None, None)])
def test_the_credits_of_right_answers_are_everything_together(earned: tuple[int | None, ...]) -> None:
    errors = errors_of(MultipleChoiceBlock(), credited(*earned))
    assert "100 per cent" in str(errors["choices"].as_json_data())
    assert passes(MultipleChoiceBlock(), credited(*earned, partial=False))


@pytest.mark.parametrize("earned", [(60, 40), (33, 33, 33), (17,) * 6, (50, None), (None, None, None)])
def test_thirds_and_sevenths_need_not_add_up(earned: tuple[int | None, ...]) -> None:
    assert passes(MultipleChoiceBlock(), credited(*earned))


def test_a_statement_must_be_said_to_be_true_or_false() -> None:
    assert "answer" in errors_of(TrueFalseBlock(), {"text": "One is odd."})
    assert passes(TrueFalseBlock(), {"text": "One is odd.", "answer": "false"})


def test_items_to_order_differ() -> None:
    errors = errors_of(OrderingBlock(), {"text": "Order.", "items": ["one", "one "]})
    assert "the same" in str(errors["items"].as_json_data())


def quiz(**values: Any) -> dict[str, Any]:
    question = {"type": "single", "value": {"text": "Which?", "choices": choices(True, False)}}
    return {"title": "Quiz", "pass_mark": 70, "attempts": 0, "draw": 0, "questions": [question]} | values


def test_no_more_questions_are_drawn_than_the_pool_holds() -> None:
    assert set(errors_of(QuizBlock(), quiz(draw=2))) == {"draw"}
    assert passes(QuizBlock(), quiz(draw=1))


@pytest.mark.parametrize(("field", "value"), [("pass_mark", 101), ("pass_mark", 0), ("attempts", -1), ("title", "")])
def test_each_setting_has_its_own_error(field: str, value: Any) -> None:
    assert set(errors_of(QuizBlock(), quiz(**{field: value}))) == {field}


def test_a_quiz_has_a_question() -> None:
    assert set(errors_of(QuizBlock(), quiz(questions=[]))) == {"questions"}


def test_a_table_says_what_it_shows() -> None:
    value = {"data": [["What"], ["Desks"]], "table_header_choice": "row"}
    with pytest.raises(ValidationError, match="caption"):
        TableBlock().clean(value)
    html = TableBlock().render(value | {"table_caption": "Counted"})
    assert "<caption>Counted</caption>" in html
    assert '<th scope="col">What</th>' in html


def test_a_picture_needs_words_or_is_marked_as_decoration(site: None) -> None:
    image = picture(Path("tests/cms/content/small/media/box.svg").resolve())
    block = FigureBlock()
    for words, decorative, accepted in (("", False, False), ("A box", False, True), ("", True, True)):
        value = {"image": {"image": image.pk, "alt_text": words, "decorative": decorative}, "caption": ""}
        if accepted:
            assert passes(block, value)
        else:
            assert "image" in errors_of(block, value)
