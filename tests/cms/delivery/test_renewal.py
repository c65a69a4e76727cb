"""What a publication renders again, who waits for it, and what it leaves alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery.renewal import render_shells
from cms.delivery.shells import shell_at
from cms.models import CatalogueIndexPage, CoursePage, LessonPage, StandardPage
from cms.tasks import freeze_left
from courses.outline.models import Course
from lms.celery import app
from lms.jobs.actions import claim_job
from lms.jobs.models import Job
from lms.jobs.tasks import perform
from tests.factories import learning
from tests.factories import site as pages

LESSON = "/en/courses/small/m1/m1-l1/"
OTHER_LESSON = "/en/courses/small/m2/m2-l1/"
RENDERING = "cms.renew_shells"

Commit = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Commit:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def official(course: Course, client: Client) -> Client:
    client.force_login(learning.enrolled(run=learning.edition(course)).person)
    return client


def publish(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def work() -> None:
    """As a worker does, which knows every task."""
    app.loader.import_default_modules()
    for job in jobs():
        perform(job_id=job.pk)


def jobs() -> list[Job]:
    return list(Job.objects.filter(task=RENDERING).order_by("pk"))


def another_course() -> None:
    catalogue = CatalogueIndexPage.objects.get(locale__language_code="en")
    values = {"title": "Another", "slug": "another", "hours": 1, "objectives": []}
    catalogue.add_child(instance=CoursePage(**values, locale=catalogue.locale, description="<p>One.</p>"))


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_the_first_reader_after_a_publication_finds_the_page_rendered(
    official: Client, commit: Commit, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    official.get("/my/")
    with commit():
        publish(pages.lesson_page(), title="Reading closely")
    work()
    for address in (LESSON, OTHER_LESSON, "/en/courses/small/"):
        # Session and language are known; the person, their standing, and the record of a first view.
        with django_assert_max_num_queries(3):
            page = read(official, address)
        assert "Reading closely" in page


def test_one_commit_asks_for_a_course_once_however_many_pages_it_publishes(course: Course, commit: Commit) -> None:
    work()
    before = jobs()
    with commit():
        publish(pages.lesson_page("m1-l1"))
        publish(pages.lesson_page("m2-l1"))
        publish(pages.lesson_page("m1-l1", "ko"))
    assert [job.arguments for job in jobs()[len(before) :]] == [{"course": str(pages.COURSE_KEY)}]


def test_a_publication_with_a_new_address_asks_for_everything_and_not_for_its_course_besides(
    course: Course, commit: Commit
) -> None:
    work()
    before = jobs()
    with commit():
        publish(pages.lesson_page(), slug="closely")
    assert [job.arguments for job in jobs()[len(before) :]] == [{}]


def test_a_job_that_waits_serves_the_next_publication_and_one_that_has_begun_does_not(
    course: Course, commit: Commit
) -> None:
    work()
    before = len(jobs())
    for title in ("Reading closely", "Reading slowly"):
        with commit():
            publish(pages.lesson_page(), title=title)
    assert len(jobs()) == before + 1
    assert claim_job(job_id=jobs()[-1].pk, at=timezone.now())
    with commit():
        publish(pages.lesson_page(), title="Reading twice")
    assert len(jobs()) == before + 2


def test_rendering_keeps_out_of_the_queue_that_people_wait_for(course: Course) -> None:
    app.loader.import_default_modules()
    assert {job.queue for job in jobs()} == {"batch"}
    assert settings.CELERY_BEAT_SCHEDULE["render shells"]["options"]["queue"] == "batch"


def test_a_process_killed_after_the_commit_leaves_its_rendering_to_the_job(
    course: Course, commit: Commit, django_assert_num_queries: Callable[..., Any]
) -> None:
    work()
    before = shell_at("en", "small", "m2", "m2-l1")
    publish(pages.lesson_page(), title="Reading closely")  # what would run after the commit does not
    work()
    with django_assert_num_queries(0):
        assert shell_at("en", "small", "m2", "m2-l1") != before


def test_the_sweep_after_a_publication_throws_nothing_away(
    course: Course, commit: Commit, django_assert_num_queries: Callable[..., Any]
) -> None:
    another_course()
    freeze_left()
    with commit():
        publish(pages.lesson_page(), title="Reading closely")
    work()
    another = shell_at("en", "another")
    freeze_left()
    with django_assert_num_queries(0):
        assert shell_at("en", "small", "m1", "m1-l1")
        assert shell_at("en", "another") == another
    assert {job.state for job in jobs()} == {Job.State.DONE}


def test_the_sweep_renders_anew_the_course_that_it_had_to_freeze(course: Course, commit: Commit) -> None:
    another_course()
    freeze_left()
    work()
    small, another = shell_at("en", "small"), shell_at("en", "another")
    before = len(jobs())
    # The command that publishes what was scheduled was killed between the page's commit and its signals.
    lesson = LessonPage.objects.filter(pk=pages.lesson_page().pk)
    lesson.update(title="Reading closely", last_published_at=timezone.now())
    with commit():
        freeze_left()
    assert [job.arguments for job in jobs()[before:]] == [{"course": str(pages.COURSE_KEY)}]
    assert shell_at("en", "small") != small
    assert shell_at("en", "another") == another


def test_the_job_renders_every_language_of_the_course(
    course: Course, commit: Commit, django_assert_num_queries: Callable[..., Any]
) -> None:
    with commit():
        publish(pages.lesson_page())
    with CaptureQueriesContext(connection) as asked:
        work()
    assert {(job.state, job.done, job.total) for job in jobs()} == {(Job.State.DONE, 9, 9)}
    told = [query for query in asked if query["sql"].startswith('UPDATE "jobs_job"')]
    assert len(told) == 3 * len(jobs()), "a claim, a report for each fifty pages, an end"
    with django_assert_num_queries(0):
        assert shell_at("ko", "small", "m2", "m2-l1")


def test_a_change_in_one_course_leaves_the_pages_of_another_rendered(
    course: Course, commit: Commit, django_assert_num_queries: Callable[..., Any]
) -> None:
    another_course()
    another, small = shell_at("en", "another"), shell_at("en", "small")
    with commit():
        publish(pages.lesson_page(), title="Reading closely")
    with django_assert_num_queries(0):
        assert shell_at("en", "another") == another
    assert shell_at("en", "small") != small


def test_a_new_title_and_address_of_a_lesson_reach_every_page_that_names_it(official: Client, commit: Commit) -> None:
    assert 'href="/en/courses/small/m1/m1-l1/"' in read(official, OTHER_LESSON)
    with commit():
        publish(pages.lesson_page(), title="Reading closely", slug="closely")
    page = read(official, OTHER_LESSON)
    assert 'rel="prev" href="/en/courses/small/m1/closely/"' in page
    assert "/m1-l1/" not in page
    assert "Reading closely" in read(official, "/en/courses/small/")
    assert official.get(LESSON).headers["Location"] == "/en/courses/small/m1/closely/"


def test_a_translation_that_is_taken_down_is_no_longer_linked(official: Client, commit: Commit) -> None:
    translated = 'href="/ko/courses/small/m1/m1-l1/"'
    assert translated in read(official, LESSON)
    with commit():
        pages.lesson_page("m1-l1", "ko").unpublish()
    assert translated not in read(official, LESSON)


def test_a_page_of_the_frame_changes_every_course(official: Client, commit: Commit) -> None:
    about = StandardPage.objects.get(slug="about", locale__language_code="en")
    assert "Who we are" not in read(official, LESSON)
    with commit():
        publish(about, title="Who we are")
    assert jobs()[-1].arguments == {}
    assert "Who we are" in read(official, LESSON)


def test_without_a_course_every_course_is_rendered(
    course: Course, django_assert_num_queries: Callable[..., Any]
) -> None:
    render_shells()
    with django_assert_num_queries(0):
        assert shell_at("en", "small", "m1", "m1-l1")
        assert shell_at("ko", "small")
