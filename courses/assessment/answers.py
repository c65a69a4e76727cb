"""Reading answers from a form. Fields are named by place, so a page holds no keys and gives nothing away.

Question 2 of an attempt is field `a2`; its choices have the values 0, 1, … in the order shown. A question of several
fields (the lines of an ordering or matching question, the gaps of a text) has `a2.0`, `a2.1`, …
"""

from collections.abc import Iterable, Iterator
from typing import Any, NotRequired, TypedDict

from django.http import QueryDict

from courses.assessment.numerals import LONGEST_NUMBER
from courses.outline.structure import Question, QuestionKind, Quiz

LONGEST_TEXT = 200
LONGEST_ESSAY = 20_000
LONGEST = {QuestionKind.NUMERIC: LONGEST_NUMBER, QuestionKind.ESSAY: LONGEST_ESSAY}


class Drawn(TypedDict):
    """A question as drawn for an attempt: its key, its choices' keys in the order shown, its version in the bank."""

    question: str
    choices: list[str]
    version: NotRequired[int]


def questions_of(quiz: Quiz, drawn: Iterable[Drawn]) -> Iterator[tuple[str, Question, Drawn]]:
    """Field name, question and draw, in the order of the attempt."""
    questions = quiz.every_question
    for place, one in enumerate(drawn, start=1):
        yield f"a{place}", questions[one["question"]], one


def answers_in(data: QueryDict, quiz: Quiz, drawn: Iterable[Drawn]) -> dict[str, Any]:
    """What was answered, by the keys of questions. What no field of the page could have sent is no answer."""
    given = {question.key: _answer(data, name, question, one) for name, question, one in questions_of(quiz, drawn)}
    return {key: answer for key, answer in given.items() if answer is not None}


def unanswered(quiz: Quiz, drawn: Iterable[Drawn], answers: dict[str, Any]) -> list[str]:
    """Field names of the questions that are not answered, or only in part (an ordering with places missing)."""
    return [name for name, question, one in questions_of(quiz, drawn) if not _is_whole(question, one, answers)]


def _is_whole(question: Question, drawn: Drawn, answers: dict[str, Any]) -> bool:
    answer = answers.get(question.key)
    fields = {
        QuestionKind.ORDERING: len(drawn["choices"]),
        QuestionKind.MATCHING: len(question.pairs),
        QuestionKind.FILL_IN: len(question.gaps),
    }
    return answer is not None and (question.kind not in fields or len(answer) == fields[question.kind])


def _answer(data: QueryDict, name: str, question: Question, drawn: Drawn) -> Any:
    match question.kind:
        case QuestionKind.SINGLE:
            return _chosen(data.get(name, ""), drawn)
        case QuestionKind.MULTIPLE:
            return [key for value in data.getlist(name) if (key := _chosen(value, drawn))] or None
        case QuestionKind.TRUE_FALSE:
            return {"true": True, "false": False}.get(data.get(name, ""))
        case QuestionKind.SHORT_TEXT | QuestionKind.NUMERIC | QuestionKind.ESSAY:
            return _text(data.get(name, ""), LONGEST.get(question.kind, LONGEST_TEXT)) or None
        case QuestionKind.ORDERING:
            return _places(data, name, drawn) or None
        case QuestionKind.MATCHING:
            chosen = {
                pair.key: _chosen(data.get(f"{name}.{row}", ""), drawn) for row, pair in enumerate(question.pairs)
            }
            return {pair: match for pair, match in chosen.items() if match} or None
        case QuestionKind.FILL_IN:
            texts = {gap.key: _text(data.get(f"{name}.{row}", "")) for row, gap in enumerate(question.gaps)}
            return {gap: text for gap, text in texts.items() if text} or None


def _text(value: str, longest: int = LONGEST_TEXT) -> str:
    return value.replace("\0", "").strip()[:longest]


def _chosen(value: str, drawn: Drawn) -> str | None:
    place = _number(value)
    return drawn["choices"][place] if place is not None and place < len(drawn["choices"]) else None


def _places(data: QueryDict, name: str, drawn: Drawn) -> dict[str, int]:
    given = {key: _number(data.get(f"{name}.{row}", "")) for row, key in enumerate(drawn["choices"])}
    most = len(drawn["choices"])
    return {key: place for key, place in given.items() if place is not None and 1 <= place <= most}


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
