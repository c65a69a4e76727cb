"""Quizzes, H5P and assignments of a lesson's body as activities.

Block ids are the keys; texts come from each language's body.
"""

from collections.abc import Callable, Iterator
from typing import Any

from cms.outlining.assignments import assignment_of
from courses.outline.structure import Activity, ActivityKind, Choice, Question, QuestionKind, Quiz, Texts

Bodies = dict[str, Any]
"""Language to the same block (or nothing) in that language's body."""


def activities_in(lesson_source: Any, pages: dict[str, Any]) -> Iterator[Activity]:
    """The activities of a lesson in order; `pages` are its live versions by language."""
    bodies = {language: _by_id(page.body) for language, page in pages.items()}
    for block in lesson_source.body:
        if block.block_type in (ActivityKind.QUIZ, ActivityKind.H5P, ActivityKind.ASSIGNMENT):
            versions = {language: body[block.id].value for language, body in bodies.items() if block.id in body}
            yield _activity(block, versions)


def _by_id(items: Any) -> dict[str, Any]:
    return {item.id: item for item in items}


def _activity(block: Any, versions: Bodies) -> Activity:
    kind = ActivityKind(block.block_type)
    titles = _texts(versions, lambda value: value["title"])
    if kind is ActivityKind.ASSIGNMENT:
        assignment = assignment_of(block.value, versions)
        return Activity(key=block.id, kind=kind, titles=titles, assignment=assignment)
    if kind is ActivityKind.H5P:
        content = block.value["content"]
        frozen = {"package": content.pk, "revision": content.current_id} if content else {}
        return Activity(key=block.id, kind=kind, titles=titles, **frozen)
    return Activity(key=block.id, kind=kind, titles=titles, quiz=_quiz(block.value, versions))


def _quiz(value: Any, versions: Bodies) -> Quiz:
    pools = {language: _by_id(version["questions"]) for language, version in versions.items()}
    questions = []
    for block in value["questions"]:
        same = {language: pool[block.id].value for language, pool in pools.items() if block.id in pool}
        questions.append(_question(block, same))
    return Quiz(
        pass_mark=value["pass_mark"], attempts=value["attempts"], draw=value["draw"], questions=tuple(questions)
    )


def _question(block: Any, versions: Bodies) -> Question:
    kind, value = QuestionKind(block.block_type), block.value
    listed = "items" if kind is QuestionKind.ORDERING else "choices"
    return Question(
        key=block.id,
        kind=kind,
        texts=_texts(versions, lambda version: version["text"]),
        feedback=_texts(versions, lambda version: version["feedback"]),
        choices=_choices(value, versions, listed) if listed in value else (),
        answer=value["answer"] == "true" if kind is QuestionKind.TRUE_FALSE else None,
        accepted=_accepted(versions) if kind is QuestionKind.SHORT_TEXT else {},
    )


def _choices(value: Any, versions: Bodies, listed: str) -> tuple[Choice, ...]:
    pools = {language: _by_id(version[listed].bound_blocks) for language, version in versions.items()}
    choices = []
    for bound in value[listed].bound_blocks:
        same = {language: pool[bound.id].value for language, pool in pools.items() if bound.id in pool}
        choices.append(_choice(bound, same))
    return tuple(choices)


def _choice(bound: Any, versions: Bodies) -> Choice:
    if isinstance(bound.value, str):
        return Choice(key=bound.id, texts=_texts(versions, str))
    return Choice(
        key=bound.id,
        texts=_texts(versions, lambda version: version["text"]),
        correct=bool(bound.value["correct"]),
        feedback=_texts(versions, lambda version: version["feedback"]),
    )


def _accepted(versions: Bodies) -> dict[str, tuple[str, ...]]:
    return {language: tuple(str(form) for form in version["accepted"]) for language, version in versions.items()}


def _texts(versions: Bodies, text_in: Callable[[Any], Any]) -> Texts:
    return {language: str(text) for language, version in versions.items() if (text := text_in(version))}
