"""Reading one item of QTI."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.items import Item, ItemRefused, Notes, NoText, UnknownKind
from courses.assessment.formats.qti.answers import choices, gap_match, match, order
from courses.assessment.formats.qti.entries import entries
from courses.assessment.formats.qti.names import key_in
from courses.assessment.formats.qti.rules import are_understood
from courses.assessment.formats.qti.sheets import Sheet, sheet_of
from courses.assessment.formats.standard import POINTS, name_of
from courses.assessment.formats.tags import key_of, sorted_tags
from courses.assessment.formats.texts import one_line
from courses.assessment.formats.weights import number_in, whole
from courses.outline.structure import Question, QuestionKind, Texts

ITEM = "assessmentItem"
BESIDE_CHOICES = {"CHOSEN", "NUMBER"}
WRITTEN = {"textEntryInteraction", "inlineChoiceInteraction"}
READERS: dict[str, Callable[[Sheet], dict[str, Any]]] = {
    "choiceInteraction": choices, "orderInteraction": order, "matchInteraction": match,
    "associateInteraction": match, "gapMatchInteraction": gap_match,
    "extendedTextInteraction": lambda sheet: {"kind": QuestionKind.ESSAY, "points": _whole(sheet, "POINTS", POINTS)},
}  # fmt: skip


class SeveralParts(ItemRefused):
    message: ClassVar[str | Promise] = _("It asks several things at once; make a question of each.")


class IsMade(ItemRefused):
    message: ClassVar[str | Promise] = _(
        "It is made anew for every attempt, or adapts; here a question stays as it is."
    )


def item_of(root: Element, language: str, tags: Iterable[str], notes: Notes) -> Item:
    """The item in a tree with the names of version 2."""
    if root.tag != ITEM:
        raise UnknownKind(kind=str(root.tag))
    if root.find("templateDeclaration") is not None or root.get("adaptive") == "true":
        raise IsMade
    sheet = sheet_of(root, language, notes)
    given: dict[str, Any] = {
        "texts": sheet.said(sheet.body),
        "feedback": _feedback(sheet),
        "weight": _whole(sheet, "WEIGHT", 1),
    }
    fields = given | _reader(sheet)(sheet)
    if not fields["texts"]:
        raise NoText
    question = Question(key="1", **fields)
    if question.kind is not QuestionKind.ESSAY and not are_understood(root.find("responseProcessing")):
        notes.add(gettext("It is marked by rules of its own, which are left out: see what earns points here."))
    question = question.model_copy(update={"key": key_of(key_in(root.get("identifier", "")), question)})
    name = one_line(root.get("title", ""))
    return Item(question, name=name_of(name, question.texts[language]), **sorted_tags(tags))


def _reader(sheet: Sheet) -> Callable[[Sheet], dict[str, Any]]:
    names = [str(one.tag) for one in sheet.interactions]
    if names and set(names) <= WRITTEN:
        return entries
    if len(names) > 1:
        raise SeveralParts
    if not names or names[0] not in READERS:
        raise UnknownKind(kind=names[0] if names else ITEM)
    return READERS[names[0]]


def _feedback(sheet: Sheet) -> Texts:
    """What is shown to everybody: the window that an outcome opens from the beginning, or the only one there is."""
    choices = {one.get("identifier", "") for one in sheet.body.iter("simpleChoice")}
    windows = [
        one for one in sheet.root.iterfind("modalFeedback")
        if one.get("outcomeIdentifier") not in BESIDE_CHOICES and one.get("identifier") not in choices
    ]  # fmt: skip
    shown = [one for one in windows if sheet.starting.get(one.get("outcomeIdentifier", "")) == one.get("identifier")]
    if len(windows) > max(len(shown), 1):
        sheet.notes.add(gettext("Feedback for right, partly right and wrong answers is left out."))
    return sheet.said(next(iter(shown or windows), None))


def _whole(sheet: Sheet, outcome: str, default: int) -> int:
    """A whole number that an outcome has from the beginning."""
    given = sheet.starting.get(outcome)
    return max(whole(number_in(given)), 1) if given else default
