"""The demo's courses, from their files to published pages in all their languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.demo.bodies import BodyWriter
from cms.demo.pages import lay_page, lay_placeholders
from cms.demo.reading import CONTENT, SOURCE_LANGUAGE, key_for, texts_in
from cms.demo.topics import lay_topics
from cms.models import CatalogueIndexPage, CoursePage, LessonPage, ModulePage, Topic

COURSES = ("foundations", "reuse", "inclusion")


def load_courses(*, packages: Mapping[str, int], folders: Iterable[Path] | None = None) -> None:
    """Create or update the courses; `packages` leads from the slug in an h5p block to a content's id.

    Each course is one transaction, so it is frozen once, whole. Wants load_site() before.
    """
    topics = lay_topics()
    for folder in folders or [CONTENT / name for name in COURSES]:
        with transaction.atomic():
            _load_course(folder, packages, topics)


def _load_course(folder: Path, packages: Mapping[str, int], topics: Mapping[str, Topic]) -> None:
    texts = texts_in(folder)
    for language, course in texts.items():
        writer = BodyWriter(owner=course["key"], media=folder / "media", packages=packages)
        _CourseLoader(course, language, writer).load(topics)
    key = key_for(texts[SOURCE_LANGUAGE]["key"])
    source = CoursePage.objects.get(translation_key=key, locale__language_code=SOURCE_LANGUAGE)
    for page in source.get_descendants(inclusive=True).order_by("path").specific():
        lay_placeholders(page)


@dataclass(frozen=True)
class _CourseLoader:
    """One course in one language."""

    course: dict[str, Any]
    language: str
    writer: BodyWriter

    def load(self, topics: Mapping[str, Topic]) -> None:
        catalogue = CatalogueIndexPage.objects.get(locale__language_code=self.language)
        course = self.course
        page = self._lay(
            CoursePage, catalogue, course, course["key"], (), description=course["description"], level=course["level"],
            hours=course["hours"], pass_mark=course["pass_mark"], objectives=self._objectives(),
            topics=[topics[key] for key in course["topics"]],
        )  # fmt: skip
        for module in course["modules"]:
            below = self._lay(ModulePage, page, module, module["key"], (module["key"],))
            for lesson in module["lessons"]:
                self._lesson(below, lesson)

    def _lesson(self, module: Any, lesson: dict[str, Any]) -> None:
        self._lay(
            LessonPage, module, lesson, lesson["key"], (lesson["key"],), minutes=lesson["minutes"],
            requirement=lesson["requirement"], body=self.writer.body(lesson["key"], lesson["body"]),
        )  # fmt: skip

    def _lay(
        self, model: Any, parent: Any, text: dict[str, Any], slug: str, place: tuple[str, ...], **values: Any
    ) -> Any:
        key = key_for(self.course["key"], *place)
        return lay_page(
            model, parent=parent, key=key, language=self.language, slug=slug, title=text["title"],
            summary=text["summary"], **values,
        )  # fmt: skip

    def _objectives(self) -> list[dict[str, Any]]:
        return [
            {"type": "objective", "id": str(key_for(self.course["key"], "objective", number)), "value": text}
            for number, text in enumerate(self.course["objectives"])
        ]
