"""Kinds of questions that are answered in writing: words, numbers, gaps."""

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from courses.assessment.formats.qti.declarations import Declaration
from courses.assessment.formats.qti.flow import words_of
from courses.assessment.formats.qti.names import keys_of
from courses.assessment.formats.qti.sheets import Sheet
from courses.assessment.formats.texts import one_line
from courses.assessment.formats.weights import HUNDRED, number_in, whole
from courses.outline.structure import Gap, Number, QuestionKind

K = QuestionKind
BLANK = "_____"
OF_NUMBERS = {"float", "integer"}
BRANCHES = ("responseIf", "responseElseIf")


def entries(sheet: Sheet) -> dict[str, Any]:
    declared = [sheet.declared_for(one) for one in sheet.interactions]
    if len(declared) == 1 and declared[0].base in OF_NUMBERS:
        return {**_blank(sheet), "kind": K.NUMERIC, "numbers": tuple(_numbers(sheet))}
    sensitive = any(one.case_sensitive for one in declared)
    if len(declared) > 1 or _is_within_text(sheet):
        forms = [_whole_forms(sheet, one) for one in sheet.interactions]
        if len(declared) > 1 or not _partly(sheet, declared[0]):
            return {**_gaps(sheet, forms), "case_sensitive": sensitive}
    return {**_short(sheet, declared[0]), "case_sensitive": sensitive}


def _is_within_text(sheet: Sheet) -> bool:
    """Whether there are words beside the place for the answer, in the same paragraph; or no words at all."""
    parents = {child: parent for parent in sheet.body.iter() for child in parent}
    beside = words_of(parents[sheet.interaction], sheet.notes)
    return bool(beside) or not words_of(sheet.body, sheet.notes)


def _blank(sheet: Sheet) -> dict[str, Any]:
    if not _is_within_text(sheet):
        return {}
    return {"texts": sheet.said(sheet.body, lambda _gap: BLANK)}


def _short(sheet: Sheet, declared: Declaration) -> dict[str, Any]:
    forms = tuple(declared.mapping) if sheet.is_mapped and declared.mapping else declared.correct
    return {
        **_blank(sheet), "kind": K.SHORT_TEXT, "accepted": {sheet.language: tuple(dict.fromkeys(filter(None, forms)))},
        "credits": _partly(sheet, declared),
    }  # fmt: skip


def _partly(sheet: Sheet, declared: Declaration) -> dict[str, int]:
    if not sheet.is_mapped:
        return {}
    earned = {form: max(whole(declared.percent(form)), 0) for form in declared.mapping if form}
    return {form: credit for form, credit in earned.items() if credit != 100}


def _whole_forms(sheet: Sheet, interaction: Element) -> tuple[str, ...]:
    """What a gap accepts: what earns everything."""
    declared = sheet.declared_for(interaction)
    if interaction.tag == "inlineChoiceInteraction":
        sheet.notes.add(gettext("Gaps are for writing: the list of words is left out."))
        words = {one.get("identifier", ""): one for one in interaction.iterfind("inlineChoice")}
        chosen = (one_line(words_of(words.get(name), sheet.notes)) for name in declared.correct)
        return tuple(filter(None, chosen))
    if not (sheet.is_mapped and declared.mapping):
        return tuple(filter(None, declared.correct))
    if _partly(sheet, declared):
        sheet.notes.add(gettext("In gaps only what earns everything is accepted."))
    return tuple(form for form in declared.mapping if form and declared.percent(form) == HUNDRED)


def _gaps(sheet: Sheet, forms: list[tuple[str, ...]]) -> dict[str, Any]:
    keys = keys_of(map(_response, sheet.interactions))
    processing = sheet.root.find("responseProcessing")
    whole_only = processing is not None and next(processing.iter("and"), None) is not None
    return {
        "kind": K.FILL_IN, "partial": not whole_only,
        "texts": sheet.said(sheet.body, lambda one: f"[[{keys[_response(one)]}]]"),
        "gaps": tuple(
            Gap(key=key, accepted={sheet.language: accepted})
            for key, accepted in zip(keys.values(), forms, strict=True)
        ),
    }  # fmt: skip


def _response(interaction: Element) -> str:
    return interaction.get("responseIdentifier", "")


def _numbers(sheet: Sheet) -> list[Number]:
    """A branch of the processing for each number; where there is none, the values themselves."""
    branches = [one for name in BRANCHES for one in sheet.root.iter(name) if one.find("equal") is not None]
    if branches:
        scores = [_score(branch) for branch in branches]
        best = max(*scores, Decimal(0)) or Decimal(1)
        return [_number(sheet, one, score / best) for one, score in zip(branches, scores, strict=True)]
    declared = sheet.declaration
    values = list(declared.mapping) if sheet.is_mapped and declared.mapping else list(declared.correct)
    earned = [whole(declared.percent(one)) if declared.mapping and sheet.is_mapped else 100 for one in values]
    return [
        Number(value=number_in(one), tolerance=Decimal(0), credit=max(part, 0))
        for one, part in zip(values, earned, strict=True)
    ]


def _number(sheet: Sheet, branch: Element, part: Decimal) -> Number:
    equal = branch.find("equal")
    assert equal is not None  # noqa: S101 - branches without were left out
    value = number_in(equal.findtext("baseValue") or next(iter(sheet.declaration.correct), ""))
    sides = [number_in(one) for one in equal.get("tolerance", "0").split()] or [Decimal(0)]
    if equal.get("toleranceMode") == "relative":
        sides = [abs(value) * side / HUNDRED for side in sides]
    if len(set(sides)) > 1:
        sheet.notes.add(gettext("The tolerance is the same on both sides: the smaller one is taken."))
    window = sheet.window(_set_to(branch, "NUMBER"))
    return Number(
        value=value, tolerance=min(abs(side) for side in sides), credit=max(whole(part * HUNDRED), 0),
        feedback=sheet.said(window),
    )  # fmt: skip


def _score(branch: Element) -> Decimal:
    return number_in(_set_to(branch, "SCORE") or "0")


def _set_to(branch: Element, outcome: str) -> str:
    """The value that the branch gives an outcome."""
    settings = branch.iterfind("setOutcomeValue")
    found = next((one for one in settings if one.get("identifier") == outcome), None)
    return one_line(found.findtext("baseValue") or "") if found is not None else ""
