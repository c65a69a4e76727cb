"""Points as the real types give them for the same answers, and what they call passed."""

from decimal import Decimal
from typing import Any

import pytest

from courses.packages.plain import exercise_of
from tests.factories.exercises import EXAMPLES, Example, Parameters, example, nested


def marks(
    main: str, parameters: Parameters, answers: dict[str, Any], seed: str = ""
) -> tuple[float, float, bool | None]:
    exercise = exercise_of(main=main, parameters=parameters, seed=seed)
    score = exercise.marks(answers)
    return float(score.points), float(score.most), score.passed


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_right_answers_give_all_points_and_others_fewer(example: Example):
    assert marks(example.main, example.parameters, example.right)[:2] == (example.most, example.most)
    assert marks(example.main, example.parameters, example.partly)[:2] == (example.points, example.most)


def choice(*rights: bool | None, weights: tuple[float, ...] = (), **behaviour: Any) -> Parameters:
    answers: list[Parameters] = [{"text": f"Answer {place}"} for place in range(len(rights))]
    for answer, right in zip(answers, rights, strict=True):
        answer |= {} if right is None else {"correct": right}
    for answer, weight in zip(answers, weights, strict=False):
        answer["weight"] = weight
    return {"question": "Which?", "answers": answers, "behaviour": behaviour}


@pytest.mark.parametrize(
    ("parameters", "chosen", "expected"),
    [
        (choice(True, True, False, singlePoint=False), ["0", "1"], (2, 2, True)),
        (choice(True, True, False, singlePoint=False), ["0"], (1, 2, False)),
        (choice(True, True, False, singlePoint=False), ["0", "2"], (0, 2, False)),
        (choice(True, True, False, False, singlePoint=False), ["2", "3"], (0, 2, False)),
        (choice(True, True, False, singlePoint=False, passPercentage=50), ["0"], (1, 2, True)),
        (choice(True, True, False, singlePoint=True), ["0", "1"], (1, 1, True)),
        (choice(True, True, False, singlePoint=True), ["0"], (0, 1, False)),
        (choice(True, True, False, singlePoint=True, passPercentage=50), ["0"], (1, 1, True)),
        (choice(True, True, False), ["0"], (0, 1, False)),
        (choice(False, True, False), ["1"], (1, 1, True)),
        (choice(False, True, False), ["0"], (0, 1, False)),
        (choice(False, True, type="multi", singlePoint=False), ["0", "1"], (0, 1, False)),
        (choice(True, True, False, type="single"), ["1"], (1, 1, True)),
        (choice(False, False, singlePoint=False), [], (1, 1, True)),
        (choice(False, False, singlePoint=False), ["1"], (0, 1, False)),
        (choice(False, False, singlePoint=True), [], (1, 1, True)),
        (choice(True, True, False, weights=(3, 1, 2), singlePoint=False), ["0", "2"], (1, 4, False)),
        (choice(True, True, weights=(0.5, 0.25), singlePoint=False), ["0"], (0.5, 0.75, False)),
        (choice(None, False), ["0"], (1, 1, True)),
        (choice(True, True, False, singlePoint=False), ["0", "1", "7"], (2, 2, True)),
    ],
)
def test_multi_choice(parameters: Parameters, chosen: list[str], expected: tuple[float, float, bool]):
    assert marks("H5P.MultiChoice 1.16", parameters, {"p1": chosen}) == expected


