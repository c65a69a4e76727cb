"""The live pages of one course, in all its languages, paired by translation key."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from wagtail.models import Page

from courses.outline.structure import Texts

Language = str


@dataclass(frozen=True)
class Versions:
    """One page in the language it was written in, its translations, and the pages below it."""

    source: Any
    by_language: dict[Language, Any]
    below: list["Versions"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.source.translation_key)

    @property
    def titles(self) -> Texts:
        return {language: page.title for language, page in self.by_language.items()}

    @property
    def paths(self) -> Texts:
        return {language: page.url for language, page in self.by_language.items() if page.url}


@dataclass(frozen=True)
class CourseTree:
    """A course's pages. The language it was written in is that of the page that is oldest."""

    course: Versions
    language: Language

    @classmethod
    def of(cls, key: UUID) -> Self | None:
        """The live tree of the course with this translation key, or nothing if no page of it is live."""
        pages = Page.objects.live().filter(translation_key=key, alias_of=None, content_type__model="coursepage")
        courses = list(pages.order_by("pk").select_related("locale").specific())
        if not courses:
            return None
        source = courses[0]
        return cls(course=_with_descendants(source, courses), language=source.locale.language_code)


def _with_descendants(source: Page, courses: list[Page]) -> Versions:
    """Order and membership follow the source; other languages only add their texts."""
    translations: defaultdict[UUID, dict[Language, Page]] = defaultdict(dict)
    for course in courses:
        for page in [course, *_live_below(course)]:
            translations[page.translation_key][course.locale.language_code] = page
    return _versions(source, _live_below(source), translations)


def _live_below(course: Page) -> list[Page]:
    pages = course.get_descendants().live().filter(alias_of=None).order_by("path").specific()
    return list(pages)


def _versions(page: Page, descendants: list[Page], translations: dict[UUID, dict[Language, Page]]) -> Versions:
    children = [below for below in descendants if below.is_child_of(page)]
    below = [_versions(child, descendants, translations) for child in children]
    return Versions(source=page, by_language=translations[page.translation_key], below=below)
