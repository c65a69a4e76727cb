"""Marking, on the server and from the frozen outline alone. Pure.

An answer is what courses.assessment.answers reads from a form: a choice's key (single), a list of them (multiple),
a boolean (true/false), text (short text, numeric, essay), places by choice's key (ordering), keys of matches by pair's
key (matching), or texts by gap's key (fill-in); None where nothing was given. An essay is marked by a person.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from courses.assessment.numerals import readings
from courses.outline.structure import Choice, Gap, Number, Question, QuestionKind, Texts

RIGHT, WRONG = Fraction(1), Fraction(0)


def mark(question: Question, answer: Any) -> Fraction:
    """0 to 1. Unanswered counts as wrong, and so does what is right in part where the question gives no part."""
    if answer is None:
        return WRONG
    earned = min(max(_earned(question, answer), WRONG), RIGHT)
    return earned if question.partial or earned == RIGHT else WRONG


def _earned(question: Question, answer: Any) -> Fraction:
    return MARKED_BY[question.kind](question, answer)


def mean(marks: Iterable[Fraction]) -> Fraction:
    """The score of an attempt whose questions all weigh the same."""
    return weighted_mean((value, 1) for value in marks)


def weighted_mean(marks: Iterable[tuple[Fraction, int]]) -> Fraction:
    """The score of an attempt: its marks with their weights."""
    values = list(marks)
    return sum((value * weight for value, weight in values), WRONG) / sum(weight for _value, weight in values)


def right_keys(question: Question) -> set[str]:
    return {choice.key for choice in question.choices if choice.correct}


def credit_of(choice: Choice) -> Fraction:
    """What choosing this one alone earns."""
    return Fraction(choice.credit, 100) if choice.credit is not None else _full(choice.correct)


def number_met(question: Question, answer: str) -> Number | None:
    """The number within whose tolerance the answer lies; of several, the one that earns most."""
    given = readings(answer)
    met = [number for number in question.numbers if any(abs(one - number.value) <= number.tolerance for one in given)]
    return max(met, key=lambda number: number.credit, default=None)


def is_match(question: Question, pair: str, chosen: str | None) -> bool:
    """Whether what was chosen for the pair is its match, or reads the same as its match."""
    matches = {one.key: one.matches for one in question.pairs} | {one.key: one.texts for one in question.choices}
    return chosen in matches and (chosen == pair or read_the_same(matches[chosen], matches[pair]))


def read_the_same(one: Texts, other: Texts) -> bool:
    """In any language: equal texts may be translated unequally, and nobody can tell apart what reads the same."""
    return any(other.get(language) == text for language, text in one.items() if text)


def fills(question: Question, gap: Gap, given: str) -> bool:
    forms = (form for forms in gap.accepted.values() for form in forms)
    return _shown(question, given) in {_shown(question, form) for form in forms}


def normalised(text: str, *, case_sensitive: bool = False) -> str:
    """One form for what a reader takes for the same: compatibility forms, white space and (if so said) case."""
    text = unicodedata.normalize("NFKC", text)
    if not case_sensitive:
        text = unicodedata.normalize("NFKC", text.casefold())
    return " ".join(text.split())


def _shown(question: Question, text: str) -> str:
    return normalised(text, case_sensitive=question.case_sensitive)


def _mark_choice(question: Question, chosen: str) -> Fraction:
    if not question.partial:
        return _full(chosen in right_keys(question))
    return sum((credit_of(choice) for choice in question.choices if choice.key == chosen), WRONG)


def _mark_number(question: Question, given: str) -> Fraction:
    number = number_met(question, given)
    return Fraction(number.credit, 100) if number else WRONG


def _mark_matches(question: Question, chosen: dict[str, str]) -> Fraction:
    right = sum(is_match(question, pair.key, chosen.get(pair.key)) for pair in question.pairs)
    return Fraction(right, len(question.pairs))


def _mark_gaps(question: Question, given: dict[str, str]) -> Fraction:
    filled = sum(fills(question, gap, given.get(gap.key, "")) for gap in question.gaps)
    return Fraction(filled, len(question.gaps))


def _full(right: bool) -> Fraction:
    return RIGHT if right else WRONG


def _mark_ticks(question: Question, ticked: list[str]) -> Fraction:
    """All for exactly what is right. Else what each tick earns or costs together; never below 0, so that ticking
    everything earns nothing where half of the choices are wrong and no credits say otherwise."""
    right, given = right_keys(question), set(ticked)
    if given == right or not question.partial:
        return _full(given == right)
    return sum((share_of(choice, of=len(right)) for choice in question.choices if choice.key in given), WRONG)


def share_of(choice: Choice, *, of: int) -> Fraction:
    """What a tick earns or costs: its credit. Without one, what is right earns its part of the whole, of so many that
    are right, and what is wrong takes as much away."""
    if choice.credit is not None:
        return Fraction(choice.credit, 100)
    return Fraction(1 if choice.correct else -1, of)


def _mark_text(question: Question, given: str) -> Fraction:
    """Every language's forms count: an answer is right in whatever language it is given."""
    answer = _shown(question, given)
    if answer not in {_shown(question, form) for forms in question.accepted.values() for form in forms}:
        return WRONG
    credited = {_shown(question, form): credit for form, credit in question.credits.items()}
    return Fraction(credited.get(answer, 100), 100)


def _mark_order(question: Question, places: dict[str, int]) -> Fraction:
    """The share of neighbours in the right order that stand directly one after the other in the answer.

    A place given twice says nothing, so neither of its lines counts as following another.
    """
    used = Counter(places.values())
    sure = {key: place for key, place in places.items() if used[place] == 1}
    pairs = list(pairwise(choice.key for choice in question.choices))
    kept = sum(1 for first, second in pairs if first in sure and sure.get(second) == sure[first] + 1)
    return Fraction(kept, len(pairs))


MARKED_BY: dict[QuestionKind, Callable[[Question, Any], Fraction]] = {
    QuestionKind.SINGLE: _mark_choice,
    QuestionKind.MULTIPLE: _mark_ticks,
    QuestionKind.TRUE_FALSE: lambda question, answer: _full(answer is question.answer),
    QuestionKind.SHORT_TEXT: _mark_text,
    QuestionKind.NUMERIC: _mark_number,
    QuestionKind.ORDERING: _mark_order,
    QuestionKind.MATCHING: _mark_matches,
    QuestionKind.FILL_IN: _mark_gaps,
    QuestionKind.ESSAY: lambda _question, _answer: WRONG,
}
