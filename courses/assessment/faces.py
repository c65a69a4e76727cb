"""The fields of one question as the page shows them (design/components/question.html)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext

from courses.assessment.answers import LONGEST_ESSAY, LONGEST_TEXT, Drawn
from courses.assessment.marking import credit_of, fills, is_match, right_keys
from courses.assessment.review import Shown
from courses.outline.structure import Choice, Gap, Pair, Question, QuestionKind, Texts

GAP = re.compile(r"\[\[([^\[\]]+)\]\]")
Fields = dict[str, Any]


@dataclass(frozen=True)
class Face:
    """A question as drawn, with what was given, in one language. `text` reads texts in that language."""

    name: str
    question: Question
    drawn: Drawn
    given: Any
    shown: Shown
    language: str
    text: Callable[[Texts], str]

    def fields(self) -> Fields:
        return FIELDS_OF.get(self.question.kind, Face.choices)(self)

    def choices(self) -> Fields:
        choices = {choice.key: choice for choice in self.question.choices}
        ticked = self.given if isinstance(self.given, list) else [self.given]
        shown = enumerate(self.drawn["choices"])
        return {"choices": [self._choice(value, choices[key], key in ticked) for value, key in shown]}

    def truths(self) -> Fields:
        return {"choices": [self._truth(value) for value in (True, False)]}

    def written(self) -> Fields:
        longest = LONGEST_ESSAY if self.question.kind == QuestionKind.ESSAY else LONGEST_TEXT
        return {"value": self.given or "", "longest": longest}

    def lines(self) -> Fields:
        choices = {choice.key: choice for choice in self.question.choices}
        order = {choice.key: place for place, choice in enumerate(self.question.choices, start=1)}
        given = self.given or {}
        rows = [
            {
                "name": f"{self.name}.{row}", "label": self.text(choices[key].texts), "place": given.get(key),
                "state": self._state(given.get(key) == order[key]),
            }
            for row, key in enumerate(self.drawn["choices"])
        ]  # fmt: skip
        return {"rows": rows, "places": list(range(1, len(rows) + 1))}

    def matches(self) -> Fields:
        texts = {pair.key: pair.matches for pair in self.question.pairs}
        texts |= {choice.key: choice.texts for choice in self.question.choices}
        labels = [self.text(texts[key]) for key in self.drawn["choices"]]
        # What reads the same in this language is one option, though it may be two in another.
        options = [{"value": labels.index(label), "label": label} for label in dict.fromkeys(labels)]
        rows = [self._pair(row, pair, labels) for row, pair in enumerate(self.question.pairs)]
        return {"options": options, "rows": rows}

    def gaps(self) -> Fields:
        """The text in parts, and among them the gaps; one that the text does not name comes at its end."""
        numbers = {gap.key: place for place, gap in enumerate(self.question.gaps)}
        text = self.text(self.question.texts)
        named = GAP.findall(text)
        text += "".join(f" [[{key}]]" for key in numbers if key not in named)
        parts: list[Fields] = []
        for place, piece in enumerate(GAP.split(text)):
            gap = numbers.pop(piece, None) if place % 2 else None
            parts.append({"text": piece if place % 2 == 0 else ""} if gap is None else self._gap(gap))
        return {"text": gettext("Fill in the gaps."), "parts": parts}

    def right_answer(self) -> str:
        """In words, where the fields themselves do not show it."""
        question = self.question
        if question.kind == QuestionKind.SHORT_TEXT:
            return gettext("Right answer: %(answer)s") % {"answer": self._form(question.accepted)}
        if question.kind == QuestionKind.NUMERIC:
            number = max(question.numbers, key=lambda one: one.credit)
            return gettext("Right answer: %(answer)s") % {"answer": number_format(number.value.normalize())}
        return ""

    def right_order(self) -> list[str]:
        """The lines of an ordering question as they should stand."""
        choices = self.question.choices if self.question.kind == QuestionKind.ORDERING else ()
        return [self.text(choice.texts) for choice in choices]

    def _choice(self, value: int, choice: Choice, ticked: bool) -> Fields:
        feedback = self.text(choice.feedback) if self.shown.feedback and ticked else ""
        right = choice.key in right_keys(self.question)
        state = self._tick(ticked, right)
        if state == "wrong" and credit_of(choice) > 0:
            state = "partly"
        return {
            "value": value, "label": self.text(choice.texts), "checked": ticked, "state": state, "feedback": feedback
        }  # fmt: skip

    def _truth(self, value: bool) -> Fields:
        label = gettext("True") if value else gettext("False")
        state = self._tick(self.given is value, self.question.answer is value)
        return {"value": str(value).lower(), "label": label, "checked": self.given is value, "state": state}

    def _tick(self, ticked: bool, right: bool) -> str:
        if ticked:
            return self._state(right)
        return "missed" if right and self.shown.answers else ""

    def _state(self, right: bool) -> str:
        return ("right" if right else "wrong") if self.shown.marks else ""

    def _pair(self, row: int, pair: Pair, labels: list[str]) -> Fields:
        chosen, shown = (self.given or {}).get(pair.key), self.drawn["choices"]
        right = is_match(self.question, pair.key, chosen)
        return {
            "name": f"{self.name}.{row}", "label": self.text(pair.texts), "state": self._state(right),
            "chosen": labels.index(labels[shown.index(chosen)]) if chosen in shown else None,
            "answer": self.text(pair.matches) if self.shown.answers and not right else "",
        }  # fmt: skip

    def _gap(self, place: int) -> Fields:
        gap: Gap = self.question.gaps[place]
        value = (self.given or {}).get(gap.key, "")
        right = fills(self.question, gap, value)
        return {
            "name": f"{self.name}.{place}", "number": place + 1, "value": value, "state": self._state(right),
            "answer": self._form(gap.accepted) if self.shown.answers and not right else "",
        }  # fmt: skip

    def _form(self, accepted: dict[str, tuple[str, ...]]) -> str:
        return next(iter(accepted.get(self.language) or next(filter(None, accepted.values()))))


FIELDS_OF: dict[QuestionKind, Callable[[Face], Fields]] = {
    QuestionKind.TRUE_FALSE: Face.truths,
    QuestionKind.SHORT_TEXT: Face.written,
    QuestionKind.NUMERIC: Face.written,
    QuestionKind.ESSAY: Face.written,
    QuestionKind.ORDERING: Face.lines,
    QuestionKind.MATCHING: Face.matches,
    QuestionKind.FILL_IN: Face.gaps,
}
