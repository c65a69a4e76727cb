from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.texts import Words, texts_in, with_texts
from tests.factories.semantics import COLUMN, QUIZ, semantics_of

ONE = {"question": "Why <b>not</b>?", "answers": [{"text": "Yes &amp; no", "correct": True}, {"text": "No"}]}


def texts(parameters, main):
    return texts_in(filtered(parameters, main=main, semantics_of=semantics_of), main=main, semantics_of=semantics_of)


def test_every_text_an_author_wrote_has_a_path_of_its_own():
    found = texts(ONE, QUIZ)
    assert list(found) == ["question", "answers/0/text", "answers/1/text"]


def test_plain_texts_come_without_escapes_and_texts_with_tags_as_they_are():
    found = texts({"answers": [{"text": "Yes &amp; <em>no</em>", "tips": "Is 3 < 5?"}]}, QUIZ)
    assert found == {
        "answers/0/text": Words("Yes &amp; <em>no</em>", html=True),
        "answers/0/tips": Words("Is 3 < 5?", html=False),
    }


def test_texts_of_nested_libraries_are_found_and_put_back():
    nested = {"library": QUIZ, "params": ONE, "subContentId": "1d3f3f2c-0c8b-4b8a-9f7e-0d1c2b3a4f5e"}
    parameters = {"content": [{"content": nested}]}
    found = texts(parameters, COLUMN)
    assert any(path.endswith("params/answers/1/text") for path in found), found
    translated = {path: f"«{words.text}»" for path, words in found.items()}
    put = with_texts(filtered(parameters, main=COLUMN, semantics_of=semantics_of), translated)
    again = texts(put, COLUMN)
    assert {path: words.text for path, words in again.items()} == translated


def test_a_path_that_leads_nowhere_any_more_changes_nothing():
    put = with_texts(ONE, {"answers/7/text": "x", "answers/0/correct": "x", "": "x", "question/0": "x", "new": "x"})
    assert put == ONE


def test_what_is_given_is_not_changed():
    with_texts(ONE, {"question": "Warum?"})
    assert ONE["question"] == "Why <b>not</b>?"
