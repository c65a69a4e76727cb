"""Moodle XML as Moodle writes it."""

import pytest

from courses.assessment.formats.items import FileRefused, Item, Line, Verdict
from courses.assessment.formats.moodle.reading import read_moodle
from courses.outline.structure import QuestionKind

K = QuestionKind
KEY = "2f1c0a52-6a0e-4e9f-9a51-0c8a5b9d7e11"


def line(kind: str, inside: str, text: str = "<p>Why&nbsp;<b>so</b>?</p>") -> Line:
    xml = (
        f"<quiz><question type='category'><category><text>$course$/top/Waste // water</text></category></question>"
        f"<question type='{kind}'><name><text>Reasons</text></name>"
        f"<questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>{inside}</question></quiz>"
    )
    lines = read_moodle(xml.encode(), language="en").lines
    assert len(lines) == 1
    return lines[0]


def item(kind: str, inside: str, **more: str) -> Item:
    found = line(kind, inside, **more)
    assert found.item, found.notes
    return found.item


def answer(fraction: object, text: str, more: str = "") -> str:
    return f"<answer fraction='{fraction}' format='html'><text>{text}</text>{more}</answer>"


def test_what_every_question_has():
    inside = (
        f"<defaultgrade>2.0000000</defaultgrade><idnumber>{KEY}</idnumber><tags><tag><text>Fees</text></tag></tags>"
    )
    found = item("essay", inside)
    assert (found.name, found.topics, found.question.key) == ("Reasons", ("Waste / water", "Fees"), KEY)
    assert (found.question.texts, found.question.weight) == ({"en": "Why\xa0so?"}, 2)


def test_one_right_choice():
    feedback = "<feedback><text>Yes</text></feedback>"
    asked = item("multichoice", answer(100, "a", feedback) + answer(0, "b") + "<single>true</single>").question
    assert (asked.kind, asked.choices[0].feedback) == (K.SINGLE, {"en": "Yes"})


def test_several_right_choices_and_moodles_own_words_which_are_no_loss():
    own = "<correctfeedback format='html'><text>Your answer is correct.</text></correctfeedback>"
    found = line("multichoice", own + answer("50", "a") + answer("50", "b") + answer(0, "c") + "<single>false</single>")
    assert found.verdict is Verdict.TAKEN
    assert [one.credit for one in found.item.question.choices] == [50, 50, 0]


def test_all_or_nothing():
    assert not item("multichoiceset", answer(100, "a") + answer(100, "b") + answer(0, "c")).question.partial


def test_a_statement():
    assert item("truefalse", answer(0, "true") + answer(100, "false")).question.answer is False


def test_accepted_answers_with_capitals_a_star_and_what_stands_for_anything():
    found = line("shortanswer", "<usecase>1</usecase>" + answer(100, "a\\*b") + answer(50, "b*") + answer(0, "*"))
    asked = found.item.question
    assert (asked.accepted, asked.credits, asked.case_sensitive) == ({"en": ("a*b", "b*")}, {"b*": 50}, True)
    assert found.notes == ("A star that stands for any text is taken as a star.",)


def test_numbers_without_their_units():
    units = "<units><unit><unit_name>m</unit_name></unit></units>"
    found = line("numerical", answer(100, "3.5", "<tolerance>0.1</tolerance>") + answer(0, "*") + units)
    assert (len(found.item.question.numbers), len(found.notes)) == (1, 2)


def test_pairs():
    one = "<subquestion><text>{}</text><answer><text>{}</text></answer></subquestion>"
    asked = item("matching", one.format("Kenya", "Nairobi") + one.format("Korea", "Seoul") + one.format("", "Paris"))
    assert (len(asked.question.pairs), len(asked.question.choices)) == (2, 1)


def test_an_order():
    asked = item("ordering", "<gradingtype>ALL_OR_NOTHING</gradingtype>" + answer(1, "a") + answer(2, "b")).question
    assert (asked.partial, [one.texts["en"] for one in asked.choices]) == (False, ["a", "b"])


def test_gaps_of_every_type():
    text = (
        "<p>{1:SHORTANSWER:=Seoul#Yes~%50%Soul~*#No} is in {1:MULTICHOICE_V:China~=Korea#Yes}, founded "
        "{2:NUMERICAL:=1394:1}, on the {:SAC:%100%Han \\}~=han}.</p>"
    )
    found = line("cloze", "", text=text)
    asked = found.item.question
    assert asked.texts == {"en": "[[1]] is in [[2]], founded [[3]], on the [[4]]."}
    assert [gap.accepted["en"] for gap in asked.gaps] == [("Seoul",), ("Korea",), ("1394",), ("Han }", "han")]
    assert asked.case_sensitive
    assert len(found.notes) == 3


def test_files_and_pictures_are_told():
    text = "<questiontext format='html'><text>x</text><file name='map.png' encoding='base64'>AA==</file></questiontext>"
    xml = f"<quiz><question type='essay'>{text}</question></quiz>"
    assert read_moodle(xml.encode(), language="en").lines[0].notes == ("Files are left out: map.png.",)
    assert "Pictures" in line("essay", "", text="<p>Look: <img src='@@PLUGINFILE@@/a.png' alt='a map'></p>").notes[0]


@pytest.mark.parametrize("kind", ["calculated", "ddwtos", "description", ""])
def test_types_that_are_not_known_are_refused_by_name(kind: str):
    assert line(kind, "").notes == (f"Questions of the type “{kind}” are not known here.",)


def test_other_xml_is_no_file_of_questions():
    with pytest.raises(FileRefused, match=r"."):
        read_moodle(b"<rss/>", language="en")
