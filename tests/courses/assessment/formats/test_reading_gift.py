"""GIFT as instructors write it by hand and as Moodle writes it."""

from decimal import Decimal

import pytest

from courses.assessment.formats.gift.reading import read_gift
from courses.assessment.formats.items import Item, Line, Verdict
from courses.outline.structure import Question, QuestionKind

K = QuestionKind
KEY = "2f1c0a52-6a0e-4e9f-9a51-0c8a5b9d7e11"


def line(text: str) -> Line:
    lines = read_gift(text.encode(), language="en").lines
    assert len(lines) == 1
    return lines[0]


def item(text: str) -> Item:
    found = line(text).item
    assert found is not None, line(text).notes
    return found


def question(text: str) -> Question:
    return item(text).question


def words(question: Question) -> str:
    return question.texts["en"]


def test_one_right_choice_with_feedback_and_half_a_credit():
    asked = question("Who sends the invitation?{~the mayor#No. =the secretariat#Yes! ~%50%the desk ~nobody}")
    assert asked.kind is K.SINGLE
    assert [(one.texts["en"], one.correct, one.credit) for one in asked.choices] == [
        ("the mayor", False, None), ("the secretariat", True, None), ("the desk", False, 50), ("nobody", False, None),
    ]  # fmt: skip
    assert [one.feedback.get("en", "") for one in asked.choices] == ["No.", "Yes!", "", ""]


def test_several_right_choices_with_costs():
    asked = question("Which two?{~%50%a ~%50%b ~%-100%c}")
    assert (asked.kind, [one.credit for one in asked.choices]) == (K.MULTIPLE, [50, 50, -100])


def test_thirds_stay_the_whole():
    asked = question("Which three?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}")
    assert [one.credit for one in asked.choices] == [33, 34, 33, None] or sum(
        one.credit or 0 for one in asked.choices
    ) == 100


def test_right_choices_that_share_everything_with_wrong_ones_that_cost_as_much_are_the_default():
    asked = question("Which two?{~%50%a ~%50%b ~%-50%c}")
    assert [(one.correct, one.credit) for one in asked.choices] == [(True, None), (True, None), (False, None)]


@pytest.mark.parametrize(("word", "answer"), [("T", True), ("TRUE", True), ("F", False), ("false", False)])
def test_a_statement(word: str, answer: bool):
    assert question(f"The sun rises in the east.{{{word}}}").answer is answer


def test_feedback_to_everybody_comes_in_and_feedback_to_a_right_and_a_wrong_statement_does_not():
    found = line("42.{FALSE#It is.#You are right.\n####From a book.}")
    assert found.verdict is Verdict.LOSS
    assert found.item.question.feedback == {"en": "From a book."}


def test_short_answers_with_parts_of_the_credit():
    asked = question("Where?{=Nazareth =%75%Nazereth}")
    assert (asked.accepted, asked.credits) == ({"en": ("Nazareth", "Nazereth")}, {"Nazereth": 75})


def test_a_missing_word_is_a_gap():
    asked = question("Two plus two {=is =are} four.")
    assert (asked.kind, words(asked), asked.gaps[0].accepted) == (
        K.FILL_IN,
        "Two plus two [[1]] four.",
        {"en": ("is", "are")},
    )


def test_a_missing_word_to_choose_leaves_a_blank():
    assert (
        words(question("The holiday is on the {~second =fourth} Thursday.")) == "The holiday is on the _____ Thursday."
    )


@pytest.mark.parametrize(
    ("answers", "value", "tolerance"),
    [
        ("#1822", "1822", "0"),
        ("#1822:5", "1822", "5"),
        ("#3.141..3.142", "3.1415", "0.0005"),
        ("#-2,5:0,5", "-2.5", "0.5"),
    ],
)
def test_numbers(answers: str, value: str, tolerance: str):
    number = question(f"When?{{{answers}}}").numbers[0]
    assert (number.value, number.tolerance) == (Decimal(value), Decimal(tolerance))


