"""A text with gaps: to be written in, or filled from a list of words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.packages.plain.markup import Pieces
from courses.packages.plain.parts import Answers, Question, Sheet
from courses.packages.plain.responses import read_apart

LONGEST = 200
MOST_GAPS = 2_000
"""Each becomes a field."""


def with_all(found: Pieces, numbers: Iterable[int]) -> Pieces:
    """With the gaps at its end that markup has swallowed: each must be there to be filled."""
    there = set(found)
    return found + [number for number in numbers if number not in there]


class Gap(Protocol):
    """What belongs into one gap."""

    @property
    def solution(self) -> str: ...
    @property
    def tip(self) -> str: ...
    def is_right(self, answer: str) -> bool: ...
    def feedback(self, *, right: bool) -> str: ...


@dataclass(frozen=True)
class Cloze(Question):
    """`bank` holds the words to choose from, as pairs of what is compared and what is shown; without it one writes."""

    template: ClassVar[str] = "packages/plain/cloze.html"

    name: str
    number: int
    text: SafeString
    lines: tuple[Pieces, ...]
    gaps: tuple[Gap, ...]
    bank: tuple[tuple[str, str], ...] = ()
    solutions: bool = True

    @property
    def most(self) -> Decimal:
        return Decimal(len(self.gaps))

    def fields(self) -> dict[str, forms.Field]:
        return {self._field(place): self._input(place) for place in range(len(self.gaps))}

    def _field(self, place: int) -> str:
        return f"{self.name}-{place}"

    def _input(self, place: int) -> forms.Field:
        label = gettext("Gap %(number)s of %(most)s") % {"number": place + 1, "most": len(self.gaps)}
        if not self.bank:
            return forms.CharField(label=label, max_length=LONGEST, required=False, strip=False)
        unknown = {"invalid_choice": _("Choose one of the words.")}
        return forms.ChoiceField(label=label, choices=[("", ""), *self.bank], required=False, error_messages=unknown)

    def points(self, answers: Answers) -> Decimal:
        return Decimal(sum(self._is_right(place, answers) for place in range(len(self.gaps))))

    def _is_right(self, place: int, answers: Answers) -> bool:
        answer = answers.get(self._field(place))
        return self.gaps[place].is_right(answer if isinstance(answer, str) else "")

    def answers_in(self, response: str) -> Answers | None:
        answers = read_apart(response, [gap.is_right for gap in self.gaps])
        if answers is None:
            return None
        return {self._field(place): answer for place, answer in enumerate(answers)}

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        lines = [[self._piece(piece, sheet) for piece in line] for line in self.lines]
        errors = " ".join(dict.fromkeys(filter(None, map(sheet.error, self.fields()))))
        return {
            "name": self.name, "number": self.number, "text": self.text, "lines": lines, "marked": sheet.marked,
            "bank": [label for _value, label in self.bank], "error": errors,
        }  # fmt: skip

    def _piece(self, piece: SafeString | int, sheet: Sheet) -> Mapping[str, Any]:
        if isinstance(piece, str):
            return {"html": piece}
        gap, name, answer = self.gaps[piece], self._field(piece), sheet.answer(self._field(piece)) or ""
        shown: dict[str, Any] = {
            "name": name, "label": sheet.bound(name).label, "value": answer, "tip": gap.tip,
            "error": sheet.error(name), "options": [(value, label, value == answer) for value, label in self.bank],
        }  # fmt: skip
        return {"gap": {**shown, **(self._marked(gap, answer) if sheet.marked else {})}}

    def _marked(self, gap: Gap, answer: str) -> Mapping[str, Any]:
        right = gap.is_right(answer)
        return {
            "answer": dict(self.bank).get(answer, answer),
            "right": right,
            "solution": "" if right or not self.solutions else gap.solution,
            "feedback": gap.feedback(right=right) if answer else "",
        }
