"""Claimed scores that parameters cannot give, and answers that are scored anew."""

from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.packages.plain.claims import fits, is_rescored, rescored
from tests.courses.packages.plain.drawn import contents, questions
from tests.factories.exercises import EXAMPLES, Example, Parameters, example, nested

WELL_KNOWN = [one for one in EXAMPLES if one.name != "video"]
"""The film holds a task that has no plain form: its points are more than those of the form."""


def fit(main: str, parameters: Parameters, raw: float | None, most: float | None) -> bool:
    points = [None if value is None else Decimal(str(value)) for value in (raw, most)]
    return fits(main=main, parameters=parameters, raw=points[0], most=points[1])


@pytest.mark.parametrize("held", WELL_KNOWN, ids=lambda one: one.name)
def test_what_the_parameters_give_fits_and_what_they_cannot_does_not(held: Example):
    assert fit(held.main, held.parameters, held.points, held.most)
    assert fit(held.main, held.parameters, None, None)
    above = [(held.most + 1, held.most), (held.most + 1, held.most + 1), (999, 1)]
    odd: list[tuple[float | None, float | None]] = [
        (-1, held.most), (0.5, held.most), (None, held.most), (held.most, None), (float("nan"), held.most),
    ]  # fmt: skip
    for raw, most in [*above, *odd]:
        assert not fit(held.main, held.parameters, raw, most)


def test_of_an_unknown_type_only_the_order_of_the_two_can_be_judged():
    assert fit("H5P.Essay 1.5", {}, 7, 9)
    assert not fit("H5P.Essay 1.5", {}, 10, 9)
    assert fit("H5P.MultiChoice 2.0", {}, 7, 9)


def test_of_a_drawn_set_the_most_is_what_some_of_its_questions_give():
    worth = [nested("H5P.Blanks 1.14", {"questions": ["*a* " * count]}) for count in (1, 2, 5)]
    pool = {"questions": worth, "poolSize": 2}
    assert [most for most in range(10) if fit("H5P.QuestionSet 1.20", pool, 0, most)] == [3, 6, 7]


def test_what_somebody_makes_to_cost_costs_little():
    """A claim is judged while a learner waits, and each of them again."""
    worth = [nested("H5P.Blanks 1.14", {"questions": ["*a* " * count]}) for count in range(1, 101)]
    drawn = ("H5P.QuestionSet 1.20", {"questions": worth[:80], "poolSize": 40})
    column = ("H5P.Column 1.16", {"content": [{"content": one} for one in worth]})
    commas = ("H5P.MarkTheWords 1.11", {"textField": "<p>" + "a" + "," * 100_000 + "a *b*</p>"})
    gaps = ("H5P.Blanks 1.14", {"questions": ["*a* " * 200_000]})
    begun = process_time()
    words = ("H5P.MarkTheWords 1.11", {"textField": "a " * 200_000})
    for main, parameters in (drawn, column, commas, gaps, words):
        fit(main, parameters, 0, 1)
    assert fit(*drawn, 0, sum(range(1, 41)))
    assert not fit(*drawn, 0, sum(range(1, 41)) - 1)
    assert process_time() - begun < 4


def test_a_text_of_1200_gaps_is_scored_anew_with_separators_typed_into_some():
    parameters = {"questions": ["*a[,]b* " + "*a* " * 1_199]}
    answers = "a[,]b[,]" + "[,]".join(["a"] * 1_199)
    assert rescored("H5P.Blanks 1.14", parameters, answers).points == 1_200


def test_a_column_may_report_while_a_set_in_it_is_half_done():
    held = {"content": [{"content": nested("H5P.SingleChoiceSet 1.11", example("single-choice-set").parameters)}]}
    assert [most for most in range(4) if fit("H5P.Column 1.16", held, 0, most)] == [1, 2]


def test_a_film_counts_what_was_met_in_it():
    tasks = [
        {"duration": {"from": 1}, "action": nested("H5P.Blanks 1.14", {"questions": ["*a* " * n]})} for n in (2, 3)
    ]
    film = {"interactiveVideo": {"assets": {"interactions": tasks}}}
    assert [most for most in range(7) if fit("H5P.InteractiveVideo 1.27", film, 0, most)] == [0, 2, 3, 5]


THINGS = [{"multiple": False}, {"multiple": True}, {}]
PLACES = [{"correctElements": ["0", "1"]}, {"correctElements": ["1"]}, {"correctElements": ["7"]}]


