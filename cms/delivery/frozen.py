"""The surroundings of a page in a frozen outline: modules and lessons as they were, linked to where they are now."""

from typing import Any
from uuid import UUID

from django.utils.translation import override
from wagtail.models import Page, PageQuerySet

from cms.delivery.rendering import Place
from cms.keeping import published_page
from cms.pages.catalogue import CatalogueIndexPage
from cms.pages.frame import linked, named
from courses.outline.structure import Activity, Lesson, Module, Outline

Pages = dict[str, Page]


def place_in(outline: Outline, page: Any) -> Place | None:
    """Where a course's or a lesson's page stands in this outline, whatever became of the tree of pages."""
    language = page.locale.language_code
    course = page if page.content_type.model == "coursepage" else published_page(UUID(outline.key), language)
    catalogue = CatalogueIndexPage.objects.filter(locale=page.locale).first()
    if course is None or catalogue is None:
        return None
    course.hours, course.pass_mark = outline.hours, outline.pass_mark
    above = [*catalogue.get_ancestors(inclusive=True).filter(depth__gt=1).select_related("locale", "content_type")]
    module = _holding(outline, str(page.translation_key)) if page is not course else None
    with override(language):
        modules = _modules(outline, language)
    return Place(
        ancestors=above if page is course else [*above, course],
        course=course,
        module=None if page is course else _head(outline, module, page, language),
        modules=modules,
        added=_added(outline, page),
    )


def _holding(outline: Outline, key: str) -> Module | None:
    return next((module for module in outline.modules for lesson in module.lessons if lesson.key == key), None)


def _head(outline: Outline, module: Module | None, page: Any, language: str) -> dict[str, str]:
    """The title above a lesson; one that was added later stands in its module of today."""
    return {"title": outline.text(module.titles, language) if module else page.get_parent().title}


def _modules(outline: Outline, language: str) -> list[dict[str, Any]]:
    keys = [module.key for module in outline.modules] + [lesson.key for lesson in outline.lessons]
    live = parts_of(outline, language).filter(translation_key__in=keys)
    pages: Pages = {str(page.translation_key): page for page in live.select_related("alias_of__locale")}
    return [
        {
            "key": module.key,
            "title": outline.text(module.titles, language),
            "slug": pages[module.key].slug if module.key in pages else module.key,
            "lessons": [_lesson(outline, lesson, pages.get(lesson.key), language) for lesson in module.lessons],
        }
        for module in outline.modules
    ]


def parts_of(outline: Outline, language: str) -> PageQuerySet:
    """Live pages of the course in one language. Those that went to another course are closed to readers of this one."""
    course = Page.objects.filter(translation_key=outline.key, locale__language_code=language).first()
    return Page.objects.live().descendant_of(course, inclusive=True) if course else Page.objects.none()


def _lesson(outline: Outline, lesson: Lesson, page: Page | None, language: str) -> dict[str, Any]:
    frozen = {"key": lesson.key, "minutes": lesson.minutes, "requirement": lesson.requirement}
    return (linked(page) if page else _as_it_was(outline, lesson, language)) | frozen


def _as_it_was(outline: Outline, lesson: Lesson, language: str) -> dict[str, Any]:
    there = language in lesson.paths
    return {
        "title": outline.text(lesson.titles, language),
        "href": outline.text(lesson.paths, language),
        "language": None if there else named(outline.language),
    }


def _added(outline: Outline, page: Any) -> tuple[dict[str, Any], ...]:
    """Activities that the lesson asks for and its page no longer holds."""
    lesson = outline.lesson(str(page.translation_key))
    held = {block.id for block in getattr(page, "body", ())}
    language = page.locale.language_code
    gone = [activity for activity in lesson.activities if activity.key not in held] if lesson else []
    return tuple(_shown(outline, activity, language) for activity in gone)


def _shown(outline: Outline, activity: Activity, language: str) -> dict[str, Any]:
    """What the template of the activity's block asks for."""
    quiz, assignment, value = activity.quiz, activity.assignment, {"title": outline.text(activity.titles, language)}
    return {
        "key": activity.key,
        "kind": str(activity.kind),
        "package": activity.package,
        "template": f"cms/blocks/{activity.kind}.html",
        "value": value
        | ({"pass_mark": quiz.pass_mark, "attempts": quiz.attempts} if quiz else {})
        | ({"pass_mark": assignment.pass_mark} if assignment else {}),
        "asked": quiz.questions_drawn if quiz else 0,
    }
