"""Publications after which nothing was frozen, and those that the clock makes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import CatalogueIndexPage, CoursePage, ModulePage
from cms.outlining import sweeping
from cms.tasks import freeze_left, freeze_with_content, publish_scheduled
from courses.enrolment.models import Enrolment
from courses.outline.models import Course, OutlineRevision
from courses.packages.actions import import_package
from lms.jobs.models import Job
from tests.factories import learning, packages
from tests.factories import site as pages

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def titles(course: Course) -> list[str]:
    course.refresh_from_db()
    assert course.latest
    return [lesson.titles["en"] for lesson in OutlineRevision.objects.get(pk=course.latest.pk).outline.lessons]


def publish_and_die(page: Any) -> None:
    """What would run after the commit does not: no callback is run in a test that does not ask for it."""
    page.save_revision().publish()


def test_a_publication_whose_freezing_was_lost_is_frozen_by_the_beat(course: Course, settings: Any) -> None:
    lesson = pages.lesson_page()
    lesson.title = "Reading closely"
    publish_and_die(lesson)
    assert titles(course) == ["Reading", "Answering"]
    assert "cms.freeze_left" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    freeze_left()
    assert titles(course) == ["Reading closely", "Answering"]


def test_so_is_a_lesson_taken_down_moved_or_deleted_with_its_module(course: Course) -> None:
    freeze_left()
    pages.module_page("m2").delete()
    freeze_left()
    assert titles(course) == ["Reading"]
    lesson = pages.lesson_page()
    lesson.move(pages.module_page("m1"), pos="first-child")
    lesson.unpublish()
    freeze_left()
    assert titles(course) == ["Reading"]
    for page in CoursePage.objects.filter(translation_key=pages.COURSE_KEY):
        CoursePage.objects.get(pk=page.pk).delete()
    freeze_left()
    course.refresh_from_db()
    assert course.withdrawn


def test_sweeping_again_freezes_nothing_and_asks_little(course: Course) -> None:
    freeze_left()
    assert OutlineRevision.objects.count() == 1
    with CaptureQueriesContext(connection) as asked:
        freeze_left()
    assert len(asked) <= 5
    assert OutlineRevision.objects.count() == 1


def test_a_course_that_fails_does_not_hold_up_the_others_and_is_tried_again(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: Any) -> None:
        raise OSError("gone")

    lesson = pages.lesson_page()
    lesson.title = "Reading closely"
    publish_and_die(lesson)
    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "freeze_course", broken)
        freeze_left()
    freeze_left()
    assert titles(course) == ["Reading closely", "Answering"]


def test_a_course_refused_for_anothers_address_is_frozen_when_that_is_given_free(course: Course) -> None:
    freeze_left()
    catalogue = CatalogueIndexPage.objects.get(locale__language_code="en")
    values: Any = {"slug": "wanted", "locale": catalogue.locale}
    wanting = catalogue.add_child(
        instance=CoursePage(title="Wanting", hours=1, objectives=[], description="<p>One.</p>", **values)
    )
    module = wanting.add_child(instance=ModulePage(title="One", **values))
    pages.new_lesson(module, "Only").save_revision().publish()
    frozen = Course.objects.filter(key=wanting.translation_key)
    Course.objects.filter(pk=course.pk).update(slug="wanted")
    freeze_left()
    assert not frozen.exists()
    Course.objects.filter(pk=course.pk).update(slug="small")
    freeze_left()
    assert frozen.exists()


def test_a_scheduled_lesson_appears_at_its_time_and_is_frozen_for_who_enrols_then(
    course: Course, commit: Commit, client: Any
) -> None:
    before = learning.enrolled(run=learning.edition(course))
    its_time = datetime(2026, 4, 10, 8, tzinfo=UTC)
    module = pages.module_page()
    with time_machine.travel(datetime(2026, 4, 9, 8, tzinfo=UTC), tick=False), commit():
        later = pages.new_lesson(module, "Later", live=False, go_live_at=its_time)
        later.save_revision().publish()
        publish_scheduled()
    assert titles(course) == ["Reading", "Answering"]
    with time_machine.travel(its_time + timedelta(minutes=1), tick=False), commit():
        publish_scheduled()
    assert titles(course) == ["Reading", "Later", "Answering"]
    now = learning.enrolled(run=before.edition, home=learning.city("kampala"))
    assert lessons_of(now) == ["Reading", "Later", "Answering"]
    assert lessons_of(before) == ["Reading", "Answering"]
    client.force_login(now.person)
    assert client.get("/en/courses/small/m1/later/").status_code == 200


def test_a_lesson_whose_time_is_over_leaves_the_outline(course: Course, commit: Commit) -> None:
    pages.module_page("m2").get_descendants().update(expire_at=datetime(2026, 4, 10, 8, tzinfo=UTC))
    with commit():
        pages.new_lesson(pages.module_page("m2"), "Instead").save_revision().publish()
    with time_machine.travel(datetime(2026, 4, 10, 9, tzinfo=UTC), tick=False), commit():
        publish_scheduled()
    assert titles(course) == ["Reading", "Instead"]


def lessons_of(enrolment: Enrolment) -> list[str]:
    return [lesson.titles["en"] for lesson in learning.course_of(enrolment).revision.outline.lessons]


def test_a_course_is_frozen_with_a_new_revision_of_a_content_in_its_lessons(course: Course, commit: Commit) -> None:
    content, lesson = packages.content(), pages.lesson_page()
    lesson.body.append(("h5p", {"title": "Five services", "content": content}))
    with commit():
        lesson.save_revision().publish()
    assert frozen_revision(course) == content.current_id
    file = packages.small(**{"content__content.json": {"text": "New"}})
    changed = import_package(file=file, by=None, at=learning.DURING, content=content)
    assert "cms.freeze_with_content" in {job.task for job in Job.objects.filter(arguments={"content_id": content.pk})}
    freeze_with_content(content_id=content.pk)
    assert frozen_revision(course) == changed.current_id != content.current_id


def frozen_revision(course: Course) -> int | None:
    course.refresh_from_db()
    activities = [held for lesson in course.latest.outline.lessons for held in lesson.activities if held.package]
    return activities[0].revision
