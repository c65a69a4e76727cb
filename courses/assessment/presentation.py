"""An attempt as the page shows it (design/components/question.html), to be answered or marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext

from courses.assessment.answers import Drawn, questions_of
from courses.assessment.faces import Face
from courses.assessment.marking import mark, number_met
from courses.assessment.models import QuizAttempt
from courses.assessment.review import Shown, reached, shown_of
from courses.outline.structure import Outline, Question, QuestionKind, Quiz, Texts


@dataclass(frozen=True)
class Sheet:
    """An attempt on paper, in one language. `shown` is what may be seen of it now that it is submitted."""

    outline: Outline
    quiz: Quiz
    attempt: QuizAttempt
    language: str
    shown: Shown

    def questions(self, errors: dict[str, str] | None = None) -> Iterator[dict[str, Any]]:
        drawn = questions_of(self.quiz, self.attempt.drawn)
        for number, (name, question, one) in enumerate(drawn, start=1):
            shown = {"name": name, "number": number, "kind": question.kind.value, "text": self._text(question.texts)}
            face = self._face(name, question, one)
            yield shown | face.fields() | self._verdict(face) | {"error": (errors or {}).get(name, "")}

    @property
    def submitted(self) -> bool:
        return self.attempt.submitted_at is not None

    def _text(self, texts: Texts) -> str:
        return self.outline.text(texts, self.language)

    def _face(self, name: str, question: Question, drawn: Drawn) -> Face:
        return Face(
            name, question, drawn, self.attempt.answers.get(question.key), self._shown(question), self.language,
            self._text,
        )  # fmt: skip

    def _is_fixed(self, question: Question) -> bool:
        """Submitted, or checked during the attempt."""
        return self.submitted or question.key in self.attempt.checked

    def _shown(self, question: Question) -> Shown:
        if self.submitted:
            return self.shown
        stages = reached(submitted=False, settled=False, over=False)
        return shown_of(self.quiz.review, stages) if self._is_fixed(question) else Shown()

    def _verdict(self, face: Face) -> dict[str, Any]:
        if not self._is_fixed(face.question):
            return {}
        value = self._mark(face)
        verdict = "waiting" if value is None else self._word(value)
        return {
            "marked": True, "verdict": verdict if face.shown.marks or value is None else "",
            "feedback": self._feedback(face, right=value == 1),
            "order": face.right_order() if face.shown.answers and value != 1 else [],
        }  # fmt: skip

    def _mark(self, face: Face) -> float | None:
        """None while a person's mark is waited for."""
        key = face.question.key
        if key in self.attempt.marks:
            return float(self.attempt.marks[key])
        if face.question.kind == QuestionKind.ESSAY and face.given is not None:
            return None
        return float(mark(face.question, face.given))

    def _word(self, value: float) -> str:
        if value == 1:
            return "right"
        return "partly" if value else "wrong"

    def _feedback(self, face: Face, *, right: bool) -> str:
        """The question's own, what the number met says, the marker's comment, and what would have been right."""
        paragraphs = self._words(face) if face.shown.feedback else []
        if face.shown.answers and not right:
            paragraphs.append(face.right_answer())
        said = [text for text in paragraphs if text]
        return said[0] if len(said) == 1 else format_html_join("", "<p>{}</p>", ((text,) for text in said))

    def _words(self, face: Face) -> list[str]:
        question = face.question
        met = number_met(question, face.given) if question.kind == QuestionKind.NUMERIC and face.given else None
        comment = self.attempt.comments.get(question.key, "")
        return [
            self._text(question.feedback),
            self._text(met.feedback) if met else "",
            gettext("Comment: %(comment)s") % {"comment": comment} if comment else "",
        ]
