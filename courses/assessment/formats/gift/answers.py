"""What stands between the braces: the kind of question and its answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from courses.assessment.formats.gift.escapes import plain, plain_as
from courses.assessment.formats.items import ItemRefused, Notes, NoText
from courses.assessment.formats.texts import one_line
from courses.assessment.formats.weights import credits_of, number_in, percent_in, single_credits, whole
from courses.outline.structure import Choice, Gap, Number, Pair, Question, QuestionKind, Texts

K = QuestionKind
BLANK = "_____"
WEIGHT = re.compile(r"^\s*%(-?\d+(?:\.\d+)?)%")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
ORDER_WORDS = re.compile(
    r"\d+|ALL|EXACT|RANDOM|REL|CONTIG(?:UOUS)?|VERT(?:ICAL)?|HORI(?:ZONTAL)?|ALL_OR_NOTHING|ABSOLUTE\w*|RELATIVE\w*"
    r"|LONGEST\w*|SHOW|HIDE|YES|NO|none|abc|ABCD|iii|IIII"
)
ALL_OR_NOTHING = "ALL_OR_NOTHING"


@dataclass(frozen=True)
class Sheet:
    """A question in its pieces, escapes hidden: text before the braces and after, what is inside, format of texts."""

    before: str
    tail: str
    answers: str
    format: str
    language: str
    notes: Notes

    def plain(self, text: str) -> str:
        return plain(text, self.format, self.notes)

    def said(self, text: str) -> Texts:
        words = self.plain(text) if text.strip() else ""
        return {self.language: words} if words else {}

    def text(self, blank: str = BLANK) -> Texts:
        """The question; where it goes on after the braces, with a blank in their place."""
        after = f"{blank}{self.tail}" if self.tail.strip() else ""
        words = plain_as(self.format, f"{self.before}{after}", self.notes)
        return {self.language: words} if words else {}

    def note_feedback(self, text: str) -> None:
        if text.strip():
            self.notes.add(gettext("Feedback to single answers of this kind of question is left out."))


@dataclass(frozen=True)
class Answer:
    sign: str
    percent: Decimal
    text: str
    feedback: str


def question_in(sheet: Sheet) -> Question:
    text = sheet.text()
    if not text:
        raise NoText
    fields = _reader(sheet.answers)(sheet)
    return Question(**{"key": "1", "texts": text, **fields})


def _reader(answers: str) -> Callable[[Sheet], dict[str, Any]]:
    word = answers.partition("#")[0].strip().upper()
    found: list[tuple[bool, Callable[[Sheet], dict[str, Any]]]] = [
        (not answers, lambda _sheet: {"kind": K.ESSAY}),
        (answers.startswith("#"), _numeric),
        (answers.startswith(">"), _ordering),
        (word in TRUTH, _truth),
        ("~" in answers, _choices),
        (answers.startswith("=") and "->" in answers, _matching),
        (answers.startswith("="), _forms),
    ]
    return next((reader for fits, reader in found if fits), _unknown)


def _unknown(_sheet: Sheet) -> dict[str, Any]:
    raise ItemRefused


def _answers(text: str, *, weighed_after_equals: bool) -> list[Answer]:
    parts = [part.strip() for part in re.split(r"(?=[~=])", text)]
    return [_answer(part, weighed_after_equals) for part in parts if part]


def _answer(part: str, weighed_after_equals: bool) -> Answer:
    """In a choice what follows "=" is right altogether; elsewhere it can have a weight."""
    sign, rest = (part[0], part[1:]) if part[0] in "~=" else ("=", part)
    weight = WEIGHT.match(rest) if sign == "~" or weighed_after_equals else None
    percent = percent_in(weight[1]) if weight else Decimal(100 if sign == "=" else 0)
    text, _mark, feedback = (rest[weight.end() :] if weight else rest).partition("#")
    return Answer(sign, percent, text, feedback)


def _choices(sheet: Sheet) -> dict[str, Any]:
    answers = _answers(sheet.answers, weighed_after_equals=False)
    right = next((place for place, one in enumerate(answers) if one.sign == "="), None)
    if right is None:
        earned, ticked = credits_of([one.percent for one in answers]), _earning(answers)
        return {"kind": K.MULTIPLE, "choices": _listed(sheet, answers, earned, ticked)}
    earned = single_credits([one.percent for one in answers], right)
    return {"kind": K.SINGLE, "choices": _listed(sheet, answers, earned, {right})}


def _earning(answers: list[Answer]) -> set[int]:
    return {place for place, one in enumerate(answers) if one.percent > 0}


def _listed(sheet: Sheet, answers: list[Answer], earned: list[int | None], right: set[int]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=str(place + 1), texts=sheet.said(one.text), correct=place in right, credit=credit,
            feedback=sheet.said(one.feedback),
        )
        for place, (one, credit) in enumerate(zip(answers, earned, strict=True))
    )  # fmt: skip


def _truth(sheet: Sheet) -> dict[str, Any]:
    word, _mark, feedback = sheet.answers.partition("#")
    sheet.note_feedback(feedback.replace("#", " "))
    return {"kind": K.TRUE_FALSE, "answer": TRUTH[word.strip().upper()]}


def _matching(sheet: Sheet) -> dict[str, Any]:
    pairs = [part.strip()[1:].partition("->") for part in re.split(r"(?==)", sheet.answers) if part.strip()]
    whole_pairs = [(left, right) for left, _arrow, right in pairs if left.strip()]
    extra = [right for left, _arrow, right in pairs if not left.strip()]
    return {
        "kind": K.MATCHING,
        "pairs": tuple(
            Pair(key=str(n), texts=sheet.said(left), matches=sheet.said(right))
            for n, (left, right) in enumerate(whole_pairs, start=1)
        ),
        "choices": tuple(Choice(key=f"e{n}", texts=sheet.said(right)) for n, right in enumerate(extra, start=1)),
    }


def _ordering(sheet: Sheet) -> dict[str, Any]:
    first, _break, rest = sheet.answers[1:].partition("\n")
    words = first.split()
    settings = [word for word in words if ORDER_WORDS.fullmatch(word)]
    inline = " ".join(words[len(settings) :]) if words[: len(settings)] == settings else first
    lines = [line for line in [inline, *rest.split("\n")] if line.strip()]
    choices = tuple(Choice(key=str(n), texts=sheet.said(line)) for n, line in enumerate(lines, start=1))
    return {"kind": K.ORDERING, "choices": choices, "partial": ALL_OR_NOTHING not in settings}


def _forms(sheet: Sheet) -> dict[str, Any]:
    answers = _answers(sheet.answers, weighed_after_equals=True)
    for one in answers:
        sheet.note_feedback(one.feedback)
    earned = {one_line(sheet.plain(one.text)): max(whole(one.percent), 0) for one in answers}
    forms = tuple(form for form in earned if form)
    partly = {form: earned[form] for form in forms if earned[form] != 100}
    if sheet.tail.strip() and not partly:
        gap = Gap(key="1", accepted={sheet.language: forms})
        return {"kind": K.FILL_IN, "texts": sheet.text("[[1]]"), "gaps": (gap,)}
    return {"kind": K.SHORT_TEXT, "accepted": {sheet.language: forms}, "credits": partly}


def _numeric(sheet: Sheet) -> dict[str, Any]:
    answers = _answers(sheet.answers[1:], weighed_after_equals=True)
    numbers = [_number(sheet, one) for one in answers if one.text.strip() not in {"", "*"}]
    if len(numbers) < len(answers):
        sheet.notes.add(gettext("Feedback to all other answers is left out."))
    return {"kind": K.NUMERIC, "numbers": tuple(numbers)}


def _number(sheet: Sheet, answer: Answer) -> Number:
    """3.14, 3.14:0.01 (with a tolerance) or 3.13..3.15 (from, to)."""
    value, ranged, end = answer.text.partition("..")
    if ranged:
        low, high = sorted((number_in(value), number_in(end)))
        middle, tolerance = (low + high) / 2, (high - low) / 2
    else:
        given, _colon, around = value.partition(":")
        middle, tolerance = number_in(given), abs(number_in(around or "0"))
    return Number(
        value=middle, tolerance=tolerance, credit=max(whole(answer.percent), 0), feedback=sheet.said(answer.feedback)
    )
