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
    order = [choice.key for choice in question.choices]
    ticks = [value for value, key in enumerate(shown) if question.choices[order.index(key)].correct == right]
    match question.kind:
        case QuestionKind.SINGLE:
            return {name: ticks[0]}
        case QuestionKind.MULTIPLE:
            return {name: ticks}
        case QuestionKind.TRUE_FALSE:
            return {name: str(question.answer == right).lower()}
        case QuestionKind.SHORT_TEXT:
            return {name: "losi" if right else "something else"}
        case QuestionKind.ORDERING:
            places = order if right else order[::-1]
            return {f"{name}.{row}": places.index(key) + 1 for row, key in enumerate(shown)}
