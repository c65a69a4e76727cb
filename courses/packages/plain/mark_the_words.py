"""H5P.MarkTheWords 1: a point for each `*marked*` word that is chosen, one less for each that should not be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString, mark_safe

from courses.packages.plain.given import Parameters, flag, group, text
from courses.packages.plain.markup import blocks, phrase, runs, words
from courses.packages.plain.media import pictured
from courses.packages.plain.parts import Answers, Part, Question, Sheet
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.responses import BETWEEN

_LINE_BREAK = re.compile(r"&nbsp;|\r\n|\n|\r")
_ENTRY = re.compile(r" \*[^* ]+\* |[^\s\ufeff]+")
_BEFORE = '[({⟨¿¡“"«„'
_AFTER = '",….:;?!])}⟩»”'
MOST_WORDS = 10_000
"""Each becomes a box to be ticked."""


@dataclass(frozen=True)
class Word:
    text: str
    right: bool


Stretch = SafeString | Word


@dataclass(frozen=True)
class MarkTheWords(Question):
    """The words are told apart by their places, as in the type's own reports."""

    template: ClassVar[str] = "packages/plain/words.html"

    name: str
    number: int
    text: SafeString
    stretches: tuple[Stretch, ...]
    solutions: bool

    @property
    def words(self) -> list[Word]:
        return [one for one in self.stretches if isinstance(one, Word)]

    @property
    def _right(self) -> frozenset[str]:
        return frozenset(str(place) for place, word in enumerate(self.words) if word.right)

    @property
    def most(self) -> Decimal:
        """Where no word is right, leaving all of them alone is."""
        return Decimal(len(self._right) or 1)

    def fields(self) -> dict[str, forms.Field]:
        choices = [(str(place), word.text) for place, word in enumerate(self.words)]
        label = f"{self.number}. {words(self.text)}"
        return {self.name: forms.MultipleChoiceField(label=label, choices=choices, required=False)}

    def points(self, answers: Answers) -> Decimal:
        chosen = frozenset(answers.get(self.name) or [])
        if not self._right:
            return Decimal(not chosen)
        return Decimal(max(len(chosen & self._right) - len(chosen - self._right), 0))

    def answers_in(self, response: str) -> Answers | None:
        known = {str(place) for place in range(len(self.words))}
        return {self.name: [place for place in response.split(BETWEEN) if place in known]}

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        chosen = frozenset(sheet.answer(self.name) or [])
        return {
            "name": self.name, "number": self.number, "text": self.text, "error": sheet.error(self.name),
            "stretches": self._shown(chosen, marked=sheet.marked), "marked": sheet.marked,
        }  # fmt: skip

    def _shown(self, chosen: frozenset[str], *, marked: bool) -> list[Mapping[str, Any]]:
        shown: list[Mapping[str, Any]] = []
        place = 0
        for stretch in self.stretches:
            if isinstance(stretch, str):
                shown.append({"html": stretch})
                continue
            checked = str(place) in chosen
            state = self._state(stretch, checked=checked) if marked else ""
            shown.append({"word": {"value": place, "text": stretch.text, "checked": checked, "state": state}})
            place += 1
        return shown

    def _state(self, word: Word, *, checked: bool) -> str:
        if checked:
            return "right" if word.right else "wrong"
        return "missed" if word.right and self.solutions else ""


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    stretches = [one for run in runs(blocks(text(parameters, "textField"))) for one in _read(run.tag, run.text)]
    if not any(isinstance(one, Word) for one in stretches):
        raise NoPlainForm
    number, behaviour = reader.number(), group(parameters, "behaviour")
    return [
        *pictured(parameters, reader),
        MarkTheWords(
            name=f"p{number}", number=number, text=phrase(text(parameters, "taskDescription")),
            stretches=tuple(stretches), solutions=flag(behaviour, "enableSolutionsButton", default=True),
        ),
    ]  # fmt: skip


def _read(tag: SafeString, text: str) -> list[Stretch]:
    if tag:
        return [tag]
    entries = _ENTRY.findall(_LINE_BREAK.sub(" ", text))
    if len(entries) > MOST_WORDS:
        raise NoPlainForm
    return [one for entry in entries for one in _entry(entry.strip())]


def _entry(entry: str) -> list[Stretch]:
    """A word, with the punctuation around it, which cannot be chosen."""
    before = entry[: len(entry) - len(entry.lstrip(_BEFORE))]
    after = entry[len(entry.rstrip(_AFTER)) :]
    held = entry[len(before) : len(entry) - len(after)] if len(before) + len(after) < len(entry) else ""
    found: list[Stretch] = [_safe(f" {before}")]
    if held:
        found.append(_word(held))
    return [*found, _safe(after)]


def _word(held: str) -> Word:
    """Two asterisks are one that is meant (the type's script sees the last two only); others mark what they enclose."""
    pair = held.rfind("**")
    bare = held if pair < 0 else held[:pair] + held[pair + 2 :]
    right = len(bare) > 2 and bare.startswith("*") and ("*" in bare[-2:])
    return Word(text=_shown_as(held), right=right)


def _shown_as(held: str) -> str:
    return re.sub(r"\*(\*?)", r"\1", held)


def _safe(text: str) -> SafeString:
    return mark_safe(escape(text, quote=False))  # noqa: S308 - escaped here
