from typing import Any

from cms.authoring.translating import LABELS, TEXTS, laid_over

SEMANTICS = [
    {"name": "a", "type": "text", "label": "Text", "default": "Check",
     "important": {"example": "x", "description": "y"}},
    {"name": "b", "type": "group", "fields": [{"name": "c", "type": "number", "label": "Number", "default": 5}]},
    {"name": "d", "type": "list", "entity": "item", "field": {"name": "e", "type": "select", "default": "one",
     "options": [{"value": "one", "label": "One"}, {"value": "two", "label": "Two"}]}},
    {"name": "f", "type": "text", "label": "More"},
]  # fmt: skip
KOREAN = [
    {"label": "글", "default": "확인", "name": "hostile", "type": "library", "important": {"example": "예"}},
    {"fields": [{"label": "수", "default": "다섯"}]},
    {"entity": "항목", "field": {"default": "하나", "options": [{"value": "x", "label": "하나"}]}},
]


def test_labels_and_the_texts_of_the_interface_are_laid_over_apart():
    labels = laid_over(SEMANTICS, KOREAN, keys=LABELS)
    texts = laid_over(SEMANTICS, KOREAN, keys=TEXTS)
    assert (labels[0]["label"], labels[0]["default"], labels[0]["important"]) == (
        "글",
        "Check",
        {"example": "예", "description": "y"},
    )
    assert (texts[0]["label"], texts[0]["default"]) == ("Text", "확인")
    assert labels[1]["fields"][0]["label"] == "수"
    assert labels[2]["entity"] == "항목"
    assert [option["label"] for option in labels[2]["field"]["options"]] == ["하나", "Two"]


def test_what_a_field_is_does_not_change_with_the_language():
    texts = laid_over(laid_over(SEMANTICS, KOREAN, keys=LABELS), KOREAN, keys=TEXTS)
    assert [(one["name"], one["type"]) for one in texts] == [
        ("a", "text"),
        ("b", "group"),
        ("d", "list"),
        ("f", "text"),
    ]
    assert texts[1]["fields"][0]["default"] == 5
    assert texts[2]["field"]["default"] == "one"
    assert texts[2]["field"]["options"][0]["value"] == "one"


def test_a_translation_of_another_shape_changes_nothing():
    others: tuple[Any, ...] = (None, {}, "x", [1], [[]], [{"fields": 3}], [{"label": 4}, {"fields": {"label": "x"}}])
    for other in others:
        assert laid_over(SEMANTICS, other, keys=LABELS) == SEMANTICS
