"""The analysis in words and rows, for the page and for the spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from courses.assessment.analysis.distractors import AnswerStatistics
from courses.assessment.analysis.quizzes import ItemAnalysis, QuizAnalysis, Sign
from courses.assessment.models import BankQuestion
from courses.outline.structure import Outline, Question

SIGNS = {
    Sign.EASY: gettext_lazy("very easy"),
    Sign.HARD: gettext_lazy("very hard"),
    Sign.WEAK: gettext_lazy("tells little between good and weak"),
    Sign.AGAINST: gettext_lazy("the weak do better: check the right answer"),
    Sign.MISLEADING: gettext_lazy("a wrong answer draws the best"),
}
NOT_TOLD = "–"
WITHHELD = gettext_lazy("too few")


@dataclass(frozen=True)
class Words:
    """The analysis in one language."""

    analysis: QuizAnalysis
    outline: Outline
    language: str

    def items(self) -> Iterator[dict[str, Any]]:
        for number, item in enumerate(self.analysis.items, start=1):
            yield {
                "number": number, "text": self._title(item), "kind": _kind(item.question),
                "numbers": _numbers(item), "signs": [SIGNS[sign] for sign in item.signs],
                "answers": [self._answer(item.question, one) for one in item.answers],
            }  # fmt: skip

    def _title(self, item: ItemAnalysis) -> str:
        text = self._text(item.question)
        return gettext("%(text)s (as it was in an earlier publication)") % {"text": text} if item.is_former else text

    def _text(self, question: Question) -> str:
        return self.outline.text(question.texts, self.language)

    def _answer(self, question: Question, found: AnswerStatistics) -> dict[str, Any]:
        return {
            "label": self._label(question, found.key), "correct": found.correct, "share": share(found.share),
            "among_best": share(found.among_best), "among_weakest": share(found.among_weakest),
        }  # fmt: skip

    def _label(self, question: Question, key: Any) -> str:
        if isinstance(key, bool):
            return gettext("True") if key else gettext("False")
        texts = {choice.key: choice.texts for choice in question.choices}
        return self.outline.text(texts[key], self.language) if key in texts else str(key)


def _kind(question: Question) -> str:
    return str(BankQuestion.Kind(question.kind.value).label)


def _numbers(item: ItemAnalysis) -> dict[str, Any] | None:
    found = item.statistics
    if found is None:
        return None
    return {
        "number": found.number, "facility": percent(found.facility), "unanswered": percent(found.unanswered),
        "discrimination": hundredths(found.discrimination),
        "difference": hundredths(found.difference) if found.ends_told else str(WITHHELD),
    }  # fmt: skip


def share(value: float | None) -> str:
    return str(WITHHELD) if value is None else percent(value)


def percent(share: float) -> str:
    number = number_format(round(share * 100), decimal_pos=0)
    return pgettext("a share", "%(number)s %%") % {"number": number}


def hundredths(value: float | None) -> str:
    return NOT_TOLD if value is None else number_format(round(value, 2), decimal_pos=2).replace("-", "−")
