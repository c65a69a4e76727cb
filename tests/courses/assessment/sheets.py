"""What a browser sends when a quiz is answered, rightly or wrongly throughout."""

from courses.assessment.models import QuizAttempt
from courses.outline.structure import Question, QuestionKind


def form_of(attempt: QuizAttempt, questions: tuple[Question, ...], *, right: bool = True) -> dict[str, object]:
    """What a browser sends for these answers."""
    known = {question.key: question for question in questions}
    data: dict[str, object] = {"attempt": attempt.number}
    for place, drawn in enumerate(attempt.drawn, start=1):
        data |= fields_of(f"a{place}", known[drawn["question"]], drawn["choices"], right)
    return data


def fields_of(name: str, question: Question, shown: list[str], right: bool) -> dict[str, object]:
    match question.kind:
        case QuestionKind.SINGLE:
            return {name: _ticks(question, shown, right)[0]}
        case QuestionKind.MULTIPLE:
            return {name: _ticks(question, shown, right)}
        case QuestionKind.ORDERING | QuestionKind.MATCHING | QuestionKind.FILL_IN:
            return {f"{name}.{row}": value for row, value in enumerate(_rows(question, shown, right))}
        case _:
            return {name: _written(question, right)}


def _ticks(question: Question, shown: list[str], right: bool) -> list[int]:
    correct = {choice.key: choice.correct for choice in question.choices}
    return [value for value, key in enumerate(shown) if correct[key] == right]


def _rows(question: Question, shown: list[str], right: bool) -> list[object]:
    if question.kind == QuestionKind.FILL_IN:
        return [gap.accepted["en"][0] if right else "nothing" for gap in question.gaps]
    if question.kind == QuestionKind.MATCHING:
        other = question.choices[0].key
        return [shown.index(pair.key if right else other) for pair in question.pairs]
    order = [choice.key for choice in question.choices]
    places = order if right else order[::-1]
    return [places.index(key) + 1 for key in shown]


def _written(question: Question, right: bool) -> str:
    if question.kind == QuestionKind.TRUE_FALSE:
        return str(question.answer == right).lower()
    written = {QuestionKind.SHORT_TEXT: "losi", QuestionKind.NUMERIC: "١٢٫٥"}
    if question.kind == QuestionKind.ESSAY:
        return "First, I would ask who does not come."
    return written[question.kind] if right else "something else"
