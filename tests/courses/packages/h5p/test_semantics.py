from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.packages.h5p.semantics import GroupField, ListField, NumberField, SelectField, TextField, read_semantics
from courses.packages.refusals import WrongManifest
from tests.factories.semantics import QUIZ, VALUES, semantics, semantics_of


def test_every_field_is_read_with_what_it_says_of_itself():
    quiz = semantics_of(QUIZ)
    assert [field.name for field in quiz.fields] == [field["name"] for field in VALUES[QUIZ]]
    answers = quiz.root.by_name["answers"]
    assert isinstance(answers, ListField)
    assert (answers.min, answers.max, answers.default_num, answers.entity) == (1, 6, 2, "answer")
    assert isinstance(answers.field, GroupField)
    assert answers.field.by_name["tips"].flattened
    behaviour = quiz.root.by_name["behaviour"]
    mark = behaviour.by_name["passPercentage"]
    assert isinstance(mark, NumberField)
    assert (mark.min, mark.max, mark.step, mark.default, mark.unit) == (0, 100, 5, 50, "%")
    assert mark.show_when.rules[0].values == (True,)


def test_an_attribute_that_makes_no_sense_counts_as_absent():
    tree = semantics(
        {"name": "a", "type": "text", "maxLength": "long", "tags": "b", "importance": 7, "showWhen": 3, "regexp": []},
        {"name": "n", "type": "number", "min": {}, "max": "5", "decimals": -1, "optional": "perhaps", "font": 4},
        {"name": "s", "type": "select", "options": [{"value": 1}, {"label": "x"}, None, "y"]},
    )
    text, number, select = tree.fields
    assert isinstance(text, TextField)
    assert (text.max_length, text.tags, text.importance, text.show_when, text.regexp) == (
        None,
        None,
        "medium",
        None,
        None,
    )
    assert isinstance(number, NumberField)
    assert (number.min, number.max, number.decimals, number.optional) == (None, 5, None, False)
    assert isinstance(select, SelectField)
    assert list(select.choices) == ["1"]


def test_options_in_groups_are_options_like_others():
    groups = [
        {"type": "optgroup", "label": "g", "options": [{"value": "a", "label": "A"}]},
        {"value": "b", "label": "B"},
    ]
    (field,) = semantics({"name": "s", "type": "select", "options": groups}).fields
    assert isinstance(field, SelectField)
    assert list(field.choices) == ["a", "b"]


@pytest.mark.parametrize(
    "field",
    [
        {"name": "x", "type": "unheard-of"},
        {"name": "x"},
        {"type": "text"},
        {"name": "x", "type": ["text"]},
        {"name": "__proto__", "type": "text"},
        {"name": "constructor", "type": "text"},
        {"name": "<b>", "type": "text"},
        {"name": "x", "type": "list"},
        {"name": "x", "type": "list", "field": {"name": "y", "type": "unheard-of"}},
    ],
)
def test_a_field_that_cannot_be_used_is_left_out(field: dict[str, Any]):
    assert [one.name for one in semantics(field, {"name": "kept", "type": "boolean"}).fields] == ["kept"]


@pytest.mark.parametrize(
    "value",
    [
        {},
        None,
        3,
        "x",
        [1],
        [[]],
        [{"name": "g", "type": "group", "fields": 3}],
        [{"name": "g", "type": "group", "fields": [3]}],
    ],
)
def test_what_has_no_shape_of_semantics_is_refused(value: Any):
    with pytest.raises(WrongManifest, match=r"^x/semantics\.json"):
        read_semantics(value, entry="x/semantics.json")


def _nested(depth: int) -> list[dict[str, Any]]:
    fields = [{"name": "x", "type": "text"}]
    for _level in range(depth):
        fields = [{"name": "x", "type": "group", "fields": fields}]
    return fields


@pytest.mark.parametrize("value", [_nested(400), [{"name": f"n{n}", "type": "text"} for n in range(70_000)]])
def test_semantics_that_are_too_deep_or_too_many_are_refused(value: Any):
    with pytest.raises(WrongManifest):
        read_semantics(value, entry="semantics.json")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["name", "type", "fields", "field", "options", "label", "tags", "showWhen", "rules", "font"]
            ),
            inner | st.sampled_from(["text", "list", "group", "select", "number"]),
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(_JSON)
def test_no_json_does_anything_but_be_read_or_be_refused(value: Any):
    with suppress(WrongManifest):
        read_semantics(value, entry="semantics.json")
