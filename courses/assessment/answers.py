"""Reading answers from a form. Fields are named by place, so a page holds no keys and gives nothing away.

Question 2 of an attempt is field `a2`; its choices have the values 0, 1, … in the order shown; the place of the first
line of an ordering question is field `a2.0`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from django.http import QueryDict

from courses.outline.structure import Question, QuestionKind, Quiz

LONGEST_TEXT = 200


class Drawn(TypedDict):
    """A question as drawn for an attempt: its key, and its choices' keys in the order shown."""

    question: str
    choices: list[str]


def questions_of(quiz: Quiz, drawn: Iterable[Drawn]) -> Iterator[tuple[str, Question, Drawn]]:
    """Field name, question and draw, in the order of the attempt."""
    questions = {question.key: question for question in quiz.questions}
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
    if question.kind == QuestionKind.ORDERING:
        return answer is not None and len(answer) == len(drawn["choices"])
    return answer is not None


def _answer(data: QueryDict, name: str, question: Question, drawn: Drawn) -> Any:
    match question.kind:
        case QuestionKind.SINGLE:
            return _chosen(data.get(name, ""), drawn)
        case QuestionKind.MULTIPLE:
            return [key for value in data.getlist(name) if (key := _chosen(value, drawn))] or None
        case QuestionKind.TRUE_FALSE:
            return {"true": True, "false": False}.get(data.get(name, ""))
        case QuestionKind.SHORT_TEXT:
            return data.get(name, "").replace("\0", "").strip()[:LONGEST_TEXT] or None
        case QuestionKind.ORDERING:
            return _places(data, name, drawn) or None


def _chosen(value: str, drawn: Drawn) -> str | None:
    place = _number(value)
    return drawn["choices"][place] if place is not None and place < len(drawn["choices"]) else None


def _places(data: QueryDict, name: str, drawn: Drawn) -> dict[str, int]:
    given = {key: _number(data.get(f"{name}.{row}", "")) for row, key in enumerate(drawn["choices"])}
    most = len(drawn["choices"])
    return {key: place for key, place in given.items() if place is not None and 1 <= place <= most}


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