def test_a_number_that_is_near_enough_for_half():
    asked = question("When was it?{#\n  =1822:0  #Exactly.\n  =%50%1822:2  #Nearly,\n           and half is yours.}")
    assert [(number.tolerance, number.credit) for number in asked.numbers] == [(Decimal(0), 100), (Decimal(2), 50)]
    assert asked.numbers[1].feedback == {"en": "Nearly,\nand half is yours."}


def test_pairs_and_matches_of_nothing():
    asked = question("Match.{\n =Kenya -> Nairobi\n =Korea -> [html]<b>Seoul</b>\n = -> Paris\n}")
    assert [(pair.texts["en"], pair.matches["en"]) for pair in asked.pairs] == [
        ("Kenya", "Nairobi"),
        ("Korea", "Seoul"),
    ]
    assert [choice.texts["en"] for choice in asked.choices] == ["Paris"]


def test_an_order():
    asked = question("Order.{>3 ALL VERTICAL ABSOLUTE_POSITION\nfirst\nsecond\nthird}")
    assert [one.texts["en"] for one in asked.choices] == ["first", "second", "third"]
    assert question("Order.{>first\nsecond}").choices[0].texts == {"en": "first"}


def test_an_essay():
    assert question("::Q8:: How are you? {}").kind is K.ESSAY


def test_the_name_the_number_and_the_tags():
    before = f"$CATEGORY: $course$/top/Waste\n\n// [id:{KEY}] [tag:Fees] [tag:competency:Plans budgets]\n"
    found = item(f"{before}::Fees::How much? {{#3}}")
    assert (found.name, found.question.key) == ("Fees", KEY)
    assert (found.topics, found.competencies) == (("Waste", "Fees"), ("Plans budgets",))


def test_the_numbers_of_other_programs_are_no_keys():
    assert question("// [id:item1]\nWhy?{}").key == question("Why?{}").key != "item1"


def test_without_a_number_the_same_question_has_the_same_key_every_time():
    assert question("Why?{}").key == question("// a comment\n\nWhy? {}").key != question("Why not?{}").key


def test_signs_that_are_escaped_are_signs():
    asked = question(r"Which is \{equal\} \: 5\\? {~ \= 2 + 2 = \= 2 + 3\n\~ and \# more }")
    assert (words(asked), asked.choices[1].texts["en"]) == ("Which is {equal} : 5\\?", "= 2 + 3\n~ and # more")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("[html]<p>Why <b>not</b>?</p>", "Why not?"), ("[markdown]Why **not**?", "Why **not**?"),
     ("[plain]Is a<b>c?", "Is a<b>c?"), ("Is a &lt; b?\nReally?", "Is a < b?\nReally?")],
)  # fmt: skip
def test_formats_of_texts(written: str, shown: str):
    assert words(question(f"{written}{{}}")) == shown


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("Only words.", "No answers in braces"),
        ("Why {=a", "braces do not match"),
        ("Why? {=a}}", "braces do not match"),
        ("{=a}", "has no text"),
        ("Why?{~a ~b}", "no answer that could be right"),
        ("Why?{#many}", "not a number"),
        ("Why?{anything}", "cannot be taken"),
        ("Why?{=a ~}", "has no text"),
        ("Why?{~%500%a =b}", "not a number"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_line(written: str, note: str):
    refused = line(f"// first\n\n{written}")
    assert (refused.verdict, refused.place) == (Verdict.REFUSED, "3")
    assert note in refused.notes[0]


def test_one_bad_question_keeps_no_other_from_being_taken():
    verdicts = [one.verdict for one in read_gift(b"Why?{}\n\nBad\n\nHow?{T}\n", language="en").lines]
    assert verdicts == [Verdict.TAKEN, Verdict.REFUSED, Verdict.TAKEN]
