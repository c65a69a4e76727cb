"""Another course that takes a lesson, or its address, locks nobody out of their own."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from cms.models import CatalogueIndexPage, CoursePage, ModulePage
from courses.enrolment.models import Enrolment
from tests.factories import learning
from tests.factories import site as pages

COURSE = "/en/courses/small/"
LESSON = "/en/courses/small/m1/m1-l1/"
NEXT_LESSON = "/en/courses/small/m2/m2-l1/"
Commit = Callable[[], Any]


def module_of_another_course(**slugs: str) -> Any:
    """A course with one module and nothing in it."""
    catalogue = CatalogueIndexPage.objects.get(locale__language_code="en")
    values = {"title": "Another", "slug": slugs.get("course", "another"), "hours": 1, "objectives": []}
    course = catalogue.add_child(instance=CoursePage(**values, locale=catalogue.locale, description="<p>One.</p>"))
    module = ModulePage(title="Module", slug=slugs.get("module", "m"), locale=catalogue.locale)
    return course.add_child(instance=module)


def text(response: Any) -> str:
    assert response.status_code == 200, response.headers.get("Location", response.status_code)
    return str(response.content.decode())


def test_a_lesson_moved_to_another_course_is_read_on_where_it_was(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    with commit():
        pages.lesson_page().move(module_of_another_course(), pos="last-child")
    page = text(client.get(LESSON))
    assert "<h1>Reading</h1>" in page
    assert f'/learn/{enrolment.code}/small/lessons/{pages.READING}/read/"' in page
    assert "/en/courses/another/" not in page
    for address in (COURSE, NEXT_LESSON):
        page = text(client.get(address))
        assert f'href="{LESSON}"' in page
        assert "/en/courses/another/" not in page


def test_a_lesson_moved_to_another_course_is_there_for_who_takes_that_one_only(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    with commit():
        pages.lesson_page().move(module_of_another_course(), pos="last-child")
    assert client.get("/en/courses/another/m/m1-l1/").status_code == 403
    client.force_login(learning.person("Selma"))
    assert client.get(LESSON, follow=True).status_code == 403


def test_a_course_built_anew_at_the_address_of_a_deleted_one_does_not_hide_its_lessons(
    enrolment: Enrolment, client: Client, commit: Commit
) -> None:
    with commit():
        pages.course_page().delete()
        module = module_of_another_course(course="small", module="m1")
        pages.new_lesson(module, "m1-l1").save_revision().publish()
    page = text(client.get(LESSON))
    assert "<h1>Reading</h1>" in page
    assert f'/learn/{enrolment.code}/small/lessons/{pages.READING}/read/"' in page
    client.force_login(learning.person("Selma"))
    assert client.get(LESSON).status_code == 403


def test_who_may_not_read_a_lesson_is_told_so_with_one_statement_more_and_who_may_with_none(
    enrolment: Enrolment, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get(LESSON)
    with django_assert_num_queries(2):
        text(client.get(LESSON))
    client.force_login(learning.person("Selma"))
    assert client.get(LESSON).status_code == 403
    with django_assert_num_queries(4):
        assert client.get(LESSON).status_code == 403
