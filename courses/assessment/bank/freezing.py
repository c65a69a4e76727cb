"""The copy of a question that a course is frozen with. Pure."""

from typing import Any

from courses.outline.structure import Question, Texts

Forms = dict[str, tuple[str, ...]]


def frozen(question: Question, *, written_in: str, language: str) -> Question:
    """The question with every text in the course's own `language`: where that is missing, as it was written.

    Learners' languages fall back to the course's, so each of them finds a text.
    """
    if written_in == language:
        return question
    update: dict[str, Any] = {
        "texts": _filled(question.texts, written_in, language),
        "feedback": _filled(question.feedback, written_in, language),
        "choices": tuple(_each(choice, ("texts", "feedback"), written_in, language) for choice in question.choices),
        "numbers": tuple(_each(number, ("feedback",), written_in, language) for number in question.numbers),
        "pairs": tuple(_each(pair, ("texts", "matches"), written_in, language) for pair in question.pairs),
    }
    return question.model_copy(update=update)


def _each(part: Any, names: tuple[str, ...], written_in: str, language: str) -> Any:
    return part.model_copy(update={name: _filled(getattr(part, name), written_in, language) for name in names})


def _filled(texts: Texts, written_in: str, language: str) -> Texts:
    if texts.get(language) or not texts.get(written_in):
        return texts
    return texts | {language: texts[written_in]}
