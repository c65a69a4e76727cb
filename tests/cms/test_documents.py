"""Files of lessons are for who may read the lesson; files of public pages are for everybody."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from cms.models import StandardPage
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
