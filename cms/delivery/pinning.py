"""Courses as they were frozen for who is enrolled: what was changed, moved or taken down since then is still there."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from cms.delivery import generation
from cms.delivery.frozen import parts_of, place_in
from cms.delivery.readers import Reader
from cms.delivery.rendering import shell_of
from cms.delivery.slots import Shell
from cms.keeping import published_page
from courses.outline.models import OutlineRevision
from courses.outline.queries import outline_of
from courses.outline.structure import Lesson, Outline
from courses.progress.queries import standings_of
from lms.accounts.models import User

NOTHING = ("", "")


def as_pinned(shell: Shell, reader: Reader) -> Shell:
    """The shell with the course as the reader's own revision has it; the very same where they agree."""
    if reader.standing is None:
        return shell
    revision = reader.standing.enrolled.revision
    key = str(shell.facts["lesson_key"])
    if _agrees(shell, outline_of(revision=revision), key):
        return shell
    return _shell_in(revision, key or str(shell.facts["course_key"]), str(shell.facts["language"])) or shell


def _agrees(shell: Shell, outline: Outline, lesson_key: str) -> bool:
    lesson = outline.lesson(lesson_key) if lesson_key else None
    activities = lesson.activities if lesson else ()
    facts: dict[str, Any] = shell.facts
    held = all(activity.key in facts["activities"] for activity in activities)
    return held and bool(facts["asked"] == _asked_by(outline))


def _asked_by(outline: Outline) -> list[Any]:
    """What an outline asks for, in the form in which a shell carries it."""
    modules = [[module.key, [[one.key, one.requirement] for one in module.lessons]] for module in outline.modules]
    return [outline.hours, outline.pass_mark, modules]


def gave_way(shell: Shell, reader: Reader, path: str) -> bool:
    """Whether a newer lesson stands at the address that a lesson of the reader's revision had."""
    if reader.standing is None or not shell.facts["lesson_key"]:
        return False
    outline = outline_of(revision=reader.standing.enrolled.revision)
    return outline.lesson(str(shell.facts["lesson_key"])) is None and _key_at(outline, path) != NOTHING


def pinned_at(person: User | AnonymousUser, path: str) -> tuple[Shell, Reader] | None:
    """What stood at this address when the person enrolled: where it is now, or as it was last published."""
    if not isinstance(person, User):
        return None
    for standing in sorted(standings_of(person=person), key=lambda one: not one.may_learn):
        reader = Reader(standing=standing)
        if reader.may_read and (found := _shell_at(standing.enrolled.revision, path)):
            return found, reader
    return None


def _shell_at(revision: OutlineRevision, path: str) -> Shell | None:
    outline = outline_of(revision=revision)
    key, language = _key_at(outline, path)
    if not key:
        return None
    now = Page.objects.live().filter(translation_key=key, locale__language_code=language, alias_of=None).first()
    if now is not None and now.url != path and parts_of(outline, language).filter(pk=now.pk).exists():
        return Shell(pieces=(), facts={"elsewhere": now.url})
    return _shell_in(revision, key, language)


def _key_at(outline: Outline, path: str) -> tuple[str, str]:
    """Key and language of the course or the lesson that had this address, or NOTHING."""
    parts: list[Outline | Lesson] = [outline, *outline.lessons]
    places = ((part.key, language) for part in parts for language, known in part.paths.items() if known == path)
    return next(places, NOTHING)


def _shell_in(revision: OutlineRevision, key: str, language: str) -> Shell | None:
    def render() -> Shell | None:
        page = published_page(UUID(key), language)
        place = place_in(outline_of(revision=revision), page) if page else None
        return shell_of(page, place) if place else None

    course = outline_of(revision=revision).key
    return generation.remembered(f"shell:{language}:{revision.pk}:{key}", render, course=course)
