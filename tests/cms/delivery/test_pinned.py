"""What an editor changes afterwards takes nothing from who is enrolled."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from cms.demo.reading import key_for
from cms.models import KeptPage, LessonPage
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from tests.factories import learning
from tests.factories import site as pages

LESSON = "/en/courses/small/m1/m1-l1/"
Commits = Callable[..., Any]


def test_a_lesson_is_still_marked_as_read_where_later_readers_must_pass_a_quiz(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    lesson = pages.lesson_page()
    lesson.requirement = "quiz_passed"
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    assert f'/lessons/{pages.READING}/read/"' in client.get(LESSON).content.decode()


def test_a_lesson_added_later_is_no_step_of_the_way(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    module = pages.module_page()
    with django_capture_on_commit_callbacks(execute=True):
        added = module.add_child(instance=LessonPage(title="Later", slug="later", locale=module.locale, body=[]))
        added.save_revision().publish()
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    page = client.get("/en/courses/small/").content.decode()
    assert 'class="button" href="/en/courses/small/m2/m2-l1/"' in page


def test_addresses_of_a_renamed_course_that_cannot_be_frozen_lead_to_the_enrolment(
    enrolment: Enrolment, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    Course.objects.filter(pk=enrolment.courses.get().course_id).update(slug="former")
    assert f"/learn/{enrolment.code}/former/lessons/" in client.get(LESSON).content.decode()


QUIZ_LESSON = "/en/courses/small/m2/m2-l1/"
COURSE = "/en/courses/small/"
QUIZ = key_for("small", "m2-quiz")


def text(response: Any) -> str:
    assert response.status_code == 200, response.headers.get("Location", response.status_code)
    return str(response.content.decode())


def can_finish(enrolment: Enrolment, client: Client) -> bool:
    """Read one lesson with its button, find the way to the quiz of the other."""
    action = f"/learn/{enrolment.code}/small/lessons/{pages.READING}/read/"
    quiz = f"/learn/{enrolment.code}/small/quizzes/{QUIZ}/"
    return action in text(client.get(LESSON)) and quiz in text(client.get(QUIZ_LESSON))


def test_a_lesson_taken_down_is_read_on_and_finished_by_who_was_enrolled(
    enrolment: Enrolment, client: Client, commit: Any
) -> None:
    with commit():
        pages.lesson_page().unpublish()
        pages.module_page("m2").unpublish()
        pages.lesson_page("m2-l1").unpublish()
    assert can_finish(enrolment, client)
    learning.read(enrolment, str(pages.READING))
    learning.folded(enrolment)
    assert "You have done this lesson." in text(client.get(LESSON))


def test_a_deleted_lesson_is_read_on_as_it_was_last_published(
    enrolment: Enrolment, client: Client, commit: Any
) -> None:
    lesson = pages.lesson_page()
    lesson.title = "A draft that nobody published"
    lesson.save_revision()
    with commit():
        LessonPage.objects.get(pk=lesson.pk).delete()
        pages.module_page("m2").delete()
    assert not LessonPage.objects.filter(translation_key=pages.READING, locale__language_code="en").exists()
    page = text(client.get(LESSON))
    assert "<h1>Reading</h1>" in page
    assert "What a service is" in page
    assert can_finish(enrolment, client)


def test_a_deleted_course_is_finished_by_who_was_enrolled(enrolment: Enrolment, client: Client, commit: Any) -> None:
    with commit():
        pages.course_page().delete()
        pages.course_page("ko").delete()
    assert can_finish(enrolment, client)
    page = text(client.get(COURSE))
    assert f'href="{LESSON}"' in page
    assert f'href="{QUIZ_LESSON}"' in page
    assert "읽기" in text(client.get("/ko/courses/small/m1/m1-l1/"))


def test_what_was_taken_down_is_there_for_nobody_else(enrolment: Enrolment, client: Client, commit: Any) -> None:
    with commit():
        pages.lesson_page().delete()
        pages.lesson_page("m2-l1").unpublish()
    client.force_login(learning.person("Selma"))
    assert client.get(LESSON).status_code == client.get(QUIZ_LESSON).status_code == 404
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN)
    client.force_login(enrolment.person)
    assert client.get(LESSON).status_code == client.get(QUIZ_LESSON).status_code == 404
    client.logout()
    assert client.get(LESSON).status_code == 404


def test_a_moved_lesson_is_found_at_its_new_address(enrolment: Enrolment, client: Client, commit: Any) -> None:
    with commit():
        pages.lesson_page("m2-l1").move(pages.module_page("m1"), pos="last-child")
    answer = client.get(QUIZ_LESSON)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/courses/small/m1/m2-l1/")
    page = text(client.get("/en/courses/small/m1/m2-l1/"))
    assert f"/quizzes/{QUIZ}/" in page
    assert '<p class="kicker">Second module' in page


def test_the_course_page_lists_what_the_own_revision_asks_for(
    enrolment: Enrolment, client: Client, commit: Any
) -> None:
    module, course = pages.module_page(), pages.course_page()
    course.pass_mark = 95
    with commit():
        added = module.add_child(instance=LessonPage(title="Later", slug="later", locale=module.locale, body=[]))
        added.save_revision().publish()
        pages.lesson_page("m2-l1").unpublish()
        course.save_revision().publish()
    own = text(client.get(COURSE))
    assert "Later" not in own
    assert f'href="{QUIZ_LESSON}"' in own
    assert "70 per cent" in own
    with commit():
        pages.module_page("m2").unpublish()
    now = learning.enrolled(run=enrolment.edition, home=learning.city("kampala"))
    client.force_login(now.person)
    new = text(client.get(COURSE))
    assert "Later" in new
    assert QUIZ_LESSON not in new
    assert "95 per cent" in new


def test_a_correction_reaches_also_who_sees_the_course_as_it_was(
    enrolment: Enrolment, client: Client, commit: Any
) -> None:
    course = pages.course_page()
    course.pass_mark = 95
    with commit():
        course.save_revision().publish()
    assert "70 per cent" in text(client.get(COURSE))
    course.summary = "A summary without its mistake"
    with commit():
        course.save_revision().publish()
    own = text(client.get(COURSE))
    assert "A summary without its mistake" in own
    assert "70 per cent" in own


def test_a_quiz_taken_out_of_its_lesson_is_still_offered(enrolment: Enrolment, client: Client, commit: Any) -> None:
    lesson = pages.lesson_page("m2-l1")
    del lesson.body[1]
    lesson.requirement = "read"
    with commit():
        lesson.save_revision().publish()
    page = text(client.get(QUIZ_LESSON))
    assert f"/learn/{enrolment.code}/small/quizzes/{QUIZ}/" in page
    assert "What was read" in page
    assert "You pass with 60 per cent." in page


def test_a_new_lesson_at_the_address_of_a_deleted_one_does_not_hide_it(
    enrolment: Enrolment, client: Client, commit: Any
) -> None:
    module = pages.module_page()
    with commit():
        pages.lesson_page().delete()
        module = pages.module_page()
        other = module.add_child(instance=LessonPage(title="Other", slug="m1-l1", locale=module.locale, body=[]))
        other.save_revision().publish()
    assert "<h1>Reading</h1>" in text(client.get(LESSON))
    now = learning.enrolled(run=enrolment.edition, home=learning.city("kampala"))
    client.force_login(now.person)
    assert "<h1>Other</h1>" in text(client.get(LESSON))


def test_reading_a_kept_lesson_takes_no_more_statements_than_finding_it(
    enrolment: Enrolment, client: Client, commit: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    """Two of them look whether a page stands there now: that none does is not kept."""
    with commit():
        pages.lesson_page().delete()
    client.get(LESSON)
    with django_assert_max_num_queries(7):
        client.get(LESSON)


def test_a_draft_that_is_deleted_is_not_kept(course: Course) -> None:
    module = pages.module_page()
    draft = module.add_child(
        instance=LessonPage(title="Draft", slug="draft", locale=module.locale, body=[], live=False)
    )
    draft.delete()
    assert not KeptPage.objects.exists()
