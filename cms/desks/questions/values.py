"""A question of the bank as a value of the blocks that authors write questions with, and back again."""

from collections.abc import Callable
from typing import Any

from wagtail.blocks import StructBlock

from cms.blocks.quizzes import QuestionsBlock
from cms.outlining.questions import question_of
from courses.outline.structure import Choice, Question, QuestionKind

KINDS: dict[str, StructBlock] = {
    name: block
    for name, block in QuestionsBlock().child_blocks.items()
    if name in {kind.value for kind in QuestionKind}
}
"""The block of each kind of question."""
Raw = dict[str, Any]


def question_in(value: Any, *, key: str, kind: QuestionKind, language: str) -> Question:
    """What was written, in one language."""
    return question_of(key=key, kind=kind, value=value, versions={language: value})


def has_other_gaps(value: Any, before: Question) -> bool:
    """Whether gaps were added, removed or moved. A gap that stays has its number as its block's id (`_gaps`)."""
    if before.kind != QuestionKind.FILL_IN:
        return False
    return [bound.id for bound in value["gaps"].bound_blocks] != [gap.key for gap in before.gaps]


def value_of(question: Question, language: str) -> Any:
    """The question's texts in `language`, for the form in which they are changed."""
    raw = {
        "text": question.texts.get(language, ""),
        "feedback": question.feedback.get(language, ""),
        "marking": {name: getattr(question, name) for name in ("weight", "partial", "case_sensitive", "points")},
    }
    return KINDS[question.kind].to_python(raw | LISTS.get(question.kind, _nothing)(question, language))


def _nothing(_question: Question, _language: str) -> Raw:
    return {}


def _item(key: str, value: Any) -> Raw:
    return {"type": "item", "id": key, "value": value}


def _choices(question: Question, language: str) -> Raw:
    return {"choices": [_item(choice.key, _choice(choice, language)) for choice in question.choices]}


def _choice(choice: Choice, language: str) -> Raw:
    texts = {"text": choice.texts.get(language, ""), "feedback": choice.feedback.get(language, "")}
    return texts | {"correct": choice.correct, "credit": choice.credit}


def _plain(question: Question, language: str) -> list[Raw]:
    return [_item(choice.key, choice.texts.get(language, "")) for choice in question.choices]


def _numbers(question: Question, language: str) -> Raw:
    return {
        "numbers": [
            _item(
                str(place),
                {
                    "value": number.value, "tolerance": number.tolerance, "credit": number.credit,
                    "feedback": number.feedback.get(language, ""),
                },
            )
            for place, number in enumerate(question.numbers)
        ]
    }  # fmt: skip


def _pairs(question: Question, language: str) -> Raw:
    pairs = [
        _item(pair.key, {"text": pair.texts.get(language, ""), "match": pair.matches.get(language, "")})
        for pair in question.pairs
    ]
    return {"pairs": pairs, "others": _plain(question, language)}


def _accepted(question: Question, language: str) -> Raw:
    forms = enumerate(question.accepted.get(language, ()))
    return {"accepted": [_item(str(place), form) for place, form in forms]}


def _gaps(question: Question, language: str) -> Raw:
    return {"gaps": [_item(gap.key, "\n".join(gap.accepted.get(language, ()))) for gap in question.gaps]}


LISTS: dict[str, Callable[[Question, str], Raw]] = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.TRUE_FALSE: lambda question, _language: {"answer": str(question.answer).lower()},
    QuestionKind.SHORT_TEXT: _accepted,
    QuestionKind.NUMERIC: _numbers,
    QuestionKind.ORDERING: lambda question, language: {"items": _plain(question, language)},
    QuestionKind.MATCHING: _pairs,
    QuestionKind.FILL_IN: _gaps,
}
