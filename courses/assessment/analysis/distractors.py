"""Which answers were chosen, by everybody and by the best and the weakest: a wrong answer that the best choose is a
question to look at. Answers that fewer than SMALLEST_GROUP people wrote are not told."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import fsum
from typing import Any

from courses.assessment.analysis.statistics import SMALLEST_GROUP, Asked, Weighed, size_of
from courses.assessment.marking import mark, normalised
from courses.outline.structure import Question, QuestionKind

K = QuestionKind
MOST_WRITTEN = 8
Chosen = Callable[[Any], set[Any]]


@dataclass(frozen=True)
class AnswerStatistics:
    """`key` is a choice's, True or False, or what was written. Shares of the attempts that asked the question."""

    key: Any
    correct: bool
    share: float
    among_best: float
    among_weakest: float


def answer_statistics(question: Question, asked: Asked) -> list[AnswerStatistics]:
    """Empty where answers are not chosen from few (ordering, essays, …)."""
    chosen, told = _of_kind(question, asked)
    if not told:
        return []
    everybody = _shares(question.key, chosen, [(asked.attempts, 1.0)])
    best, weakest = (_shares(question.key, chosen, group) for group in (asked.best, asked.weakest))
    return [
        AnswerStatistics(key, correct, everybody.get(key, 0.0), best.get(key, 0.0), weakest.get(key, 0.0))
        for key, correct in told
    ]


def _shares(key: str, chosen: Chosen, group: Weighed) -> dict[Any, float]:
    """The part of the group that chose each answer."""
    weights: dict[Any, list[float]] = {}
    for attempts, part in group:
        counts = Counter(answer for attempt in attempts for answer in chosen(attempt.answers.get(key)))
        for answer, count in counts.items():
            weights.setdefault(answer, []).append(part * count)
    whole = size_of(group)
    return {answer: min(fsum(parts) / whole, 1.0) for answer, parts in weights.items()}


def _of_kind(question: Question, asked: Asked) -> tuple[Chosen, list[tuple[Any, bool]]]:
    """How an answer names what was chosen, and what there is to choose."""
    match question.kind:
        case K.SINGLE | K.MULTIPLE:
            return _ticked, [(choice.key, choice.correct) for choice in question.choices]
        case K.TRUE_FALSE:
            return _said, [(value, question.answer is value) for value in (True, False)]
        case K.SHORT_TEXT | K.NUMERIC:
            return _written, _most_written(question, asked)
        case _:
            return _said, []


def _said(answer: Any) -> set[Any]:
    return {answer} if isinstance(answer, bool | str) else set()


def _ticked(answer: Any) -> set[Any]:
    return {one for one in answer if isinstance(one, str)} if isinstance(answer, list) else _said(answer)


def _written(answer: Any) -> set[Any]:
    return {normalised(answer)} if isinstance(answer, str) else set()


def _most_written(question: Question, asked: Asked) -> list[tuple[Any, bool]]:
    people: dict[str, set[int]] = {}
    for attempt in asked.attempts:
        for words in _written(attempt.answers.get(question.key)):
            people.setdefault(words, set()).add(attempt.person)
    counts = Counter({words: len(them) for words, them in people.items() if len(them) >= SMALLEST_GROUP})
    common = sorted(counts, key=lambda words: (-counts[words], words))[:MOST_WRITTEN]
    return [(words, mark(question, words) == 1) for words in common]
