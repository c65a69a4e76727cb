"""Loading the demo again changes nothing; a changed text changes its page only."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page, Revision, Site, WorkflowPage

from cms.demo.bodies import BodyWriter, UnknownPackage
from cms.demo.courses import COURSES, load_courses
from cms.demo.practices import load_practices
from cms.demo.reading import CONTENT, texts_in
from cms.models import LessonPage
from courses.outline.models import Course, OutlineRevision
from lms.accounts.roles import Role
from tests.factories import learning, packages
from tests.factories import site as pages


def test_loading_twice_makes_no_page_no_revision_and_no_picture_more(
    course: Course, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    def counted() -> tuple[int, ...]:
        counts = [model.objects.count() for model in (Page, Revision, OutlineRevision, get_image_model())]
        return tuple(counts)

    before = counted()
    with django_capture_on_commit_callbacks(execute=True):
        pages.site()
        pages.small_course()
    assert counted() == before


def test_a_changed_text_is_brought_up_to_date(
    course: Course, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    folder = Path(shutil.copytree(pages.CONTENT / "small", tmp_path / "small"))
    korean = folder / "ko.yaml"
    korean.write_text(korean.read_text("utf-8").replace("답하기", "응답하기"), "utf-8")
    revisions = Revision.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        load_courses(packages={}, folders=[folder])
    assert Revision.objects.count() == revisions + 1
    assert pages.lesson_page("m2-l1", "ko").title == "응답하기"
    course.refresh_from_db()
    assert course.latest
    assert course.latest.number == 2


def test_a_lesson_without_translation_stands_in_the_tree_as_a_placeholder(course: Course) -> None:
    placeholder = LessonPage.objects.get(translation_key=pages.READING, locale__language_code="ar")
    assert placeholder.alias_of
    assert placeholder.alias_of.pk == pages.lesson_page().pk


def test_a_package_that_was_not_imported_is_named() -> None:
    writer = BodyWriter(owner="small", media=Path(), packages={})
    with pytest.raises(UnknownPackage, match="service-scale"):
        writer.body("m1-l1", [{"h5p": {"package": "service-scale", "title": "Scale"}}])


def test_the_site_is_served_from_the_loaded_home_page_and_has_a_workflow(site: None) -> None:
    assert Site.objects.get(is_default_site=True).root_page.slug == "home-en"
    assert WorkflowPage.objects.count() == 1


def test_instructors_write_courses_and_only_the_secretariat_publishes(site: None) -> None:
    def may(role: Role) -> set[str]:
        rights = GroupPagePermission.objects.filter(group__name=role)
        return set(rights.values_list("permission__codename", flat=True))

    assert may(Role.INSTRUCTOR) == {"add_page", "change_page"}
    assert "publish_page" in may(Role.SECRETARIAT)


def test_the_demos_own_courses_and_practices_load_and_are_frozen(
    site: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    scale = packages.content()
    for practice in texts_in(CONTENT / "practices")["en"]:
        learning.city(practice["city"].lower().replace(" ", "-"), name=practice["city"])
    with django_capture_on_commit_callbacks(execute=True):
        load_courses(packages={"service-scale": scale.pk})
        load_practices()
    frozen = {course.slug: course.latest.outline for course in Course.objects.all() if course.latest}
    assert set(frozen) >= set(COURSES)
    assert all(len(list(frozen[name].lessons)) >= 12 for name in COURSES)
    assert set(frozen["inclusion"].titles) == {"en", "ko", "ar"}