@pytest.mark.parametrize(
    ("gap", "answer", "right", "behaviour"),
    [
        ("Nairobi", "Nairobi", True, {}),
        ("Nairobi", "nairobi", False, {}),
        ("Nairobi", "nairobi", True, {"caseSensitive": False}),
        ("Nairobi", "  Nairobi\u00a0", True, {}),
        (" Nairobi / Mombasa :a city", "Mombasa", True, {}),
        ("Nairobi/Mombasa", "Nairobi/Mombasa", False, {}),
        ("R&amp;D", "R&D", True, {}),
        ("<strong>Nairobi</strong>", "Nairobi", True, {}),
        ("Nairobi", "Nairobbi", False, {}),
        ("Nairobi", "Nairobbi", True, {"acceptSpellingErrors": True}),
        ("Nairobi", "Narobbi", False, {"acceptSpellingErrors": True}),
        ("Nairobi", "Niarobi", True, {"acceptSpellingErrors": True}),
        ("map", "mop", False, {"acceptSpellingErrors": True}),
        ("city", "cito", True, {"acceptSpellingErrors": True}),
        ("administration", "adminstraton", True, {"acceptSpellingErrors": True}),
        ("administration", "adminstratn", False, {"acceptSpellingErrors": True}),
        ("İzmir", "i̇zmir", True, {"caseSensitive": False}),
        ("Nairobi", "", False, {}),
        ("Nairobi/", "", True, {}),
    ],
)
def test_blanks(gap: str, answer: str, right: bool, behaviour: Parameters):
    parameters = {"questions": [f"<p>In *{gap}*.</p>"], "behaviour": behaviour}
    assert marks("H5P.Blanks 1.14", parameters, {"p1-0": answer}) == (right, 1, None)


@pytest.mark.parametrize(
    ("question", "gaps"),
    [
        ("*a* and *b*", 2),
        ("*a**b*", 1), ("** and *b*", 1), ("*a* and *b", 1), ("a <b>*x*</b> *y*", 2), ("<p>*a*</p>\n*b*", 2),
    ],
)  # fmt: skip
def test_blanks_has_as_many_gaps_as_the_real_type_finds(question: str, gaps: int):
    assert exercise_of(main="H5P.Blanks 1.14", parameters={"questions": [question]}).most == gaps


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("*city*", ["city"]),
        ("*city :Where?*", ["city"]),
        ("*city\\+Yes.\\-No.*", ["city"]),
        ("*city \\-No.\\+Yes. :Where? *", ["city"]),
        ("*R&amp;D* and *it&#039;s*", ["R&amp;D", "it&#039;s"]),
        ("one *city\nof* two", ["city<br/>of"]),
    ],
)
def test_drag_text_compares_the_words_without_their_signs(field: str, words: list[str]):
    answers = {f"p1-{place}": word for place, word in enumerate(words)}
    assert marks("H5P.DragText 1.10", {"textField": field}, answers) == (len(words), len(words), None)


@pytest.mark.parametrize(
    ("field", "chosen", "expected"),
    [
        ("<p>A *city* and a *town*.</p>", ["1", "4"], (2, 2, True)),
        ("<p>A *city* and a *town*.</p>", ["1"], (1, 2, False)),
        ("<p>A *city* and a *town*.</p>", ["1", "4", "0"], (1, 2, False)),
        ("<p>A *city* and a *town*.</p>", ["0", "2"], (0, 2, False)),
        ("<p>Nothing is right.</p>", [], (1, 1, True)),
        ("<p>Nothing is right.</p>", ["0"], (0, 1, False)),
        ("<p>(*city*), “*town*”</p>", ["0", "1"], (2, 2, True)),
        ("<p>3 ** 4 *city*</p>", ["3"], (1, 1, True)),
    ],
)
def test_mark_the_words(field: str, chosen: list[str], expected: tuple[int, int, bool]):
    assert marks("H5P.MarkTheWords 1.11", {"textField": field}, {"p1": chosen}) == expected


def test_a_question_set_passes_at_its_own_share():
    held, some = example("question-set"), {"p1": ["0", "2"], "p2": "false"}
    assert marks(held.main, held.parameters, held.right)[2] is True
    assert marks(held.main, held.parameters, some)[2] is False
    assert marks(held.main, held.parameters | {"passPercentage": 50}, some)[2] is True


def test_a_pool_asks_as_many_questions_as_it_says_the_same_on_the_same_sheet():
    questions = [nested("H5P.MultiChoice 1.16", choice(True, False) | {"question": str(place)}) for place in range(9)]
    pool = {"questions": questions, "poolSize": 3}
    drawn = {seed: exercise_of(main="H5P.QuestionSet 1.20", parameters=pool, seed=seed) for seed in "abc"}
    texts = {seed: tuple(question.text for question in one.questions) for seed, one in drawn.items()}
    assert {one.most for one in drawn.values()} == {Decimal(3)}
    assert len(set(texts.values())) > 1
    again = exercise_of(main="H5P.QuestionSet 1.20", parameters=pool, seed="a")
    assert tuple(question.text for question in again.questions) == texts["a"]
