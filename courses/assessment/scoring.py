"""What an attempt amounts to, from its answers and from what persons have marked. Pure."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from courses.assessment.answers import Drawn, questions_of
from courses.assessment.marking import mark, weighted_mean
from courses.outline.structure import Question, QuestionKind, Quiz

PLACES = Decimal("0.0001")


def essays_in(quiz: Quiz, drawn: list[Drawn], answers: Mapping[str, Any]) -> list[Question]:
    """The essays that were written, which a person marks; one that was not is wrong without one."""
    asked = [question for _name, question, _drawn in questions_of(quiz, drawn)]
    return [question for question in asked if question.kind == QuestionKind.ESSAY and answers.get(question.key)]


def marks_of(
    quiz: Quiz, drawn: list[Drawn], answers: Mapping[str, Any], given: Mapping[str, Fraction] | None = None
) -> dict[str, Fraction]:
    """The mark of each question by key, but for essays that wait; `given` are the marks of a person."""
    given = given or {}
    waiting = {essay.key for essay in essays_in(quiz, drawn, answers)} - set(given)
    asked = [question for _name, question, _drawn in questions_of(quiz, drawn) if question.key not in waiting]
    return {question.key: given.get(question.key, mark(question, answers.get(question.key))) for question in asked}


def score_of(quiz: Quiz, marks: Mapping[str, Fraction]) -> Fraction:
    questions = quiz.every_question
    return weighted_mean((value, questions[key].weight) for key, value in marks.items())


def places(value: Fraction) -> Decimal:
    """To four places, as the score of an attempt is kept: rounded down, so that none reaches a mark by rounding."""
    return (Decimal(value.numerator) / value.denominator).quantize(PLACES, ROUND_DOWN)
