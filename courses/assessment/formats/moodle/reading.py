"""Reading Moodle XML."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats import limits
from courses.assessment.formats.items import (
    FileRefused,
    FileTooLarge,
    Item,
    Line,
    Notes,
    NoText,
    Reading,
    TooLong,
    UnknownKind,
    line_of,
    reading_of,
)
from courses.assessment.formats.moodle.cloze import gaps_of
from courses.assessment.formats.moodle.texts import MOODLES_OWN, plain, plain_in, raw, said, without_wildcards
from courses.assessment.formats.standard import name_of
from courses.assessment.formats.tags import key_of, sorted_tags, topic_of
from courses.assessment.formats.texts import one_line
from courses.assessment.formats.trees import tree_of
from courses.assessment.formats.weights import (
    credits_of,
    number_in,
    percent_in,
    right_one,
    single_credits,
    whole,
)
from courses.outline.structure import Choice, Number, Pair, Question, QuestionKind, Texts

K = QuestionKind
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


class NotMoodle(FileRefused):
    message: ClassVar[str | Promise] = _("This XML is not a file of questions from Moodle.")


@dataclass(frozen=True)
class Sheet:
    """A question of the file."""

    element: Element
    language: str
    notes: Notes

    def said(self, name: str) -> Texts:
        return said(self.element.find(name), self.language, self.notes)

    @property
    def answers(self) -> list[Element]:
        return self.element.findall("answer")

    def fraction(self, answer: Element) -> Decimal:
        return percent_in(answer.get("fraction") or "0")

    def note_feedback(self) -> None:
        if any(raw(answer.find("feedback")).strip() for answer in self.answers):
            self.notes.add(gettext("Feedback to single answers of this kind of question is left out."))


def read_moodle(content: bytes, *, language: str) -> Reading:
    if len(content) > limits.FILE:
        raise FileTooLarge
    root = tree_of(content)
    if root.tag != "quiz":
        raise NotMoodle
    return reading_of(_lines(root, language))


def _lines(root: Element, language: str) -> Iterator[Line]:
    category, number = "", 0
    for element in root.iterfind("question"):
        if element.get("type") == "category":
            category = topic_of(raw(element.find("category")))
            continue
        number += 1
        yield _line(Sheet(element, language, Notes()), number, category)


def _line(sheet: Sheet, number: int, category: str) -> Line:
    name = one_line(raw(sheet.element.find("name")))
    return line_of(str(number), name, lambda notes: _item(Sheet(sheet.element, sheet.language, notes), name, category))


def _item(sheet: Sheet, name: str, category: str) -> Item:
    kind = sheet.element.get("type") or ""
    reader = READERS.get(kind)
    if reader is None:
        raise UnknownKind(kind=kind)
    given: dict[str, Any] = {
        "texts": sheet.said("questiontext"),
        "feedback": sheet.said("generalfeedback"),
        "weight": _weight(sheet),
    }
    if not given["texts"]:
        raise NoText
    _note_what_is_left(sheet)
    question = Question(key="1", **(given | reader(sheet)))
    key = one_line(sheet.element.findtext("idnumber") or "")
    question = question.model_copy(update={"key": key_of(key, question)})
    tags = sorted_tags((raw(tag) for tag in sheet.element.iterfind("tags/tag")), category)
    return Item(question, name=name_of(name, question.texts[sheet.language]), **tags)


def _weight(sheet: Sheet) -> int:
    grade = number_in(sheet.element.findtext("defaultgrade") or "1")
    weight = max(whole(grade), 1)
    if weight != grade:
        sheet.notes.add(gettext("The weight is rounded to a whole number."))
    return weight


def _note_what_is_left(sheet: Sheet) -> None:
    if any(plain(sheet.element.find(name), sheet.notes) not in MOODLES_OWN for name in COMBINED):
        sheet.notes.add(gettext("Feedback for right, partly right and wrong answers is left out."))
    if sheet.element.find("hint") is not None:
        sheet.notes.add(gettext("Hints are left out."))
    if sheet.element.find("units/unit") is not None:
        sheet.notes.add(gettext("Units are left out."))
    if raw(sheet.element.find("graderinfo")).strip():
        sheet.notes.add(gettext("Notes for who marks are left out."))


def _choices(sheet: Sheet) -> dict[str, Any]:
    percents = [sheet.fraction(answer) for answer in sheet.answers]
    if (sheet.element.findtext("single") or "true").strip() in {"true", "1"}:
        right = right_one(percents)
        return {"kind": K.SINGLE, "choices": _listed(sheet, single_credits(percents, right), {right})}
    ticked = {place for place, percent in enumerate(percents) if percent > 0}
    return {"kind": K.MULTIPLE, "choices": _listed(sheet, credits_of(percents), ticked)}


def _choice_set(sheet: Sheet) -> dict[str, Any]:
    """All or nothing: a type that many add to Moodle."""
    ticked = {place for place, answer in enumerate(sheet.answers) if sheet.fraction(answer) > 0}
    choices = _listed(sheet, [None] * len(sheet.answers), ticked)
    return {"kind": K.MULTIPLE, "choices": choices, "partial": False}


def _listed(sheet: Sheet, earned: list[int | None], right: set[Any]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=str(place + 1), texts=said(answer, sheet.language, sheet.notes), correct=place in right, credit=credit,
            feedback=said(answer.find("feedback"), sheet.language, sheet.notes),
        )
        for place, (answer, credit) in enumerate(zip(sheet.answers, earned, strict=True))
    )  # fmt: skip


def _truth(sheet: Sheet) -> dict[str, Any]:
    sheet.note_feedback()
    right = [raw(answer).strip().lower() for answer in sheet.answers if sheet.fraction(answer) == 100]
    return {"kind": K.TRUE_FALSE, "answer": {"true": True, "false": False}.get("".join(right))}


def _forms(sheet: Sheet) -> dict[str, Any]:
    sheet.note_feedback()
    earned: dict[str, int] = {}
    for answer in sheet.answers:
        form = one_line(plain(answer, sheet.notes))
        if form == "*" and not sheet.fraction(answer):
            continue  # only there for its feedback
        earned.setdefault(without_wildcards(form, sheet.notes), max(whole(sheet.fraction(answer)), 0))
    return {
        "kind": K.SHORT_TEXT, "accepted": {sheet.language: tuple(filter(None, earned))},
        "credits": {form: credit for form, credit in earned.items() if credit != 100 and form},
        "case_sensitive": (sheet.element.findtext("usecase") or "").strip() == "1",
    }  # fmt: skip


def _numeric(sheet: Sheet) -> dict[str, Any]:
    answers = [answer for answer in sheet.answers if raw(answer).strip() != "*"]
    if len(answers) < len(sheet.answers):
        sheet.notes.add(gettext("Feedback to all other answers is left out."))
    return {"kind": K.NUMERIC, "numbers": tuple(_number(sheet, answer) for answer in answers)}


def _number(sheet: Sheet, answer: Element) -> Number:
    return Number(
        value=number_in(raw(answer)), tolerance=abs(number_in(answer.findtext("tolerance") or "0")),
        credit=max(whole(sheet.fraction(answer)), 0),
        feedback=said(answer.find("feedback"), sheet.language, sheet.notes),
    )  # fmt: skip


def _matching(sheet: Sheet) -> dict[str, Any]:
    both = [
        (said(one, sheet.language, sheet.notes), plain_in("plain_text", raw(one.find("answer")), sheet.notes))
        for one in sheet.element.iterfind("subquestion")
    ]
    pairs = [(left, right) for left, right in both if left]
    extra = [right for left, right in both if not left]
    return {
        "kind": K.MATCHING,
        "pairs": tuple(
            Pair(key=str(n), texts=left, matches={sheet.language: right} if right else {})
            for n, (left, right) in enumerate(pairs, start=1)
        ),
        "choices": tuple(Choice(key=f"e{n}", texts={sheet.language: right}) for n, right in enumerate(extra, start=1)),
    }


def _ordering(sheet: Sheet) -> dict[str, Any]:
    choices = _listed(sheet, [None] * len(sheet.answers), set())
    partial = (sheet.element.findtext("gradingtype") or "").strip() not in {"ALL_OR_NOTHING", "-1"}
    return {"kind": K.ORDERING, "choices": choices, "partial": partial}


def _cloze(sheet: Sheet) -> dict[str, Any]:
    text = sheet.element.find("questiontext")
    if len(raw(text)) > limits.TEXT:
        raise TooLong
    named, gaps, sensitive = gaps_of(raw(text), sheet.language, sheet.notes)
    words = plain_in("html" if text is None else text.get("format", ""), named, sheet.notes)
    return {"kind": K.FILL_IN, "texts": {sheet.language: words}, "gaps": gaps, "case_sensitive": sensitive}


READERS: dict[str, Callable[[Sheet], dict[str, Any]]] = {
    "multichoice": _choices, "multichoiceset": _choice_set, "truefalse": _truth, "shortanswer": _forms,
    "numerical": _numeric, "matching": _matching, "ordering": _ordering, "cloze": _cloze, "multianswer": _cloze,
    "essay": lambda _sheet: {"kind": K.ESSAY},
}  # fmt: skip
