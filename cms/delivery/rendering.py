"""Rendering a course's or a lesson's page for nobody in particular."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.models import Page

from cms.delivery.slots import Shell, shell_from
from cms.navigation import navigation_in
from cms.pages.frame import ancestors_of, language_links, linked
from courses.outline.structure import ActivityKind
from lms.design.delivery.whitespace import squeezed

Lessons = list[dict[str, Any]]
MORE_STYLES = {"h5p", "document", "video", "audio"}


def shell_of(page: Any) -> Shell:
    """The shell of a course's or a lesson's page, in the page's own language."""
    with override(page.locale.language_code):
        ancestors = ancestors_of(page)
        course = page if page.content_type.model == "coursepage" else ancestors[-2].specific
        modules = _modules_of(course)
        lessons = [lesson for module in modules for lesson in module["lessons"]]
        context = _frame(page, ancestors) | {"course": course, "modules": _unfolded(modules, page), "lessons": lessons}
        context |= _neighbours(page, lessons) if page is not course else {}
        html = squeezed(render_to_string(page.template, context).encode()).decode()
    return shell_from(html, facts=_facts(page, course, lessons))


def _frame(page: Page, ancestors: list[Page]) -> dict[str, Any]:
    navigation = navigation_in(page.locale.language_code)
    return {
        "page": page,
        "styles": _styles_for(page),
        "network_name": settings.NETWORK_NAME,
        "navigation": navigation.header,
        "footer_links": navigation.footer,
        "language_links": language_links(page, ancestors),
        # A module's page leads back to its course, so it is no step of the way.
        "breadcrumb": [
            {"label": above.title, "href": above.url} for above in ancestors if above.content_type.model != "modulepage"
        ],
        "description": page.search_description or page.summary,
    }


def _modules_of(course: Page) -> list[dict[str, Any]]:
    """Modules with their lessons, in order; a lesson without a translation is linked in the original."""
    live = course.get_descendants().live().select_related("alias_of__locale").order_by("path")
    below = list(live.specific())
    modules = [page for page in below if page.depth == course.depth + 1]
    return [
        {
            "title": module.title,
            "slug": module.slug,
            "summary": module.summary,
            "lessons": [_lesson(page) for page in below if page.is_child_of(module)],
        }
        for module in modules
    ]


def _lesson(page: Any) -> dict[str, Any]:
    return linked(page) | {"key": str(page.translation_key), "minutes": page.minutes, "requirement": page.requirement}


def _unfolded(modules: list[dict[str, Any]], page: Page) -> list[dict[str, Any]]:
    """The modules with the page's own marked; a course's page shows all of them."""
    here = str(page.translation_key)
    for module in modules:
        for lesson in module["lessons"]:
            lesson["current"] = lesson["key"] == here
        module["open"] = any(lesson["current"] for lesson in module["lessons"])
    return modules


def _neighbours(page: Page, lessons: Lessons) -> dict[str, Any]:
    keys = [lesson["key"] for lesson in lessons]
    here = str(page.translation_key)
    at = keys.index(here) if here in keys else -1
    return {
        "previous": lessons[at - 1] if at > 0 else None,
        "next": lessons[at + 1] if 0 <= at < len(lessons) - 1 else None,
        "module": page.get_parent(),
    }


def _styles_for(page: Any) -> str:
    """The part of the stylesheet that the page needs: a lesson of text and pictures manages with the core."""
    kinds = {block.block_type for block in getattr(page, "body", ())}
    return "all" if kinds & MORE_STYLES else "core"


def _packages_in(page: Any) -> dict[str, int]:
    """Block id to H5PContent's id."""
    blocks = [block for block in getattr(page, "body", ()) if block.block_type == ActivityKind.H5P]
    return {block.id: block.value["content"].pk for block in blocks if block.value["content"]}


def _facts(page: Any, course: Page, lessons: Lessons) -> dict[str, Any]:
    return {
        "title": page.title,
        "summary": page.summary,
        "language": page.locale.language_code,
        "course_key": str(course.translation_key),
        "course_title": course.title,
        "course_path": course.url,
        "lesson_key": str(page.translation_key) if page is not course else "",
        "packages": _packages_in(page),
        "paths": {lesson["key"]: lesson["href"] for lesson in lessons},
    }
