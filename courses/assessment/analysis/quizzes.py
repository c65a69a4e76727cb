"""The analysis of a quiz: its questions with their numbers, and what should be looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courses.assessment.analysis.distractors import AnswerStatistics, answer_statistics
from courses.assessment.analysis.statistics import (
    ItemStatistics,
    QuizStatistics,
    Taken,
    asked_of,
    item_statistics,
    quiz_statistics,
)
from courses.outline.structure import Question

EASY, HARD, WEAK = 0.9, 0.2, 0.2


class Sign(StrEnum):
    """What an instructor should look at."""

    EASY = "easy"
    HARD = "hard"
    WEAK = "weak"
    AGAINST = "against"
    MISLEADING = "misleading"


@dataclass(frozen=True)
class ItemAnalysis:
    question: Question
    statistics: ItemStatistics | None
    answers: list[AnswerStatistics]

    @property
    def signs(self) -> list[Sign]:
        found = self.statistics
        if found is None:
            return []
        discrimination = 1.0 if found.discrimination is None else found.discrimination
        signs = {
            Sign.EASY: found.facility > EASY,
            Sign.HARD: found.facility < HARD,
            Sign.AGAINST: discrimination < 0,
            Sign.WEAK: 0 <= discrimination < WEAK,
            Sign.MISLEADING: any(not one.correct and one.among_best > one.among_weakest for one in self.answers),
        }
        return [sign for sign, is_so in signs.items() if is_so]


@dataclass(frozen=True)
class QuizAnalysis:
    quiz: QuizStatistics | None
    items: list[ItemAnalysis]


def analysis_of(questions: Iterable[Question], attempts: Sequence[Taken]) -> QuizAnalysis:
    return QuizAnalysis(quiz_statistics(attempts), [_item(question, attempts) for question in questions])


def _item(question: Question, attempts: Sequence[Taken]) -> ItemAnalysis:
    asked = asked_of(question.key, attempts)
    if asked is None:
        return ItemAnalysis(question, None, [])
    return ItemAnalysis(question, item_statistics(asked), answer_statistics(question, asked))
