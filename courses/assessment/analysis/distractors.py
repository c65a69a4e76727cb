"""Which answers were chosen, by everybody and by the best and the weakest: a wrong answer that the best choose is a
question to look at. Answers that fewer than SMALLEST_GROUP people wrote are not told, nor how few chose one."""

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
    """`key` is a choice's, True or False, or what was written. Shares of the attempts that asked the question; None
    where they are of too few people."""

    key: Any
    correct: bool
    share: float | None
    among_best: float | None
    among_weakest: float | None


def answer_statistics(question: Question, asked: Asked) -> list[AnswerStatistics]:
    """Empty where answers are not chosen from few (ordering, essays, …)."""
    chosen, told = _of_kind(question, asked)
    if not told:
        return []
    everybody = _shares(asked.key, chosen, [(asked.attempts, 1.0)])
    best, weakest = (_shares(asked.key, chosen, group) for group in (asked.best, asked.weakest))
    withheld = _withheld(question, _people(asked, chosen), [key for key, _correct in told])

    def share(shares: dict[Any, float], key: Any, *, is_told: bool = True) -> float | None:
        return None if key in withheld or not is_told else shares.get(key, 0.0)

    return [
        AnswerStatistics(
            key, correct, share(everybody, key), share(best, key, is_told=asked.ends_told),
            share(weakest, key, is_told=asked.ends_told),
        )
        for key, correct in told
    ]  # fmt: skip


def _people(asked: Asked, chosen: Chosen) -> dict[Any, int]:
    """How many people chose each answer."""
    people: dict[Any, set[int]] = {}
    for attempt in asked.attempts:
        for answer in chosen(attempt.answers.get(asked.key)):
            people.setdefault(answer, set()).add(attempt.person)
    return {answer: len(them) for answer, them in people.items()}


def _withheld(question: Question, people: dict[Any, int], told: list[Any]) -> set[Any]:
    """What few chose. Of answers that exclude each other never one alone: the others would tell its share."""
    chosen = sorted((key for key in told if people.get(key)), key=lambda key: people[key])
    few = {key for key in chosen if people[key] < SMALLEST_GROUP}
    if len(few) == 1 and question.kind in {K.SINGLE, K.TRUE_FALSE}:
        return set(chosen[:2])
    return few


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
    counts = {words: people for words, people in _people(asked, _written).items() if people >= SMALLEST_GROUP}
    common = sorted(counts, key=lambda words: (-counts[words], words))[:MOST_WRITTEN]
    return [(words, mark(question, words) == 1) for words in common]
