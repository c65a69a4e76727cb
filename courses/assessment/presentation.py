"""Questions as the page shows them (design/components/question.html), to be answered or marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext

from courses.assessment.answers import Drawn, questions_of
from courses.assessment.marking import right_keys
from courses.assessment.models import QuizAttempt
from courses.outline.structure import Choice, Outline, Question, QuestionKind, Quiz, Texts


@dataclass(frozen=True)
class Sheet:
    """An attempt on paper, in one language. `reveal` shows what would have been right, once it is marked."""

    outline: Outline
    quiz: Quiz
    attempt: QuizAttempt
    language: str
    reveal: bool = False

    def questions(self, errors: dict[str, str] | None = None) -> Iterator[dict[str, Any]]:
        drawn = questions_of(self.quiz, self.attempt.drawn)
        for number, (name, question, one) in enumerate(drawn, start=1):
            shown = {"name": name, "number": number, "kind": question.kind.value, "text": self._text(question.texts)}
            shown |= self._answer(name, question, one) | self._verdict(question)
            yield shown | {"error": (errors or {}).get(name, "")}

    @property
    def marked(self) -> bool:
        return self.attempt.submitted_at is not None

    def _text(self, texts: Texts) -> str:
        return self.outline.text(texts, self.language)

    def _answer(self, name: str, question: Question, drawn: Drawn) -> dict[str, Any]:
        given = self.attempt.answers.get(question.key)
        match question.kind:
            case QuestionKind.SHORT_TEXT:
                return {"value": given or ""}
            case QuestionKind.ORDERING:
                return self._rows(name, question, drawn, given or {})
            case QuestionKind.TRUE_FALSE:
                return {"choices": [self._truth(question, value, given) for value in (True, False)]}
            case _:
                return {"choices": self._choices(question, drawn, given)}

    def _choices(self, question: Question, drawn: Drawn, given: Any) -> list[dict[str, Any]]:
        choices = {choice.key: choice for choice in question.choices}
        ticked = given if isinstance(given, list) else [given]
        return [
            self._choice(value, choices[key], key in ticked, key in right_keys(question))
            for value, key in enumerate(drawn["choices"])
        ]

    def _choice(self, value: int, choice: Choice, ticked: bool, right: bool) -> dict[str, Any]:
        feedback = self._text(choice.feedback) if self.marked and ticked else ""
        state = self._state(ticked, right)
        return {
            "value": value, "label": self._text(choice.texts), "checked": ticked, "state": state, "feedback": feedback
        }  # fmt: skip

    def _truth(self, question: Question, value: bool, given: Any) -> dict[str, Any]:
        label = gettext("True") if value else gettext("False")
        state = self._state(given is value, question.answer is value)
        return {"value": str(value).lower(), "label": label, "checked": given is value, "state": state}

    def _state(self, ticked: bool, right: bool) -> str:
        if not self.marked:
            return ""
        if ticked:
            return "right" if right else "wrong"
        return "missed" if right and self.reveal else ""

    def _rows(self, name: str, question: Question, drawn: Drawn, given: dict[str, int]) -> dict[str, Any]:
        choices = {choice.key: choice for choice in question.choices}
        order = {choice.key: place for place, choice in enumerate(question.choices, start=1)}
        rows = [
            {
                "name": f"{name}.{row}", "label": self._text(choices[key].texts), "place": given.get(key),
                "state": ("right" if given.get(key) == order[key] else "wrong") if self.marked else "",
            }
            for row, key in enumerate(drawn["choices"])
        ]  # fmt: skip
        return {"rows": rows, "places": list(range(1, len(rows) + 1))}

    def _verdict(self, question: Question) -> dict[str, Any]:
        if not self.marked:
            return {}
        mark = self.attempt.marks.get(question.key, 0)
        verdict = "right" if mark == 1 else ("partly" if mark else "wrong")
        return {"marked": True, "verdict": verdict, "feedback": self._feedback(question, right=mark == 1)}

    def _feedback(self, question: Question, *, right: bool) -> str:
        feedback = self._text(question.feedback)
        answer = "" if right or not self.reveal else self._right_answer(question)
        return format_html("{}<p>{}</p>", feedback, answer) if answer else feedback

    def _right_answer(self, question: Question) -> str:
        """In words, where the choices themselves do not show it."""
        if question.kind == QuestionKind.SHORT_TEXT:
            forms = question.accepted.get(self.language) or next(iter(question.accepted.values()))
            return gettext("Right answer: %(answer)s") % {"answer": forms[0]}
        if question.kind == QuestionKind.ORDERING:
            lines = " → ".join(self._text(choice.texts) for choice in question.choices)
            return gettext("Right order: %(lines)s") % {"lines": lines}
        return ""
