"""Quizzes, H5P, packages and assignments of a lesson's body as activities.

Block ids are the keys; texts come from each language's body.
"""

from collections.abc import Iterator
from typing import Any

from cms.outlining.assignments import assignment_of
from cms.outlining.questions import Versions, by_id, texts_of
from cms.outlining.quizzes import quiz_of
from courses.outline.structure import EXERCISES, Activity, ActivityKind

FROZEN = (ActivityKind.QUIZ, ActivityKind.ASSIGNMENT, *EXERCISES)


def activities_in(lesson_source: Any, pages: dict[str, Any]) -> Iterator[Activity]:
    """The activities of a lesson in order; `pages` are its live versions by language."""
    bodies = {language: by_id(page.body) for language, page in pages.items()}
    for block in lesson_source.body:
        if block.block_type in FROZEN:
            versions = {language: body[block.id].value for language, body in bodies.items() if block.id in body}
            yield _activity(block, versions, lesson_source.locale.language_code)


def _activity(block: Any, versions: Versions, language: str) -> Activity:
    kind = ActivityKind(block.block_type)
    titles = texts_of(versions, "title")
    if kind is ActivityKind.ASSIGNMENT:
        assignment = assignment_of(block.value, versions)
        return Activity(key=block.id, kind=kind, titles=titles, assignment=assignment)
    if kind in EXERCISES:
        content = block.value["content"]
        frozen = {"package": content.pk, "revision": content.current_id} if content else {}
        return Activity(key=block.id, kind=kind, titles=titles, **frozen)
    return Activity(key=block.id, kind=kind, titles=titles, quiz=quiz_of(block.value, versions, language))
