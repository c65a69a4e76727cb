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
BY_KEY = {question.key: question for question in QUESTIONS}
KEYS = list(BY_KEY)
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
    for item in analysis_of(BY_KEY, taken).items:
        if item.statistics is not None:
            found = item.statistics
            assert 0 <= found.facility <= 1
            assert 0 <= found.unanswered <= 1
            assert found.discrimination is None or -1 <= found.discrimination <= 1
            assert found.difference is None or -1 <= found.difference <= 1
        for one in item.answers:
            assert all(share is None or 0 <= share <= 1 for share in (one.share, one.among_best, one.among_weakest))


@some
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_nothing(taken: list[Taken], chance):
    shuffled = list(taken)
    chance.shuffle(shuffled)
    assert analysis_of(BY_KEY, shuffled) == analysis_of(BY_KEY, taken)


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
    found = item_statistics(asked_of("q1", made(*[(1, 1)] * 10, *[(0, 0)] * 10)))
    assert [found.facility, found.discrimination, found.difference] == pytest.approx([0.5, 1, 1])


def test_a_question_against_the_rest():
    taken = made((0, 1), (0, 1), (0, 1), (1, 0), (1, 0), (1, 0.1))
    item = analysis_of({"q1": single("q1")}, taken).items[0]
    assert item.statistics.discrimination is not None
    assert item.statistics.discrimination < -0.9
    assert Sign.AGAINST in item.signs


def test_a_question_that_everybody_gets_right_says_nothing_about_anybody():
    found = item_statistics(asked_of("q1", made(*[(1, rest / 10) for rest in range(8)])))
    assert (found.facility, found.discrimination) == (1, None)


def test_the_correlation_is_pearsons():
    assert correlation([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)


def test_a_wrong_answer_that_the_best_choose_is_a_sign():
    best = [Taken(n, {"q1": 0.0, "rest": 1.0, "more": 1.0}, {"q1": "q1c2"}) for n in range(10)]
    weakest = [Taken(n, {"q1": 1.0, "rest": 0.0, "more": 0.0}, {"q1": "q1c1"}) for n in range(10, 20)]
    item = analysis_of({"q1": single("q1")}, best + weakest).items[0]
    by_key = {one.key: one for one in item.answers}
    assert (by_key["q1c2"].share, by_key["q1c3"].share) == (0.5, 0)
    assert Sign.MISLEADING in item.signs
    assert (by_key["q1c2"].among_best, by_key["q1c2"].among_weakest) == (1, 0)


def chose(**counts: int) -> list[Taken]:
    """The first choice of q1 is right; the rest of each attempt is another."""
    keys = [key for key, count in counts.items() for _time in range(count)]
    return [Taken(n, {"q1": float(key == "q1c1"), "rest": n / len(keys)}, {"q1": key}) for n, key in enumerate(keys)]


def test_of_the_best_and_the_weakest_nothing_is_told_where_they_are_fewer_than_five():
    item = analysis_of({"q1": single("q1")}, chose(q1c1=9, q1c2=9)).items[0]
    assert (item.statistics.difference, item.statistics.ends_told) == (None, False)
    assert {(one.among_best, one.among_weakest) for one in item.answers} == {(None, None)}
    assert [one.share for one in item.answers] == [0.5, 0.5, 0]
    told = analysis_of({"q1": single("q1")}, chose(q1c1=10, q1c2=10)).items[0]
    assert told.statistics.ends_told
    assert told.answers[0].among_best is not None


def test_how_few_chose_an_answer_is_withheld_and_cannot_be_reckoned_from_the_others():
    def shares(**counts: int) -> list[bool]:
        return [one.share is None for one in analysis_of({"q1": single("q1")}, chose(**counts)).items[0].answers]

    assert shares(q1c1=10, q1c2=4, q1c3=2) == [False, True, True]
    assert shares(q1c1=10, q1c2=6, q1c3=4) == [False, True, True]
    assert shares(q1c1=10, q1c2=5) == [False, False, False]


def test_what_a_question_weighs_counts_in_the_score_and_in_the_rest():
    attempt = Taken(1, {"q1": 1.0, "q2": 0.0}, {}, weights={"q1": 3})
    assert attempt.score == 0.75


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
    found = analysis_of({one.key: one for one in questions}, taken)
    took = process_time() - began
    assert len(found.items) == 20
    assert took < 2 * SLOWER, took
