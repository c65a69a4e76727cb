from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from cms.authoring.blocks import BlocksOf
from cms.authoring.kinds import Offer, Offered, is_authorable
from tests.factories.semantics import COLUMN, QUIZ, VALUES, semantics, semantics_of

OFFER = Offer({name: Offered(name, name, semantics_of(name)) for name in VALUES})


def block_of(**field: Any) -> Any:
    return BlocksOf().of(semantics({"name": "x", **field}).fields[0], OFFER)


@pytest.mark.parametrize("name", VALUES)
def test_every_field_has_its_block_and_the_whole_begins_with_the_defaults(name: str):
    block = BlocksOf().main(OFFER.libraries[name], OFFER)
    assert set(block.child_blocks) == {field.name for field in semantics_of(name).fields}
    block.get_prep_value(block.get_default())


def test_the_editor_of_a_text_offers_what_its_tags_allow():
    block = block_of(type="text", tags=["strong", "em", "a", "h2", "table", "sub"])
    assert block.features == ["bold", "italic", "link", "h2", "subscript"]
    assert isinstance(block_of(type="text"), blocks.CharBlock)
    assert isinstance(block_of(type="text", widget="textarea"), blocks.TextBlock)
    assert block_of(type="text", widget="none", default="x").get_default() == '"x"'


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ({"type": "number", "min": 1, "max": 3}, 4, 2),
        ({"type": "text"}, "", "x"),
        ({"type": "text", "maxLength": 3}, "abcd", "abc"),
        ({"type": "text", "regexp": {"pattern": "^[a-z]+$"}}, "1", "a"),
        ({"type": "text", "tags": []}, "<p> </p>", "<p>x</p>"),
        ({"type": "select", "options": [{"value": "a", "label": "A"}]}, "b", "a"),
        ({"type": "list", "min": 1, "max": 2, "field": {"name": "y", "type": "number"}}, [], [1]),
        ({"type": "list", "max": 1, "field": {"name": "y", "type": "number"}}, [1, 2], [1]),
        ({"type": "library", "options": [QUIZ]}, [], None),
        ({"type": "image"}, {"chosen": None, "held": ""}, {"chosen": None, "held": "images/a.png"}),
    ],
)
def test_a_field_is_checked_as_its_library_wants(field: dict[str, Any], wrong: Any, right: Any):
    block = block_of(**field)
    with pytest.raises(ValidationError):
        block.clean(block.normalize(wrong))
    if right is not None:
        block.clean(block.normalize(right))


def test_what_is_optional_or_shown_only_at_times_may_be_empty():
    when = {"rules": [{"field": "y", "equals": True}]}
    for field in ({"optional": True}, {"widget": "showWhen", "showWhen": when}):
        block_of(type="text", **field).clean("")
    assert "data-show-when" in block_of(type="text", widget="showWhen", showWhen=when).meta.form_attrs


def test_libraries_are_nested_only_so_deep_and_each_is_made_once():
    made = BlocksOf()
    block = made.main(OFFER.libraries[COLUMN], OFFER)
    depth = 0
    while "content" in block.child_blocks:
        stream = block.child_blocks["content"].child_block.child_blocks["content"]
        depth += 1
        if COLUMN not in stream.child_blocks:
            break
        block = stream.child_blocks[COLUMN]
    assert depth == 4


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"type": "text", "widget": "html"}, True),
        ({"type": "text", "widget": "colorSelector"}, False),
        ({"type": "group", "widget": "wizard", "fields": []}, False),
        ({"type": "boolean", "widget": "showWhen", "showWhen": {"rules": [], "widget": "disposableBoolean"}}, False),
        ({"type": "number", "widget": "timecode", "deprecated": True}, True),
        ({"type": "list", "field": {"name": "y", "type": "text", "widget": "timecode"}}, False),
    ],
)
def test_a_form_is_made_only_where_every_widget_is_known(field: dict[str, Any], expected: bool):
    assert is_authorable(semantics({"name": "x", **field})) is expected
