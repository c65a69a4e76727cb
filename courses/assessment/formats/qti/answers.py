"""Kinds of questions by how they are answered: lists to choose from, to order and to match."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from courses.assessment.formats.items import ItemRefused
from courses.assessment.formats.qti.names import keys_of
from courses.assessment.formats.qti.sheets import Sheet
from courses.assessment.formats.weights import credits_of, right_one, single_credits
from courses.outline.structure import Choice, Gap, Pair, QuestionKind

K = QuestionKind
TRUTH = {"true", "false"}
PARTIAL = "neighbours"
"""How our own items say that an order is marked by its neighbours."""


def choices(sheet: Sheet) -> dict[str, Any]:
    listed = sheet.interaction.findall("simpleChoice")
    names = [one.get("identifier", "") for one in listed]
    correct = set(sheet.declaration.correct)
    if sheet.declaration.cardinality == "multiple":
        return _ticks(sheet, listed, names, correct)
    if {name.lower() for name in names} == TRUTH and len(names) == 2 and len(correct) == 1:
        return {"kind": K.TRUE_FALSE, "answer": correct.pop().lower() == "true"}
    percents = sheet.percents(names) if sheet.is_mapped else []
    right = next((place for place, name in enumerate(names) if name in correct), right_one(percents))
    earned = single_credits(percents or [Decimal(0)] * len(names), right)
    return {"kind": K.SINGLE, "choices": _listed(sheet, listed, earned, {right})}


def _ticks(sheet: Sheet, listed: list[Element], names: list[str], correct: set[str]) -> dict[str, Any]:
    if not sheet.is_mapped or not sheet.declaration.mapping:
        right = {place for place, name in enumerate(names) if name in correct}
        return {"kind": K.MULTIPLE, "choices": _listed(sheet, listed, [None] * len(names), right), "partial": False}
    percents = sheet.percents(names)
    right = {place for place, percent in enumerate(percents) if percent > 0}
    return {"kind": K.MULTIPLE, "choices": _listed(sheet, listed, credits_of(percents), right)}


def _listed(sheet: Sheet, listed: list[Element], earned: list[int | None], right: set[Any]) -> tuple[Choice, ...]:
    keys = keys_of(_name(one) for one in listed)
    return tuple(
        Choice(
            key=keys[_name(one)], texts=sheet.said(one), correct=place in right, credit=credit,
            feedback=sheet.feedback_on(one),
        )
        for place, (one, credit) in enumerate(zip(listed, earned, strict=True))
    )  # fmt: skip


def _name(element: Element) -> str:
    return element.get("identifier", "")


def order(sheet: Sheet) -> dict[str, Any]:
    listed = sheet.interaction.findall("simpleChoice")
    lines, keys = {_name(one): one for one in listed}, keys_of(map(_name, listed))
    correct = sheet.declaration.correct
    if set(correct) != set(lines) or len(correct) != len(lines):
        raise ItemRefused
    ordered = tuple(Choice(key=keys[name], texts=sheet.said(lines[name])) for name in correct)
    return {"kind": K.ORDERING, "choices": ordered, "partial": sheet.interaction.get("dataPartial") == PARTIAL}


def match(sheet: Sheet) -> dict[str, Any]:
    """From one set to another; or, in older items, pairs within one set."""
    sets = sheet.interaction.findall("simpleMatchSet") or [sheet.interaction]
    left, right = (_by_name(one.iter("simpleAssociableChoice")) for one in (sets[0], sets[-1]))
    wanted = _wanted(sheet, set(left), set(right))
    extra = [name for name in right if name not in wanted.values() and name not in wanted]
    keys = keys_of([*wanted, *extra])
    pairs = [
        Pair(key=keys[name], texts=sheet.said(one), matches=sheet.said(right[wanted[name]]))
        for name, one in left.items() if name in wanted
    ]  # fmt: skip
    if len(sets) > 1 and len(pairs) < len(left):
        sheet.notes.add(gettext("What is to be matched with nothing is left out."))
    if len({sheet.declaration.mapping.get(f"{name} {to}") for name, to in wanted.items()}) > 1:
        sheet.notes.add(gettext("Every pair weighs the same."))
    listed = tuple(Choice(key=keys[name], texts=sheet.said(right[name])) for name in extra)
    return {"kind": K.MATCHING, "pairs": tuple(pairs), "choices": listed, "partial": sheet.is_mapped}


def _by_name(elements: Iterable[Element]) -> dict[str, Element]:
    listed = list(elements)
    keys_of(map(_name, listed))
    return {_name(one): one for one in listed}


def _wanted(sheet: Sheet, left: set[str], right: set[str]) -> dict[str, str]:
    """What matches what. Where one thing has several matches, the first."""
    found: dict[str, str] = {}
    for value in sheet.declaration.correct or tuple(sheet.declaration.mapping):
        first, _space, second = value.partition(" ")
        if first not in left or second not in right:
            raise ItemRefused
        if found.setdefault(first, second) != second:
            sheet.notes.add(gettext("Of several matches of one thing, the first is taken."))
    return found


def gap_match(sheet: Sheet) -> dict[str, Any]:
    words = {one.get("identifier", ""): one for one in sheet.interaction.iterfind("gapText")}
    correct = dict(value.split(" ", 1)[::-1] for value in sheet.declaration.correct if " " in value)
    sheet.notes.add(gettext("Gaps are for writing: the list of words is left out."))
    gaps = [_name(one) for one in sheet.interaction.iter("gap")]
    keys = keys_of(gaps)
    if not set(gaps) <= set(correct) or not set(correct.values()) <= set(words):
        raise ItemRefused
    return {
        "kind": K.FILL_IN, "partial": sheet.is_mapped,
        "texts": sheet.said(sheet.body, lambda gap: f"[[{keys[_name(gap)]}]]"),
        "gaps": tuple(
            Gap(key=keys[name], accepted={sheet.language: tuple(sheet.said(words[correct[name]]).values())})
            for name in gaps
        ),
    }  # fmt: skip
