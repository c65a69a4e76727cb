"""Credits, numbers, matches and gaps; and what holds for the marks of every kind."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.marking import mark, weighted_mean
from courses.outline.structure import Choice, Number, Pair, Question, QuestionKind
from tests.factories.outlines import essay, every_kind, fill_in, matching, multiple, numeric, short_text, single

FULL = {"q7p1": "q7p1", "q7p2": "q7p2", "q7p3": "q7p3"}


def credited(kind: QuestionKind, *earned: int | None) -> Question:
    """The first choice is right."""
    choices = tuple(
        Choice(key=f"c{place}", texts={"en": str(place)}, correct=place == 0, credit=credit)
        for place, credit in enumerate(earned)
    )
    return Question(key="q", kind=kind, texts={"en": "?"}, choices=choices)


def test_a_choice_may_earn_a_part():
    question = credited(QuestionKind.SINGLE, None, 50, -20)
    assert [mark(question, f"c{place}") for place in range(3)] == [1, Fraction(1, 2), 0]


def test_ticks_add_up_what_they_are_credited_with():
    question = credited(QuestionKind.MULTIPLE, 60, 40, -50)
    assert mark(question, ["c0", "c1"]) == 1
    assert mark(question, ["c0", "c2"]) == Fraction(1, 10)
    assert mark(question, ["c1", "c2"]) == 0
    assert mark(credited(QuestionKind.MULTIPLE, None, None, -50), ["c0", "c2"]) == Fraction(1, 2)


def ticks(*choices: tuple[bool, int | None], partial: bool = True) -> Question:
    """Whether each choice is right, and its credit."""
    listed = tuple(
        Choice(key=f"c{place}", texts={"en": str(place)}, correct=correct, credit=credit)
        for place, (correct, credit) in enumerate(choices)
    )
    return Question(key="q", kind=QuestionKind.MULTIPLE, texts={"en": "?"}, choices=listed, partial=partial)


def test_a_wrong_tick_costs_as_usual_though_a_right_one_has_a_credit():
    question = ticks((True, 50), (True, None), (False, None), (False, None))
    assert mark(question, ["c0", "c1", "c2", "c3"]) == 0
    assert mark(question, ["c0", "c1", "c2"]) == Fraction(1, 2)
    assert mark(ticks((True, 50), (True, 50), (False, 0)), ["c0", "c1", "c2"]) == 1


def test_all_or_nothing_looks_at_what_is_ticked_and_not_at_credits():
    question = ticks((True, 60), (True, 60), (False, None), partial=False)
    assert [mark(question, given) for given in (["c0", "c1", "c2"], ["c0", "c1"], ["c0"])] == [0, 1, 0]
    single_choice = credited(QuestionKind.SINGLE, 80, 100).model_copy(update={"partial": False})
    assert [mark(single_choice, key) for key in ("c0", "c1")] == [1, 0]


@pytest.mark.parametrize("partial", [True, False])
def test_exactly_what_is_right_earns_all_though_thirds_do_not_add_up(partial: bool):
    assert mark(ticks((True, 33), (True, 33), (True, 33), (False, None), partial=partial), ["c0", "c1", "c2"]) == 1


@pytest.mark.parametrize(("answer", "expected"), [("12.5", 1), ("١٣", 1), ("12,0", 1), ("13.1", 0), ("x", 0)])
def test_a_number_counts_within_its_tolerance(answer: str, expected: int):
    assert mark(numeric("q6"), answer) == expected


def test_of_two_numbers_met_the_one_that_earns_more_counts():
    assert mark(numeric("q6", "12.5", "0.5"), "13,75") == Fraction(1, 2)
    assert mark(numeric("q6", "12.5", "5"), "13.75") == 1


def test_tolerance_holds_to_the_last_digit():
    exact = Question(
        key="q", kind=QuestionKind.NUMERIC, texts={"en": "?"},
        numbers=(Number(value=Decimal("0.3"), tolerance=Decimal("0.1")),),
    )  # fmt: skip
    assert [mark(exact, text) for text in ("0.2", "0.4", "0.40001", "0.19999")] == [1, 1, 0, 0]


def test_each_match_earns_its_part():
    assert mark(matching("q7"), FULL) == 1
    assert mark(matching("q7"), FULL | {"q7p3": "q7o"}) == Fraction(2, 3)
    assert mark(matching("q7"), {"q7p1": "q7p2", "nothing": "q7p1"}) == 0


def test_matches_that_read_the_same_are_the_same():
    pairs = tuple(Pair(key=key, texts={"en": key}, matches={"en": "Asia"}) for key in ("Korea", "Japan"))
    question = Question(key="q", kind=QuestionKind.MATCHING, texts={"en": "?"}, pairs=pairs)
    assert mark(question, {"Korea": "Japan", "Japan": "Japan"}) == 1


def test_each_gap_earns_its_part_in_any_language():
    assert mark(fill_in("q8"), {"1": "Town ", "2": "PORTAL"}) == 1
    assert mark(fill_in("q8"), {"1": "도시", "2": "door"}) == Fraction(1, 2)


def test_capitals_count_only_where_the_question_says_so():
    strict = short_text("q").model_copy(update={"case_sensitive": True})
    assert [mark(strict, text) for text in ("LOSI", "losi")] == [1, 0]


def test_a_form_may_earn_a_part():
    question = short_text("q", en=("Seoul", "Soul")).model_copy(update={"credits": {"Soul": 25}})
    assert [mark(question, text) for text in ("seoul", " SOUL")] == [1, Fraction(1, 4)]


def test_a_form_that_is_accepted_no_more_earns_nothing_though_it_had_a_credit():
    question = short_text("q", en=("Seoul",)).model_copy(update={"credits": {"Soul": 25}})
    assert mark(question, "soul") == 0


@pytest.mark.parametrize(
    ("question", "part"),
    [(multiple("q2"), ["q2c1"]), (matching("q7"), FULL | {"q7p3": "q7o"}), (fill_in("q8"), {"1": "city"})],
)
def test_what_is_right_in_part_earns_nothing_where_the_question_gives_no_part(question: Question, part: Any):
    assert 0 < mark(question, part) < 1
    assert mark(question.model_copy(update={"partial": False}), part) == 0


def test_an_essay_is_not_marked_by_the_server():
    assert mark(essay("q9"), "A long text.") == 0


def test_a_question_counts_as_often_as_its_weight_says():
    assert weighted_mean([(Fraction(1), 3), (Fraction(0), 1)]) == Fraction(3, 4)


KEYS = st.sampled_from(
    [f"q{number}{letter}{place}" for number in (1, 2, 5, 7) for letter in "cpo" for place in range(5)]
)
ANSWERS = {
    QuestionKind.SINGLE: KEYS,
    QuestionKind.MULTIPLE: st.lists(KEYS),
    QuestionKind.TRUE_FALSE: st.booleans(),
    QuestionKind.SHORT_TEXT: st.text(max_size=20),
    QuestionKind.NUMERIC: st.text(max_size=20) | st.floats(allow_nan=False).map(str),
    QuestionKind.ORDERING: st.dictionaries(KEYS, st.integers(1, 4)),
    QuestionKind.MATCHING: st.dictionaries(KEYS, KEYS),
    QuestionKind.FILL_IN: st.dictionaries(st.sampled_from("12"), st.text(max_size=20)),
}


@given(st.data())
def test_a_mark_lies_between_nothing_and_everything_and_never_rises_without_parts(data: st.DataObject):
    question = data.draw(st.sampled_from(every_kind()))
    answer = data.draw(ANSWERS[question.kind])
    earned = mark(question, answer)
    strict = mark(question.model_copy(update={"partial": False}), answer)
    assert 0 <= earned <= 1
    assert strict == (earned if earned == 1 else 0)


@given(st.lists(st.tuples(st.fractions(0, 1), st.integers(1, 9)), min_size=1))
def test_a_score_lies_between_its_worst_and_its_best_mark(marks: list[tuple[Fraction, int]]):
    values = [value for value, _weight in marks]
    assert min(values) <= weighted_mean(marks) <= max(values)


@given(st.lists(st.sampled_from(["c0", "c1", "c2", "c3"])), st.integers(-100, 100), st.integers(-100, 100))
def test_more_credit_never_earns_less(ticked: list[str], one: int, other: int):
    low, high = sorted((one, other))
    assert mark(credited(QuestionKind.MULTIPLE, 50, low), ticked) <= mark(
        credited(QuestionKind.MULTIPLE, 50, high), ticked
    )


def test_the_old_way_of_marking_a_single_choice_stands():
    assert [mark(single("q1"), key) for key in ("q1c1", "q1c2", "elsewhere")] == [1, 0, 0]
