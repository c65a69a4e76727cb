import unicodedata
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.drawing import draw
from courses.assessment.marking import mark, mean, normalised
from courses.outline.structure import Question, QuestionKind, Quiz
from tests.factories.outlines import multiple, ordering, quiz, short_text, single, true_false


def test_only_the_right_choice_of_a_single_choice_question_counts():
    question = single("q")
    assert mark(question, "qc1") == 1
    assert mark(question, "qc2") == 0


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        (["qc1", "qc2"], Fraction(1)),
        (["qc1"], Fraction(1, 2)),
        (["qc1", "qc3"], Fraction(0)),
        (["qc1", "qc2", "qc3"], Fraction(1, 2)),
        (["qc1", "qc2", "qc3", "qc4"], Fraction(0)),
        (["qc3", "qc4"], Fraction(0)),
    ],
)
def test_a_wrong_tick_takes_a_right_one_away_but_never_more(ticked: list[str], expected: Fraction):
    assert mark(multiple("q", right=2, wrong=2), ticked) == expected


def test_a_tick_given_twice_counts_once():
    assert mark(multiple("q", right=2, wrong=2), ["qc1", "qc1"]) == Fraction(1, 2)


def test_false_is_an_answer():
    assert mark(true_false("q", answer=False), False) == 1
    assert mark(true_false("q", answer=True), False) == 0


HANGUL = "지방 온라인 서비스 지수"


@pytest.mark.parametrize(
    "answer",
    ["losi", " LOSI ", "ＬＯＳＩ", "local  online\tservice index", HANGUL, unicodedata.normalize("NFD", HANGUL)],
)
def test_a_short_answer_is_right_in_any_language_case_width_and_spacing(answer: str):
    assert mark(short_text("q"), answer) == 1


@pytest.mark.parametrize("answer", ["EGDI", "LOSI index", "", "losi."])
def test_another_short_answer_is_wrong(answer: str):
    assert mark(short_text("q"), answer) == 0


@given(st.text())
def test_normalising_twice_changes_nothing(text: str):
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"qc1": 1, "qc2": 2, "qc3": 3, "qc4": 4}, Fraction(1)),
        ({"qc1": 4, "qc2": 3, "qc3": 2, "qc4": 1}, Fraction(0)),
        ({"qc1": 2, "qc2": 3, "qc3": 4, "qc4": 1}, Fraction(2, 3)),
        ({"qc1": 1, "qc2": 2, "qc3": 2, "qc4": 3}, Fraction(0)),
        ({"qc1": 1, "qc2": 2}, Fraction(1, 3)),
        ({}, Fraction(0)),
    ],
)
def test_an_order_is_worth_the_neighbours_it_keeps(places: dict[str, int], expected: Fraction):
    assert mark(ordering("q"), places) == expected


def test_only_the_right_order_earns_everything():
    orders = [dict(zip(["qc1", "qc2", "qc3", "qc4"], order, strict=True)) for order in permutations(range(1, 5))]
    assert [places for places in orders if mark(ordering("q"), places) == 1] == [orders[0]]


@pytest.mark.parametrize("question", [single(), multiple(), true_false(), short_text(), ordering()])
def test_no_answer_is_a_wrong_answer(question):
    assert mark(question, None) == 0


def test_every_question_weighs_the_same():
    assert mean([Fraction(1), Fraction(1, 2), Fraction(0)]) == Fraction(1, 2)


def content(*questions: Question, draw: int = 0) -> Quiz:
    found = quiz("z", *questions, draw=draw).quiz
    assert found is not None
    return found


@given(st.integers(0, 10))
def test_as_many_questions_are_drawn_as_the_quiz_says(number: int):
    pool = (single("a"), multiple("b"), true_false("c"), short_text("d"), ordering("e"))
    drawn = draw(content(*pool, draw=number))
    keys = [one["question"] for one in drawn]
    assert len(keys) == len(set(keys)) == min(number or 5, 5)
    choices = {question.key: sorted(choice.key for choice in question.choices) for question in pool}
    assert all(sorted(one["choices"]) == choices[one["question"]] for one in drawn)


def test_the_lines_of_an_ordering_question_are_never_in_order_already():
    question = ordering("q", items=2)
    assert question.kind == QuestionKind.ORDERING
    assert {tuple(draw(content(question))[0]["choices"]) for _time in range(30)} == {("qc2", "qc1")}


def test_lines_with_doubled_keys_are_drawn_all_the_same():
    question = ordering("q", items=2)
    twice = question.model_copy(update={"choices": (question.choices[0],) * 2})
    assert draw(content().model_copy(update={"questions": (twice,)}))[0]["choices"] == ["qc1", "qc1"]


def test_draws_differ():
    pool = tuple(single(f"q{number}") for number in range(20))
    assert len({str(draw(content(*pool, draw=5))) for _time in range(10)}) > 1
