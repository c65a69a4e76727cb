"""Who may read a lesson, what the page costs, and when it is answered as unchanged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.models import LessonPage
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.factories import learning
from tests.factories import site as pages

LESSON = "/en/courses/small/m1/m1-l1/"
QUIZ_LESSON = "/en/courses/small/m2/m2-l1/"
COURSE = "/en/courses/small/"


@pytest.fixture
def enrolment(course: Course) -> Enrolment:
    return learning.enrolled(run=learning.edition(course))


@pytest.fixture
def official(enrolment: Enrolment, client: Client) -> Client:
    client.force_login(enrolment.person)
    return client


def text(response: Any) -> str:
    return response.content.decode()


def test_an_enrolled_official_reads_the_lesson_and_can_mark_it_as_read(official: Client, enrolment: Enrolment) -> None:
    response = official.get(LESSON)
    assert response.status_code == 200
    page = text(response)
    assert "<h1>Reading</h1>" in page
    assert f'action="/learn/{enrolment.code}/small/lessons/{pages.READING}/read/"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert 'rel="next" href="/en/courses/small/m2/m2-l1/"' in page
    assert "<!--slot" not in page
    assert page.count("<b>done</b>") == 0


def test_done_marks_and_progress_are_the_readers_own(official: Client, enrolment: Enrolment) -> None:
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    page = text(official.get(LESSON))
    assert page.count("<b>done</b>") == 1
    assert "You have done this lesson." in page
    assert 'value="50"' in page


def test_a_lesson_with_a_quiz_leads_to_it(official: Client, enrolment: Enrolment) -> None:
    page = text(official.get(QUIZ_LESSON))
    assert f"/learn/{enrolment.code}/small/quizzes/" in page
    assert "You pass with 60 per cent." in page
    assert "Put in order." not in page


def test_an_anonymous_visitor_is_told_how_to_take_part(course: Course, client: Client) -> None:
    response = client.get(LESSON)
    assert response.status_code == 403
    assert f"/accounts/login/?next={LESSON}" in text(response)
    assert "By invitation" in text(response)
    assert "A service is" not in text(response)


def test_an_official_who_is_not_enrolled_sees_the_course_but_not_the_lesson(course: Course, client: Client) -> None:
    client.force_login(learning.person("Selma"))
    assert client.get(LESSON).status_code == 403
    page = client.get(COURSE)
    assert page.status_code == 200
    assert "By invitation" in text(page)


def test_a_withdrawn_official_no_longer_reads(official: Client, enrolment: Enrolment) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.WITHDRAWN)
    assert official.get(LESSON).status_code == 403


def test_an_instructor_reads_without_being_enrolled(course: Course, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    instructor = learning.person("Tuomas")
    instructor.groups.add(Group.objects.get_or_create(name=Role.INSTRUCTOR)[0])
    client.force_login(instructor)
    assert client.get(LESSON).status_code == 200


def test_the_course_page_leads_on_to_the_first_lesson_not_done(official: Client, enrolment: Enrolment) -> None:
    assert f'class="button" href="{LESSON}"' in text(official.get(COURSE))
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    page = text(official.get(COURSE))
    assert f'class="button" href="{QUIZ_LESSON}"' in page
    assert "70 per cent" in page


def test_lesson_and_course_take_at_most_three_statements(
    official: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for address in (LESSON, COURSE):
        official.get(address)
        with django_assert_max_num_queries(3):
            assert official.get(address).status_code == 200


def test_a_long_course_takes_no_more_statements_than_a_short_one(
    official: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    module = pages.module_page("m1")
    for number in range(50):
        lesson = LessonPage(title=f"Lesson {number}", slug=f"l{number}", locale=module.locale, body=[])
        module.add_child(instance=lesson)
    for address in (LESSON, COURSE):
        official.get(address)
        with django_assert_max_num_queries(3):
            assert official.get(address).status_code == 200


def test_an_unchanged_page_is_answered_304_and_progress_changes_it(official: Client, enrolment: Enrolment) -> None:
    first = official.get(LESSON)
    etag = first.headers["ETag"]
    assert etag.startswith("W/")
    again = official.get(LESSON, HTTP_IF_NONE_MATCH=etag)
    assert again.status_code == 304
    assert not again.content
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    assert official.get(LESSON, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_two_officials_never_share_an_etag(official: Client, enrolment: Enrolment, course: Course) -> None:
    other = learning.enrolled(run=enrolment.edition, home=learning.city("kampala"))
    client = Client()
    client.force_login(other.person)
    assert official.get(LESSON).headers["ETag"] != client.get(LESSON).headers["ETag"]


def test_publishing_drops_what_was_rendered(
    official: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    etag = official.get(LESSON).headers["ETag"]
    lesson = pages.lesson_page()
    lesson.body[0].value["text"] = "What a public service is"
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    response = official.get(LESSON, HTTP_IF_NONE_MATCH=etag)
    assert response.status_code == 200
    assert "What a public service is" in text(response)


def test_the_same_lesson_is_linked_in_the_other_language_and_keeps_the_progress(
    official: Client, enrolment: Enrolment
) -> None:
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    assert 'href="/ko/courses/small/m1/m1-l1/"' in text(official.get(LESSON))
    korean = text(official.get("/ko/courses/small/m1/m1-l1/"))
    assert "<b>완료</b>" in korean
    assert '<html lang="ko">' in korean


def test_a_page_without_translation_leads_to_the_whole_original(official: Client) -> None:
    response = official.get("/ar/courses/small/m1/m1-l1/")
    assert (response.status_code, response.headers["Location"]) == (302, LESSON)
    # The language menu leads to the nearest page that is translated.
    assert 'href="/ar/courses/"' in text(official.get(LESSON))


def test_an_unknown_or_unpublished_lesson_is_not_found(official: Client) -> None:
    assert official.get("/en/courses/small/m1/nothing/").status_code == 404


def test_every_block_of_a_lesson_is_shown(official: Client) -> None:
    page = text(official.get(LESSON))
    for shown in ("What a service is", "Little is much.", "Tallinn", "Twice.", "Two rows", "Think about it", "Sources"):
        assert shown in page
    assert 'alt="A box"' in page
    assert 'width="72" height="36"' in page
    assert "box" in page
    assert '<a dir="ltr" href="https://example.org/little"' in page


def test_a_preview_shows_the_draft_to_its_editor(course: Course, rf: Any) -> None:
    lesson = pages.lesson_page()
    lesson.title = "A draft"
    request = rf.get("/")
    request.user = User.objects.create_superuser("root@polidari.example", display_name="Root")
    request.session, request._messages = {}, []
    response = lesson.serve_preview(request, "")
    assert "<h1>A draft</h1>" in text(response)
    assert "<!--slot" not in text(response)
