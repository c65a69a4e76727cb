"""The languages of a question: each text of it, and putting a language's texts in. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from courses.assessment.marking import normalised
from courses.outline.structure import Question, QuestionKind, Texts

SEVERAL = "\n"
"""Between accepted forms: each has its own line."""


class Text(NamedTuple):
    """One text: where it stands in the question, and what it is there."""

    path: str
    role: str
    texts: Texts


def texts_in(question: Question) -> Iterator[Text]:
    """Everything that is put into other languages, accepted forms too, in the order in which it is read."""
    yield Text("text", "text", question.texts)
    for group, names in PARTS.items():
        for place, part in enumerate(getattr(question, group)):
            for name in names:
                yield Text(f"{group}.{place}.{name}", name, _texts(getattr(part, name)))
    if question.kind == QuestionKind.SHORT_TEXT:
        yield Text("accepted", "accepted", _texts(question.accepted))
    yield Text("feedback", "feedback", question.feedback)


PARTS = {
    "choices": ("texts", "feedback"),
    "numbers": ("feedback",),
    "pairs": ("texts", "matches"),
    "gaps": ("accepted",),
}


def with_texts(question: Question, language: str, given: Mapping[str, str]) -> Question:
    """The question with these texts (by path) in `language`; what is empty is in that language no more."""

    def put(path: str, texts: Any) -> Any:
        return _put(texts, language, given.get(path, ""))

    update: dict[str, Any] = {"texts": put("text", question.texts), "feedback": put("feedback", question.feedback)}
    update["accepted"] = put("accepted", question.accepted)
    for group, names in PARTS.items():
        update[group] = tuple(_part(part, names, f"{group}.{place}", put) for place, part in _places(question, group))
    return with_credits_of_accepted(Question.model_validate(question.model_copy(update=update).model_dump()))


def with_other_languages(question: Question, before: Question, language: str) -> Question:
    """What was written anew in `language`, with what the question said in other languages before.

    Parts are the same by their key, numbers by their place.
    """
    update: dict[str, Any] = {
        name: _joined(getattr(question, name), getattr(before, name), language)
        for name in ("texts", "feedback", "accepted")
    }
    for group, names in PARTS.items():
        known = {_key(part, place): part for place, part in _places(before, group)}
        update[group] = tuple(
            _rejoined(part, known.get(_key(part, place)), names, language) for place, part in _places(question, group)
        )
    return with_credits_of_accepted(question.model_copy(update=update | {"credits": before.credits}))


def with_credits_of_accepted(question: Question) -> Question:
    """Without the credits of forms that are accepted no more, in whatever spelling they earn the same."""
    accepted = {_form(question, form) for forms in question.accepted.values() for form in forms}
    kept = {form: credit for form, credit in question.credits.items() if _form(question, form) in accepted}
    return question.model_copy(update={"credits": kept})


def _form(question: Question, form: str) -> str:
    return normalised(form, case_sensitive=question.case_sensitive)


def without_gaps_elsewhere(question: Question, language: str) -> Question:
    """What is kept of a question whose gaps are others now: texts in other languages name gaps by numbers that mean
    something else, and their forms are of gaps that are gone."""
    gaps = (gap.model_copy(update={"accepted": _only(gap.accepted, language)}) for gap in question.gaps)
    return question.model_copy(update={"texts": _only(question.texts, language), "gaps": tuple(gaps)})


def _only(texts: Any, language: str) -> Any:
    return {language: texts[language]} if language in texts else {}


def _places(question: Question, group: str) -> list[tuple[int, Any]]:
    return list(enumerate(getattr(question, group)))


def _key(part: Any, place: int) -> str:
    return str(getattr(part, "key", place))


def _part(part: Any, names: tuple[str, ...], path: str, put: Callable[[str, Any], Any]) -> Any:
    return part.model_copy(update={name: put(f"{path}.{name}", getattr(part, name)) for name in names})


def _rejoined(part: Any, before: Any, names: tuple[str, ...], language: str) -> Any:
    if before is None:
        return part
    return part.model_copy(
        update={name: _joined(getattr(part, name), getattr(before, name), language) for name in names}
    )


def _joined(now: Any, before: Any, language: str) -> Any:
    return {other: text for other, text in before.items() if other != language} | now


def _texts(texts: Any) -> Texts:
    """Forms as one text, a line each."""
    return {language: text if isinstance(text, str) else SEVERAL.join(text) for language, text in texts.items()}


def _put(texts: Any, language: str, given: str) -> Any:
    others = {other: text for other, text in texts.items() if other != language}
    if not given.strip():
        return others
    of_forms = any(not isinstance(text, str) for text in texts.values())
    return others | {language: _lines(given) if of_forms else given.strip()}


def _lines(given: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, given.splitlines())))
