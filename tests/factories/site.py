"""A small site: home pages and lists in three languages, a course in two, made by the demo's own loaders."""

from pathlib import Path
from typing import Any

from cms.demo.courses import load_courses
from cms.demo.practices import load_practices
from cms.demo.reading import key_for
from cms.demo.site import load_site
from cms.models import CoursePage, LessonPage, ModulePage
from courses.outline.models import Course

CONTENT = Path(__file__).parents[1] / "cms" / "content"
COURSE_KEY = key_for("small")
READING = key_for("small", "m1-l1")
ANSWERING = key_for("small", "m2-l1")


def site() -> None:
    load_site(folder=CONTENT / "site")


def small_course() -> Course | None:
    """The small course, published in English and Korean; frozen only where commits run their callbacks."""
    load_courses(packages={}, folders=[CONTENT / "small"])
    return Course.objects.filter(key=COURSE_KEY).first()


def practices() -> None:
    load_practices(folder=CONTENT / "practices")


def course_page(language: str = "en") -> Any:
    return CoursePage.objects.get(translation_key=COURSE_KEY, locale__language_code=language)


def module_page(place: str = "m1", language: str = "en") -> Any:
    return ModulePage.objects.get(translation_key=key_for("small", place), locale__language_code=language)


def lesson_page(place: str = "m1-l1", language: str = "en") -> Any:
    return LessonPage.objects.get(translation_key=key_for("small", place), locale__language_code=language)


def new_lesson(module: Any, title: str, **values: Any) -> Any:
    """A lesson of nothing but its title, below `module`; it is not frozen before it is published."""
    return module.add_child(
        instance=LessonPage(title=title, slug=title.lower(), locale=module.locale, body=[], **values)
    )
