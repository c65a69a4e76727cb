"""The analysis of a quiz: its questions with their numbers, and what should be looked at."""

from collections.abc import Mapping, Sequence
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
    is_former: bool = False
    """Asked in attempts at an earlier publication, and no longer as it was."""

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
            Sign.MISLEADING: any(not one.correct and _draws_the_best(one) for one in self.answers),
        }
        return [sign for sign, is_so in signs.items() if is_so]


@dataclass(frozen=True)
class QuizAnalysis:
    quiz: QuizStatistics | None
    items: list[ItemAnalysis]


def _draws_the_best(one: AnswerStatistics) -> bool:
    return one.among_best is not None and one.among_weakest is not None and one.among_best > one.among_weakest


def analysis_of(questions: Mapping[str, Question], attempts: Sequence[Taken]) -> QuizAnalysis:
    """`questions` by the names under which attempts have their marks: a question that was changed has several."""
    return QuizAnalysis(quiz_statistics(attempts), [_item(name, one, attempts) for name, one in questions.items()])


def _item(name: str, question: Question, attempts: Sequence[Taken]) -> ItemAnalysis:
    asked, is_former = asked_of(name, attempts), name != question.key
    if asked is None:
        return ItemAnalysis(question, None, [], is_former)
    return ItemAnalysis(question, item_statistics(asked), answer_statistics(question, asked), is_former)
