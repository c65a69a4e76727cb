"""The subjects of the measurement, on a database of their own that goes with the process."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment
from django.urls import path

from courses.outline.models import Course
from courses.records.actions import record_read
from courses.records.models import LearningRecord
from lms import urls
from lms.network.models import City
from tests.cms.conftest import rolled_back
from tests.factories import learning
from tests.factories import site as pages
from tests.template import place_template

LESSON = "/en/courses/small/m1/m1-l1/"
Subjects = Mapping[str, Callable[[], None]]


def bare(request: HttpRequest) -> HttpResponse:
    """What the least view costs that knows who asks: session, user, one query."""
    return HttpResponse(f"{request.user} {City.objects.get(slug='nairobi')}<br>" * 200)


@contextmanager
def laid() -> Iterator[Subjects]:
    setup_test_environment()
    place_template()
    setup_databases(verbosity=0, interactive=False, keepdb=True)
    urls.urlpatterns.insert(0, path("bare/", bare))
    with rolled_back():
        with TestCase.captureOnCommitCallbacks(execute=True):
            pages.site()
            pages.small_course()
        yield _subjects()


def _subjects() -> Subjects:
    enrolment = learning.enrolled(run=learning.edition(Course.objects.get(slug="small")))
    browser = Client(headers={"Accept-Encoding": "br"})
    browser.force_login(enrolment.person)
    enrolled = learning.course_of(enrolment)

    def seen(address: str) -> None:
        assert browser.get(address).status_code == 200

    def read() -> None:
        record_read(enrolled=enrolled, lesson_key=str(pages.READING), by=enrolment.person, at=learning.DURING)

    read()
    _assert_one_statement(read)
    return {"bare": lambda: seen("/bare/"), "lesson": lambda: seen(LESSON), "read": read}


def _assert_one_statement(read: Callable[[], None]) -> None:
    """All that marking a lesson as read asks of the database is one insert; doing it again adds no record."""
    before = LearningRecord.objects.count()
    with CaptureQueriesContext(connection) as captured:
        read()
    statements = [one["sql"] for one in captured]
    assert len(statements) == 1, statements
    assert statements[0].startswith("INSERT"), statements
    assert LearningRecord.objects.count() == before
