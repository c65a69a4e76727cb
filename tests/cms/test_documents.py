"""Files of lessons are for who may read the lesson; files of public pages are for everybody."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from cms.models import CatalogueIndexPage, CoursePage, KeptPage, LessonPage, ModulePage, StandardPage
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from lms.accounts.models import User
from tests.factories import learning
from tests.factories import site as pages
from tests.factories.people import instructor


@pytest.fixture
def sheet(db: None) -> Any:
    return get_document_model().objects.create(title="Sheet", file=ContentFile(b"a,b\n1,2\n", name="sheet.csv"))


@pytest.fixture
def in_a_lesson(course: Course, sheet: Any) -> Any:
    lesson = pages.lesson_page()
    lesson.body.append(("document", {"document": sheet, "title": ""}))
    lesson.save_revision().publish()
    return lesson


@pytest.fixture
def enrolment(course: Course) -> Enrolment:
    return learning.enrolled(run=learning.edition(course))


def later_lesson(sheet: Any, title: str = "Later") -> Any:
    """A lesson that nobody enrolled before has in their revision."""
    lesson = pages.new_lesson(pages.module_page(), title)
    lesson.body.append(("document", {"document": sheet, "title": ""}))
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def on_a_public_page(sheet: Any) -> StandardPage:
    page = StandardPage.objects.get(slug="about", locale__language_code="en")
    page.body.append(("text", f'<p><a linktype="document" id="{sheet.pk}">Sheet</a></p>'))
    page.save_revision().publish()
    return page


def asked_by(person: User | None, sheet: Any, settings: Any) -> Any:
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    if person:
        client.force_login(person)
    response = client.get(sheet.url)
    if response.streaming:
        response.getvalue()
    return response


def test_who_takes_the_course_gets_the_file_of_its_lesson(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    response = asked_by(enrolment.person, sheet, settings)
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]
    assert asked_by(instructor(), sheet, settings).status_code == 200


def test_a_file_of_a_lesson_is_for_others_as_if_it_were_not_there(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN)
    for person in (None, learning.person("Selma"), enrolment.person):
        assert asked_by(person, sheet, settings).status_code == 404
        unknown = get_document_model()(pk=sheet.pk + 1000, file=sheet.file.name)
        assert asked_by(person, unknown, settings).status_code == 404


def test_a_file_of_a_public_page_is_for_everybody_even_if_a_lesson_holds_it_too(
    in_a_lesson: Any, sheet: Any, settings: Any
) -> None:
    page = on_a_public_page(sheet)
    assert asked_by(None, sheet, settings).status_code == 200
    page.unpublish()
    assert asked_by(None, sheet, settings).status_code == 404


def test_a_file_that_no_page_holds_is_for_staff(course: Course, sheet: Any, settings: Any) -> None:
    assert asked_by(None, sheet, settings).status_code == 404
    assert asked_by(instructor(), sheet, settings).status_code == 200


def test_the_file_of_a_lesson_that_was_deleted_stays_with_who_is_pinned_to_it(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    in_a_lesson.delete()
    assert asked_by(enrolment.person, sheet, settings).status_code == 200
    assert asked_by(learning.person("Selma"), sheet, settings).status_code == 404


def test_the_file_of_a_lesson_that_was_taken_down_stays_with_who_is_pinned_to_it(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    in_a_lesson.unpublish()
    assert asked_by(enrolment.person, sheet, settings).status_code == 200
    KeptPage.objects.all().delete()  # as if it had been taken down before pages were kept
    assert asked_by(enrolment.person, sheet, settings).status_code == 200


def test_the_file_of_a_lesson_added_later_is_for_all_readers_of_the_course_only_while_it_is_live(
    course: Course, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    lesson = later_lesson(sheet)
    assert asked_by(enrolment.person, sheet, settings).status_code == 200
    lesson.unpublish()
    assert asked_by(enrolment.person, sheet, settings).status_code == 404
    lesson.delete()
    assert asked_by(enrolment.person, sheet, settings).status_code == 404


def test_a_file_put_into_the_draft_of_a_lesson_taken_down_is_for_nobody_yet(
    course: Course, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    lesson = pages.lesson_page()
    lesson.unpublish()
    lesson.body.append(("document", {"document": sheet, "title": ""}))
    lesson.save()  # as Wagtail saves the draft of a page that is not live
    assert asked_by(enrolment.person, sheet, settings).status_code == 404


def test_the_file_of_a_lesson_moved_to_another_course_stays_with_who_is_pinned_to_it(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    catalogue = CatalogueIndexPage.objects.get(locale__language_code="en")
    other = CoursePage(title="Other", slug="other", hours=1, objectives=[], locale=catalogue.locale, description="<p/>")
    module = ModulePage(title="Module", slug="m", locale=catalogue.locale)
    in_a_lesson.move(catalogue.add_child(instance=other).add_child(instance=module), pos="last-child")
    assert asked_by(enrolment.person, sheet, settings).status_code == 200
    pages.lesson_page().delete()
    assert asked_by(enrolment.person, sheet, settings).status_code == 200


def test_a_file_of_a_deleted_course_s_own_page_stays_with_who_is_pinned_to_it(
    course: Course, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    page = pages.course_page()
    page.description += f'<p><a linktype="document" id="{sheet.pk}">Sheet</a></p>'
    page.save_revision().publish()
    assert asked_by(None, sheet, settings).status_code == 200
    page.delete()
    assert asked_by(enrolment.person, sheet, settings).status_code == 200
    assert asked_by(learning.person("Selma"), sheet, settings).status_code == 404


def test_a_file_of_twenty_lessons_takes_no_more_statements_than_that_of_one(
    in_a_lesson: Any, sheet: Any, enrolment: Enrolment, settings: Any
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert asked_by(enrolment.person, sheet, settings).status_code == 200
        return len(captured)

    statements()
    few = statements()
    for number in range(19):
        later_lesson(sheet, f"Later-{number}")
    assert statements() == few
