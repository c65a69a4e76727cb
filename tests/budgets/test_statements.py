"""How many statements a list takes: as many for twenty rows as for one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cms.conftest import rolled_back
from tests.factories import certificates as issuing
from tests.factories import learning, people, programmes
from tests.factories import site as pages
from tests.factories.outlines import published

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), rolled_back():
        pages.site()
        yield


def statements(browser: Client, address: str) -> int:
    """Of the second visit: the first fills what is remembered between requests."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def enrolments(learner: Any, count: int, start: int) -> None:
    """Editions of one course, each ended with a decision, as a record shows them."""
    course = published()
    for number in range(start, start + count):
        issuing.ended(learning.edition(course, code=f"RUN-{number}"), learning.city(), learner)


@pytest.mark.parametrize("address", ["/my/", "/my/record/"])
def test_the_lists_of_an_official(address: str, browser_of: Callable[..., Client]) -> None:
    official = people.official()
    enrolments(official, 1, 0)
    few = statements(browser_of(official), address)
    enrolments(official, 19, 1)
    assert statements(browser_of(official), address) == few


@pytest.mark.parametrize("address", ["/en/courses/", "/en/practices/"])
def test_the_lists_of_the_site(site: None, address: str, client: Client) -> None:
    _lay(address, 1)
    few = statements(client, address)
    _lay(address, 20)
    assert statements(client, address) == few


def _lay(address: str, count: int) -> None:
    """Courses or practices in English, until there are so many."""
    from cms.models import CatalogueIndexPage, CoursePage, PracticeIndexPage, PracticePage

    courses = "courses" in address
    parent = (CatalogueIndexPage if courses else PracticeIndexPage).objects.get(locale__language_code="en")
    for number in range(parent.get_children().count(), count):
        named = {"title": f"Page {number}", "slug": f"page-{number}", "locale": parent.locale, "summary": "One."}
        if courses:
            page = CoursePage(
                **named, description="<p>One.</p>", level="introductory", hours=1, pass_mark=70, objectives=[]
            )
        else:
            page = PracticePage(**named, city=learning.city(), year=2020)
        parent.add_child(instance=page)


DESKS = [
    "/admin/training/invitations/", "/admin/training/nominations/", "/admin/training/editions/",
    "/admin/certificates/", "/admin/city/", "/admin/focalpoint/", "/admin/auditentry/",
]  # fmt: skip


@pytest.mark.parametrize("address", DESKS)
def test_the_lists_of_the_desks(address: str, browser_of: Callable[..., Client]) -> None:
    run = programmes.edition()
    _invite(run, 1, 0)
    browser = browser_of(people.secretary())
    few = statements(browser, address)
    _invite(run, 19, 1)
    assert statements(browser, address) == few


def _invite(run: Any, count: int, start: int) -> None:
    """Cities with a focal point and a nominated official, and editions that are planned."""
    for number in range(start, start + count):
        story = programmes.Story(home=programmes.city(f"city-{number}"), run=run)
        story.under_review(story.accepted(seats=1))
        programmes.edition(code=f"EGF-{number}")
