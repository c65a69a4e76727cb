"""What a plain form shows before and after it is marked."""

import pytest

from courses.packages.plain import exercise_of
from tests.courses.packages.plain.rendering import filled, sheet
from tests.factories.exercises import EXAMPLES, SCORED, WEBVTT, Example, Parameters, example, nested


class Files:
    def address(self, path: str) -> str:
        return f"/files/{path}"

    def text(self, path: str) -> str:
        return WEBVTT if path == "files/film.vtt" else ""


def shown(name: str, **changes: object) -> str:
    held = example(name)
    return sheet(exercise_of(main=held.main, parameters=held.parameters | changes, files=Files()))


def marked(name: str, answers: Parameters, **changes: object) -> str:
    held = example(name)
    return filled(exercise_of(main=held.main, parameters=held.parameters | changes, files=Files()), answers)


@pytest.mark.parametrize("held", SCORED, ids=lambda one: one.name)
def test_a_sheet_tells_no_answer_and_a_marked_one_does(held: Example):
    exercise = exercise_of(main=held.main, parameters=held.parameters)
    for said in ("✓", "✗", "Not right", "Right answer"):
        assert said not in sheet(exercise)
    assert any(said in filled(exercise, held.partly) for said in ("✗", "Not right", "This was right too"))
    assert "Not right" not in filled(exercise, held.right)
    assert "✗" not in filled(exercise, held.right)


@pytest.mark.parametrize("held", SCORED, ids=lambda one: one.name)
def test_every_field_of_the_form_is_on_the_sheet_with_a_name_and_a_label(held: Example):
    exercise = exercise_of(main=held.main, parameters=held.parameters)
    page = sheet(exercise)
    for name, field in exercise.form().fields.items():
        assert f'name="{name}"' in page
        assert str(field.label)


@pytest.mark.parametrize("name", ["multi-choice", "single-choice-set", "summary"])
def test_answers_are_shuffled_by_the_sheet_alone(name: str):
    held = example(name)
    orders = {seed: str(sheet(exercise_of(main=held.main, parameters=held.parameters, seed=seed))) for seed in "abcdef"}
    assert len(set(orders.values())) > 1
    assert orders["a"] == sheet(exercise_of(main=held.main, parameters=held.parameters, seed="a"))


def test_one_answer_is_needed_where_one_must_be_right():
    for name, field in [("true-or-false", "p1"), ("single-choice-set", "p2"), ("summary", "p1")]:
        held = example(name)
        form = exercise_of(main=held.main, parameters=held.parameters).form({})
        assert form.errors[field] == ["Choose an answer."]


def test_what_is_not_offered_is_not_taken():
    for name, answers in [
        ("multi-choice", {"p1": ["9"]}),
        ("drag-text", {"p1-0": "x"}),
        ("mark-the-words", {"p1": ["99"]}),
    ]:
        held = example(name)
        assert not exercise_of(main=held.main, parameters=held.parameters).form(answers).is_valid()


def test_tips_come_before_and_feedback_after():
    assert "Think of places" in shown("multi-choice")
    assert "Open to all." not in shown("multi-choice")
    assert "Open to all." in marked("multi-choice", {"p1": ["0"]})
    assert "Libraries lend their computers." in marked("multi-choice", {"p1": ["1"]})
    assert "It begins with t." in shown("blanks")
    assert "What does a page give?" in shown("drag-text")
    assert "Yes, a form." in marked("drag-text", {"p1-1": "download"})
    assert "Not yet." in marked("drag-text", {"p1-1": "advertisement"})
    assert "Think of skills." in shown("summary")
    assert "Indeed: a check finds" in marked("true-or-false", {"p1": "false"})


def test_solutions_that_the_author_keeps_are_kept():
    hidden = {"enableSolutionsButton": False}
    for name, answers, told in [
        ("blanks", {"p1-0": "x"}, "Right answer: transaction"),
        ("true-or-false", {"p1": "true"}, "Right answer: False"),
        ("mark-the-words", {"p1": []}, "This was right too"),
    ]:
        assert told in marked(name, answers, behaviour={})
        assert told not in marked(name, answers, behaviour=hidden)


