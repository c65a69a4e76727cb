"""Marking, on the server and from the frozen outline alone. Pure.

An answer is what courses.assessment.answers reads from a form: a choice's key (single), a list of them (multiple),
a boolean (true/false), text (short text), or places by choice's key (ordering); None where nothing was given.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from courses.outline.structure import Question, QuestionKind

RIGHT, WRONG = Fraction(1), Fraction(0)


def mark(question: Question, answer: Any) -> Fraction:
    """0 to 1. Unanswered counts as wrong."""
    if answer is None:
        return WRONG
    match question.kind:
        case QuestionKind.SINGLE:
            return _full(answer in right_keys(question))
        case QuestionKind.MULTIPLE:
            return _mark_ticks(question, answer)
        case QuestionKind.TRUE_FALSE:
            return _full(answer is question.answer)
        case QuestionKind.SHORT_TEXT:
            return _full(normalised(answer) in _accepted(question))
        case QuestionKind.ORDERING:
            return _mark_order(question, answer)
        case _:
            return WRONG


def mean(marks: Iterable[Fraction]) -> Fraction:
    """The score of an attempt: every question weighs the same."""
    values = list(marks)
    return sum(values, Fraction(0)) / len(values)


def right_keys(question: Question) -> set[str]:
    return {choice.key for choice in question.choices if choice.correct}


def normalised(text: str) -> str:
    """One form for what a reader takes for the same: compatibility forms, case, and white space do not matter."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def _full(right: bool) -> Fraction:
    return RIGHT if right else WRONG


def _mark_ticks(question: Question, ticked: list[str]) -> Fraction:
    """Right ticks less wrong ticks, over all that are right; never below 0, so that ticking everything earns nothing
    where half of the choices are wrong."""
    right = right_keys(question)
    hits = len(right & set(ticked))
    return Fraction(max(hits - len(set(ticked) - right), 0), len(right))


def _accepted(question: Question) -> set[str]:
    """Every language's forms: an answer is right in whatever language it is given."""
    return {normalised(form) for forms in question.accepted.values() for form in forms}


def _mark_order(question: Question, places: dict[str, int]) -> Fraction:
    """The share of neighbours in the right order that stand directly one after the other in the answer.

    A place given twice says nothing, so neither of its lines counts as following another.
    """
    used = Counter(places.values())
    sure = {key: place for key, place in places.items() if used[place] == 1}
    pairs = list(pairwise(choice.key for choice in question.choices))
    kept = sum(1 for first, second in pairs if first in sure and sure.get(second) == sure[first] + 1)
    return Fraction(kept, len(pairs))
