"""Rendering a course's or a lesson's page for nobody in particular."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import override
from wagtail.models import Page

from cms.delivery.pieces import rendered
from cms.delivery.slots import Shell, shell_from
from cms.navigation import navigation_in
from cms.pages.frame import ancestors_of, language_links, linked
from courses.outline.structure import ActivityKind
from lms.languages.network import network_name

Lessons = list[dict[str, Any]]
MORE_STYLES = {"h5p", "document", "video", "audio"}


@dataclass(frozen=True)
class Place:
    """Where a course's or a lesson's page stands. `added` are activities that the page itself does not hold."""

    ancestors: list[Page]
    course: Any
    module: Any
    modules: list[dict[str, Any]]
    added: tuple[dict[str, Any], ...] = ()


def shell_of(page: Any, place: Place | None = None) -> Shell:
    """The shell of a course's or a lesson's page, in the page's own language; without a place, where it stands now."""
    with override(page.locale.language_code):
        place = place or _place_now(page)
        lessons = [lesson for module in place.modules for lesson in module["lessons"]]
        context = _frame(page, place) | {"course": place.course, "modules": _unfolded(place.modules, page)}
        context |= {"lessons": lessons, "added": place.added, "module": place.module}
        context |= _neighbours(page, lessons) if place.module else {}
        html = rendered(page.template, context)
    return shell_from(html, facts=_facts(page, place, lessons))


def _place_now(page: Any) -> Place:
    ancestors = ancestors_of(page)
    if page.content_type.model == "coursepage":
        return Place(ancestors=ancestors, course=page, module=None, modules=_modules_of(page))
    course = ancestors[-2].specific
    return Place(ancestors=ancestors, course=course, module=ancestors[-1], modules=_modules_of(course))


def _frame(page: Page, place: Place) -> dict[str, Any]:
    navigation, ancestors = navigation_in(page.locale.language_code), place.ancestors
    return {
        "page": page,
        "styles": _styles_for(page, place.added),
        "network_name": network_name(),
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
            "key": str(module.translation_key),
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
    }


def _styles_for(page: Any, added: tuple[dict[str, Any], ...]) -> str:
    """The part of the stylesheet that the page needs: a lesson of text and pictures manages with the core."""
    kinds = {block.block_type for block in getattr(page, "body", ())} | {activity["kind"] for activity in added}
    return "all" if kinds & MORE_STYLES else "core"


def _packages_in(page: Any, added: tuple[dict[str, Any], ...]) -> dict[str, int]:
    """Block id to content's id."""
    blocks = [block for block in getattr(page, "body", ()) if block.block_type == ActivityKind.H5P]
    packages = {block.id: block.value["content"].pk for block in blocks if block.value["content"]}
    return packages | {activity["key"]: activity["package"] for activity in added if activity["package"]}


def _assignments_in(page: Any, added: tuple[dict[str, Any], ...]) -> list[str]:
    held = [block.id for block in getattr(page, "body", ()) if block.block_type == ActivityKind.ASSIGNMENT]
    return held + [activity["key"] for activity in added if activity["kind"] == ActivityKind.ASSIGNMENT]


def _facts(page: Any, place: Place, lessons: Lessons) -> dict[str, Any]:
    course = place.course
    return {
        "title": page.title,
        "summary": page.summary,
        "language": page.locale.language_code,
        "course_key": str(course.translation_key),
        "course_title": course.title,
        "course_path": course.url,
        "lesson_key": str(page.translation_key) if place.module else "",
        "packages": _packages_in(page, place.added),
        "assignments": _assignments_in(page, place.added),
        "paths": {lesson["key"]: lesson["href"] for lesson in lessons},
        "asked": [course.hours, course.pass_mark, [_asked_by(module) for module in place.modules]],
        "activities": [block.id for block in getattr(page, "body", ()) if block.block_type in set(ActivityKind)],
    }


def _asked_by(module: dict[str, Any]) -> list[Any]:
    return [module["key"], [[lesson["key"], lesson["requirement"]] for lesson in module["lessons"]]]