def dragged(elements: list[Parameters], places: list[Parameters], **behaviour: bool) -> list[int]:
    """What such a task may have as the most of its points."""
    held = {"question": {"task": {"elements": elements, "dropZones": places}}, "behaviour": behaviour}
    return [most for most in range(6) if fit("H5P.DragQuestion 1.15", held, 0, most)]


def test_a_task_of_things_and_places_has_a_point_for_each_thing_or_each_of_its_places():
    assert dragged(THINGS, PLACES) == [3]
    assert dragged([{}, {}], PLACES) == [2]
    assert dragged(THINGS, PLACES, singlePoint=True) == [1]
    assert dragged(THINGS, [{"correctElements": []}]) == [1]
    assert dragged([], []) == [1]


RESPONSES = {
    "multi-choice": ("0[,]2", "0[,]2[,]3"),
    "true-or-false": ("false", "true"),
    "blanks": ("transaction[,]Nairobi[,]Seoul", "transactoin[,]nairobi[,]"),
    "drag-text": ("information[,]download[,]transaction", "information[,]advertisement[,]"),
    "mark-the-words": ("3[,]4[,]8", "0[,]3[,]4"),
    "own-choice": ("0[,]2", "0"),
    "divide-map": ("africa[.]30.5[,]europe[.]90", "africa[.]40.5[,]europe[.]79.9"),
    "service-scale": ("0[.]1[,]1[.]3", "0[.]1[,]1[.]0"),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_reported_answers_are_scored_anew(name: str):
    held, (right, partly) = example(name), RESPONSES[name]
    assert float(rescored(held.main, held.parameters, right).points) == held.most
    assert float(rescored(held.main, held.parameters, partly).points) == held.points
    assert rescored(held.main, held.parameters, right).most == held.most


@pytest.mark.parametrize("name", RESPONSES)
@pytest.mark.parametrize(
    "response", ["", "x", "[,]", "[.]", "1[.]1", "9[,]" * 5000, "\0", "africa[.]NaN[,]europe[.]1e999"]
)
def test_what_the_type_cannot_have_written_earns_nothing(name: str, response: str):
    held = example(name)
    assert rescored(held.main, held.parameters, response).points == 0


def test_the_separator_that_somebody_typed_costs_no_points():
    parameters = {"questions": ["*a* *b* *c*"]}
    assert rescored("H5P.Blanks 1.14", parameters, "a[,]x[,]y[,]c").points == 2
    assert rescored("H5P.Blanks 1.14", parameters, "a[,]x[,]y[,]z[,]b[,]c").points == 3 - 1


@pytest.mark.parametrize(
    "main", ["H5P.Summary 1.10", "H5P.Column 1.16", "H5P.Essay 1.5", "Polidari.ServiceScale 1.0", "?"]
)
def test_types_that_do_not_report_their_answers_are_not_scored_anew(main: str):
    assert not is_rescored(main)
    assert rescored(main, example("summary").parameters, "0") is None


@given(contents(), st.integers(0, 200), st.integers(0, 200))
def test_a_claim_above_the_most_is_refused(held: tuple[str, Parameters, int], raw: int, most: int):
    main, parameters, reachable = held
    assert fit(main, parameters, reachable, reachable)
    if most > reachable or raw > most:
        assert not fit(main, parameters, raw, most)


@given(questions(), st.data())
def test_any_response_scores_within_bounds_and_the_right_one_gives_all(held: tuple[str, Parameters, str], data: Any):
    main, parameters, right = held
    score = rescored(main, parameters, right)
    assert score.points == score.most
    parts = st.lists(st.sampled_from(["0", "1", "2", "true", "false", "a", "", "[,]"]), max_size=6)
    other = rescored(main, parameters, "[,]".join(data.draw(parts)))
    assert 0 <= other.points <= other.most == score.most


@given(questions(), st.data())
def test_a_choice_scores_the_same_in_any_order_of_its_ids(held: tuple[str, Parameters, str], data: Any):
    main, parameters, _right = held
    if main.startswith(("H5P.MultiChoice", "H5P.MarkTheWords")):
        ids = data.draw(st.lists(st.sampled_from(["0", "1", "2"]), unique=True))
        shuffled = data.draw(st.permutations(ids))
        assert rescored(main, parameters, "[,]".join(ids)) == rescored(main, parameters, "[,]".join(shuffled))
