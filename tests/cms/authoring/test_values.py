"""Parameters and what their form holds: there and back nothing is lost, and nothing is added the second time."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.authoring.blocks import BlocksOf
from cms.authoring.kinds import Offer, Offered
from cms.authoring.values import typed_fields, written_fields
from courses.packages.h5p.filtering import filtered
from tests.courses.packages.h5p.test_filtering_properties import contents
from tests.factories.semantics import COLUMN, MEDIA, QUIZ, TEXT, VALUES, semantics, semantics_of

OFFER = Offer({name: Offered(name, name.partition(".")[2], semantics_of(name)) for name in VALUES}, keeps=True)
UUID = "1d3f3f2c-0c8b-4b8a-9f7e-0d1c2b3a4f5e"


class Held:
    """Every path is that of a file that the content has."""

    def __init__(self, *files: dict[str, Any]) -> None:
        self._files = {file["path"]: file for file in files}

    def held(self, path: str) -> dict[str, Any]:
        return self._files.get(path, {"path": path})

    def picture(self, pk: int) -> dict[str, Any]:
        return {"path": f"images/{pk}.png", "width": 2, "height": 1}

    def document(self, pk: int) -> dict[str, Any]:
        return {"path": f"files/{pk}.mp3"}


def there_and_back(main: str, parameters: Any, files: Held | None = None) -> dict[str, Any]:
    """Through the block itself, as a form that is opened and saved."""
    tree = semantics_of(main)
    block = BlocksOf().main(OFFER.libraries[main], OFFER)
    value = block.to_python(json.loads(json.dumps(typed_fields(parameters, tree.fields, OFFER))))
    back = written_fields(block.get_prep_value(value), tree.fields, OFFER, files or Held())
    return filtered(back, main=main, semantics_of=semantics_of)


def test_a_whole_quiz_goes_through_its_form_and_stays_what_it_was():
    quiz = {
        "media": {
            "type": {
                "library": MEDIA, "subContentId": UUID, "metadata": {"title": "Map", "license": "CC BY"},
                "params": {
                    "file": {"path": "images/a.png", "mime": "image/png", "width": 4, "copyright": {"title": "A"}},
                    "alt": "A &amp; B", "films": [{"path": "https://films.example/1?a=1&amp;b=2"}],
                    "notes": [{"note": "x", "subContentId": UUID}],
                },
            },
            "zooming": True,
        },
        "question": "<p>Why <strong>so</strong>?</p>",
        "answers": [{"text": "<p>Yes</p>", "correct": True, "tips": "&lt;think&gt;"}],
        "overallFeedback": [{"from": 0, "to": 100, "feedback": "Well &quot;done&quot;"}],
        "code": "ab-1",
        "behaviour": {"enableRetry": False, "hidden": False, "type": "single", "passPercentage": 85, "weight": 1.25},
        "UI": {"check": "Check it", "retry": "Again"},
    }  # fmt: skip
    file = quiz["media"]["type"]["params"]["file"]
    assert there_and_back(QUIZ, quiz, Held(file)) == quiz


def test_a_parameter_that_is_not_there_becomes_the_fields_default():
    back = there_and_back(QUIZ, {})
    assert back["behaviour"] == {"enableRetry": True, "hidden": True, "type": "auto", "passPercentage": 50}
    assert back["UI"] == {"check": "Check", "retry": "Retry"}
    assert len(back["answers"]) == 2
    assert "media" in back
    assert "overallFeedback" not in back


def test_a_list_that_was_emptied_stays_empty():
    assert "answers" not in there_and_back(QUIZ, {"answers": []})


def test_a_library_that_cannot_be_written_here_is_kept():
    foreign = {"library": "Test.Missing 1.0", "params": {"deep": [1, {"x": "<b>"}]}, "subContentId": UUID}
    tree = semantics_of(QUIZ)
    held = typed_fields({"media": {"type": foreign}}, tree.fields, OFFER)
    assert written_fields(held, tree.fields, OFFER, Held())["media"]["type"] == foreign


def test_a_picture_chosen_anew_takes_the_place_of_the_one_that_is_there():
    tree = semantics_of(MEDIA)
    held = typed_fields({"file": {"path": "images/a.png"}, "sound": [{"path": "a.mp3"}]}, tree.fields, OFFER)
    held["file"]["chosen"] = 7
    held["sound"][0]["value"]["chosen"] = 8
    back = written_fields(held, tree.fields, OFFER, Held())
    assert back["file"]["path"] == "images/7.png"
    assert back["sound"] == [{"path": "files/8.mp3"}]


@settings(max_examples=60, deadline=None)
@given(contents)
def test_what_went_through_a_form_once_goes_through_it_unchanged(content: tuple[str, Any]):
    main, parameters = content
    given_ = filtered(parameters, main=main, semantics_of=semantics_of)
    once = there_and_back(main, given_)
    assert _without_ids(there_and_back(main, once)) == _without_ids(once)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([QUIZ, COLUMN, MEDIA, TEXT]), st.recursive(st.none() | st.text(max_size=5) | st.integers(),
       lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(
           ["type", "value", "id", "answers", "content", "question", "file", "chosen", "held", "kept", "media"]),
           one, max_size=4), max_leaves=12))  # fmt: skip
def test_no_draft_however_broken_stops_its_author(main: str, typed: Any):
    written_fields(typed, semantics_of(main).fields, OFFER, Held())


INNER: list[dict[str, Any]] = [
    {"name": "n", "type": "number", "label": "N", "optional": True, "default": 3},
    {"name": "s", "type": "select", "label": "S", "optional": True, "default": "a",
     "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]},
    {"name": "l", "type": "list", "label": "L", "defaultNum": 2,
     "field": {"name": "one", "type": "text", "label": "O"}},
]  # fmt: skip
BEGINS = semantics(*INNER, {"name": "g", "type": "group", "label": "G", "fields": INNER})
NOTHING = Offer({})
inner = {
    "n": st.none() | st.integers(-9, 9) | st.sampled_from([0.5, 1.25]),
    "s": st.sampled_from([None, "a", "b"]),
    "l": st.lists(st.text("ab <&", max_size=4), max_size=3).map(
        lambda texts: [{"type": "item", "value": one, "id": None} for one in texts]
    ),
}


@given(st.fixed_dictionaries({**inner, "g": st.fixed_dictionaries(inner)}))
def test_what_was_typed_is_typed_again_when_it_comes_back_even_where_it_was_emptied(typed: dict[str, Any]):
    parameters = written_fields(typed, BEGINS.fields, NOTHING, Held())
    kept = filtered(parameters, main="x", semantics_of=lambda _name: BEGINS, keep_emptied=True)
    assert kept == parameters
    assert typed_fields(kept, BEGINS.fields, NOTHING) == typed


def test_players_are_not_told_of_what_was_emptied():
    emptied: dict[str, Any] = {"n": None, "s": None, "l": []}
    assert filtered({**emptied, "g": emptied}, main="x", semantics_of=lambda _name: BEGINS) == {"g": {}}


def _without_ids(value: Any) -> Any:
    """A nested content that had no id of its own is given one each time."""
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key != "subContentId"}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value