def test_a_set_may_keep_the_solutions_of_all_its_questions():
    held = example("question-set")
    some = {"p1": [], "p2": "true"}
    assert "This was right too" in marked("question-set", some)
    assert "This was right too" not in marked("question-set", some, override={"showSolutionButton": "off"})
    assert held.parameters["questions"][0]["params"]["behaviour"]["enableSolutionsButton"]


def test_the_author_speaks_to_the_result():
    held = example("multi-choice")
    exercise = exercise_of(main=held.main, parameters=held.parameters)
    assert exercise.words_for(exercise.marks({"p1": []})) == "Read the lesson again: 0 of 2."
    assert exercise.words_for(exercise.marks({"p1": ["0"]})) == "Well done."


def test_a_column_shows_what_it_can_and_says_what_it_leaves_out():
    page = shown("column")
    assert 'src="/files/images/map.png" alt="Map of the districts"' in page
    assert "“Pictures of the library” is left out here" in page
    assert 'href="https://example.org/report"' in page
    held = example("column").parameters["content"]
    essay = {"content": nested("H5P.Essay 1.5", {})}
    assert exercise_of(main="H5P.Column 1.16", parameters={"content": [*held, essay]}) is None


def test_a_film_has_its_transcript_and_what_comes_up_in_it_in_order():
    page = shown("video")
    for said in (
        "A day at the counter",
        'href="/files/videos/film.mp4"',
        "Good morning, what can I do for you?",
        "My form &amp; I.",
    ):
        assert said in page
    assert "Clerk" not in page
    assert page.index("Look at the queue.") < page.index("automatic check") < page.index("Sort the papers")
    assert page.index("Sort the papers") < page.index("Access is a cable.")


def test_slides_are_read_from_top_to_bottom():
    page = shown("slides")
    assert page.index("Slide 1 of 2: Why it matters") < page.index("Above.") < page.index("Below.")
    assert page.index("Below.") < page.index("Slide 2 of 2") < page.index("Who owns the data")


def test_what_is_only_read_has_no_questions():
    for name in ("accordion", "cards"):
        assert exercise_of(main=example(name).main, parameters=example(name).parameters).most == 0
    assert "<h2>Who is left out?</h2>" in shown("accordion")
    assert "Residents give the same fact" in shown("cards")
    assert 'alt="A form with one line"' in shown("cards")


def test_figures_are_estimated_and_then_compared():
    page = marked("divide-map", example("divide-map").partly)
    for said in ("40.5%", "30.5%", "An invented figure.", "✓ Close enough", "79.9%", "✗ Too far off"):
        assert said in page


@pytest.mark.parametrize("main", ["H5P.Essay 1.5", "H5P.MultiChoice 2.0", "H5P.MultiChoice", "multichoice 1.16", ""])
def test_a_type_that_is_not_known_has_no_plain_form(main: str):
    assert exercise_of(main=main, parameters=example("multi-choice").parameters) is None


@pytest.mark.parametrize("held", EXAMPLES, ids=lambda one: one.name)
@pytest.mark.parametrize("parameters", [{}, {"content": 1}, {"questions": "x", "answers": [1, None]}, {"panels": [[]]}])
def test_parameters_that_are_not_the_types_have_no_plain_form_or_an_empty_one(held: Example, parameters: Parameters):
    exercise = exercise_of(main=held.main, parameters=parameters)
    if exercise is not None:
        sheet(exercise)


def test_contents_inside_contents_without_end_are_left_out_at_some_depth():
    held: Parameters = {"content": []}
    for _time in range(500):
        held = {"content": [{"content": nested("H5P.Column 1.16", held)}]}
    assert "is left out here" in sheet(exercise_of(main="H5P.Column 1.16", parameters=held))
