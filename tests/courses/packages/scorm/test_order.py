"""Which items of a SCORM package may be opened, as its manifest says."""

from typing import Any

import pytest

from courses.packages.scorm.order import left_to_learner, open_items
from courses.packages.scorm.prerequisites import NotUnderstood, is_met
from courses.packages.scorm.structure import Item, Scorm

STATUSES = {"A": "passed", "B": "failed", "C": "not attempted", "D-1": "completed"}


@pytest.mark.parametrize(
    ("expression", "met"),
    [
        ("", True), ("A", True), ("B", False), ("C", False), ("D-1", True), ("A&B", False), ("A | B", True),
        ("~B", True), ("~(A|B)", False), ("A&(B|D-1)", True), ("B|A&D-1", True), ('B="failed"', True),
        ("B=F", True), ("A<>passed", False), ('C = "not attempted"', True), ("~A|B", False),
    ],
)  # fmt: skip
def test_prerequisites_are_met_or_not(expression: str, met: bool):
    assert is_met(expression, STATUSES) is met


@pytest.mark.parametrize(
    "expression", ["X", "A|X", "2*{A,B,C}", "A&", "(A", "A B", "A=", 'A="done"', "~" * 60 + "A", "&"]
)
def test_what_is_no_simple_expression_is_not_understood(expression: str):
    with pytest.raises(NotUnderstood):
        is_met(expression, STATUSES)


def item(key: str, **more: Any) -> Item:
    return Item(**{"key": key, "title": key, "href": f"{key}.html", "sco": True} | more)


def scorm(*items: Item, tree: dict[str, Any] | None = None) -> Scorm:
    version = "2004" if tree else "1.2"
    sequencing = {"activityTree": tree} if tree else None
    return Scorm(version=version, edition="", title="T", key="O", items=items, sequencing=sequencing)


def test_what_the_manifest_hides_is_neither_offered_nor_asked_for():
    assert [one.key for one in scorm(item("a"), item("b", visible=False)).launched] == ["a"]
    assert [one.key for one in scorm(item("b", visible=False)).launched] == ["b"]


def test_an_item_is_closed_until_its_prerequisites_are_met_and_open_where_they_are_not_understood():
    group = item("g", href="", sco=False, items=(item("a"), item("b")))
    package = scorm(group, item("c", prerequisites="g"), item("d", prerequisites="2*{a,b}"))
    assert open_items(package, {}) == [True, True, False, True]
    assert open_items(package, {0: "passed", 1: "incomplete"}) == [True, True, False, True]
    assert open_items(package, {0: "passed", 1: "completed"}) == [True, True, True, True]
    assert left_to_learner(package)
    assert not left_to_learner(scorm(item("a"), item("b", prerequisites="a")))


def tree(**controls: bool) -> dict[str, Any]:
    return {"id": "O", "sequencingControls": controls, "children": [{"id": key} for key in "abc"]}


def test_without_choice_one_object_follows_the_other():
    package = scorm(item("a"), item("b"), item("c"), tree=tree(flow=True, choice=False))
    assert open_items(package, {}) == [True, False, False]
    assert open_items(package, {0: "failed"}) == [True, True, False]
    assert open_items(package, {0: "passed", 1: "incomplete"}) == [True, True, False]
    assert open_items(scorm(item("a"), item("b"), item("c"), tree=tree(flow=True, choice=True)), {}) == [True] * 3
    assert open_items(scorm(item("a"), item("b"), item("c"), tree=tree(flow=False, choice=False)), {}) == [True] * 3


def test_forward_only_nobody_goes_back():
    package = scorm(item("a"), item("b"), item("c"), tree=tree(flow=True, forwardOnly=True))
    assert open_items(package, {0: "passed"}) == [True, True, True]
    assert open_items(package, {0: "passed", 1: "incomplete"}) == [False, True, True]


def test_rules_between_objects_are_left_to_the_learner_and_this_is_told():
    ruled = tree() | {"sequencingRules": {"preConditionRules": []}}
    assert left_to_learner(scorm(item("a"), item("b"), tree=ruled))
    assert not left_to_learner(scorm(item("a"), tree=ruled))
    assert not left_to_learner(scorm(item("a"), item("b"), tree=tree(flow=True)))
