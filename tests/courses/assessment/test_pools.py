"""What an attempt asks is drawn from the quiz's own questions and from its pools."""

from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.drawing import draw
from courses.outline.structure import Pool, Quiz
from tests.factories.outlines import matching, multiple, ordering, single

OWN = tuple(single(f"own{place}") for place in range(3))
ONE = tuple(multiple(f"one{place}") for place in range(4))
TWO = (*ONE[:2], single("two"))


def content(*, shuffle: bool = True, draw: int = 0, one: int = 2, two: int = 1) -> Quiz:
    pools = (Pool(key="p1", draw=one, questions=ONE), Pool(key="p2", draw=two, questions=TWO))
    return Quiz(questions=OWN, pools=pools, draw=draw, shuffle=shuffle)


def keys(quiz: Quiz) -> list[str]:
    return [drawn["question"] for drawn in draw(quiz)]


@given(st.integers(0, 5), st.integers(1, 6), st.integers(1, 6))
def test_each_pool_gives_what_is_drawn_from_it_and_nothing_is_asked_twice(number: int, one: int, two: int):
    quiz = content(draw=number, one=one, two=two)
    asked = keys(quiz)
    assert len(asked) == len(set(asked)) <= quiz.questions_drawn
    assert sum(key.startswith("own") for key in asked) == min(number or 3, 3)
    assert sum(key.startswith("one") for key in asked) >= min(one, 4)


def test_draws_from_a_pool_differ():
    assert len({frozenset(keys(content())) for _time in range(40)}) > 1


def test_without_shuffling_questions_and_choices_stand_as_they_were_written():
    quiz = content(shuffle=False, one=4, two=3)
    assert keys(quiz) == [question.key for question in (*OWN, *ONE, TWO[2])]
    assert draw(quiz)[0]["choices"] == ["own0c1", "own0c2", "own0c3"]


def test_lines_and_matches_are_shuffled_all_the_same():
    lines, pairs = ordering("o", items=2), matching("m", pairs=6)
    quiz = Quiz(questions=(lines, pairs), shuffle=False)
    assert {tuple(draw(quiz)[0]["choices"]) for _time in range(20)} == {("oc2", "oc1")}
    assert len({tuple(draw(quiz)[1]["choices"]) for _time in range(20)}) > 1


def test_a_draw_notes_the_version_of_the_bank():
    question = single("q").model_copy(update={"version": 3})
    assert draw(Quiz(questions=(question,)))[0]["version"] == 3
