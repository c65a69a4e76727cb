"""What the numbers promise, whatever the attempts."""

import random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.assessment.analysis.distractors import answer_statistics
from courses.assessment.analysis.quizzes import Sign, analysis_of
from courses.assessment.analysis.statistics import Taken, asked_of, correlation, item_statistics, quiz_statistics
from tests.factories.outlines import multiple, ordering, short_text, single, true_false

QUESTIONS = [single("q1"), multiple("q2"), true_false("q3"), short_text("q4"), ordering("q5")]
KEYS = [question.key for question in QUESTIONS]
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "q1": st.sampled_from(["q1c1", "q1c2", "q1c3", None]),
    "q2": st.lists(st.sampled_from(["q2c1", "q2c2", "q2c3"]), unique=True),
    "q3": st.sampled_from([True, False, None]),
    "q4": st.sampled_from(["LOSI", "losi ", "EGDI", None]),
    "q5": st.just({}),
}


@st.composite
def attempts(draw):
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    marks = {key: draw(st.floats(0, 1)) for key in keys}
    seconds = draw(st.one_of(st.none(), st.floats(1, 10**5)))
    return Taken(draw(st.integers(1, 12)), marks, {key: draw(ANSWERS[key]) for key in keys}, seconds)


MANY = st.lists(attempts(), max_size=25)
SLOWER = 2
"""How much slower than alone a machine may be that is busy with other tests."""
some = settings(max_examples=80, deadline=None)


@some
@given(MANY)
def test_every_number_is_within_its_bounds(taken: list[Taken]):
    for item in analysis_of(QUESTIONS, taken).items:
        if item.statistics is not None:
            found = item.statistics
            assert 0 <= found.facility <= 1
            assert 0 <= found.unanswered <= 1
            assert found.discrimination is None or -1 <= found.discrimination <= 1
            assert found.difference is None or -1 <= found.difference <= 1
        for one in item.answers:
            assert all(0 <= share <= 1 for share in (one.share, one.among_best, one.among_weakest))


@some
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_nothing(taken: list[Taken], chance):
    shuffled = list(taken)
    chance.shuffle(shuffled)
    assert analysis_of(QUESTIONS, shuffled) == analysis_of(QUESTIONS, taken)


@some
@given(MANY)
def test_fewer_than_five_people_are_not_reported(taken: list[Taken]):
    for question in QUESTIONS:
        people = {one.person for one in taken if question.key in one.marks}
        assert (asked_of(question.key, taken) is None) == (len(people) < 5)
    assert (quiz_statistics(taken) is None) == (len({one.person for one in taken}) < 5)


def made(*rows: tuple[float, float], answer: object = None) -> list[Taken]:
    """Marks for q1 and for everything else."""
    return [Taken(place, {"q1": mark, "rest": rest}, {"q1": answer}) for place, (mark, rest) in enumerate(rows)]


def test_a_question_that_who_knows_the_rest_gets_right_discriminates_wholly():
    found = item_statistics(asked_of("q1", made((1, 1), (1, 1), (1, 1), (0, 0), (0, 0), (0, 0))))
    assert [found.facility, found.discrimination, found.difference] == pytest.approx([0.5, 1, 1])


def test_a_question_against_the_rest():
    taken = made((0, 1), (0, 1), (0, 1), (1, 0), (1, 0), (1, 0.1))
    item = analysis_of([single("q1")], taken).items[0]
    assert item.statistics.discrimination is not None
    assert item.statistics.discrimination < -0.9
    assert Sign.AGAINST in item.signs


def test_a_question_that_everybody_gets_right_says_nothing_about_anybody():
    found = item_statistics(asked_of("q1", made(*[(1, rest / 10) for rest in range(8)])))
    assert (found.facility, found.discrimination) == (1, None)


def test_the_correlation_is_pearsons():
    assert correlation([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)


def test_a_wrong_answer_that_the_best_choose_is_a_sign():
    best = [Taken(n, {"q1": 0.0, "rest": 1.0}, {"q1": "q1c2"}) for n in range(6)]
    weakest = [Taken(n, {"q1": 1.0, "rest": 0.0}, {"q1": "q1c1"}) for n in range(6, 12)]
    item = analysis_of([single("q1")], best + weakest).items[0]
    by_key = {one.key: one for one in item.answers}
    assert (by_key["q1c2"].share, by_key["q1c3"].share) == (0.5, 0)
    assert Sign.MISLEADING not in item.signs or by_key["q1c2"].among_best > by_key["q1c2"].among_weakest


def test_what_few_people_wrote_is_not_told():
    words = ["losi"] * 5 + ["my own name"] * 4 + ["LOSI "]
    taken = [Taken(n, {"q4": 0.0}, {"q4": word}) for n, word in enumerate(words)]
    assert [
        (one.key, one.correct, one.share) for one in answer_statistics(short_text("q4"), asked_of("q4", taken))
    ] == [("losi", True, 0.6)]


def test_how_long_attempts_took():
    taken = [Taken(n, {"q1": 1.0}, {}, 60.0 * n) for n in range(1, 8)]
    assert quiz_statistics(taken).minutes == (2.0, 4.0, 6.0)


def test_ten_thousand_attempts_at_twenty_questions_are_analysed_in_two_seconds():
    chance = random.Random(1)
    questions = [single(f"q{n}", choices=4) for n in range(20)]
    taken = []
    for person in range(10_000):
        answers = {one.key: chance.choice(one.choices).key for one in questions}
        marks = {one.key: float(answers[one.key] == one.choices[0].key) for one in questions}
        taken.append(Taken(person, marks, answers, chance.random() * 3600))
    began = process_time()
    found = analysis_of(questions, taken)
    took = process_time() - began
    assert len(found.items) == 20
    assert took < 2 * SLOWER, took
