"""What a focal point sees of the own city's officials."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.programmes.models import Edition
from lms.accounts.models import User
from tests.factories.cities import focal_point
from tests.factories.learning import city, edition, enrolled, folded, person, read
from tests.factories.outlines import lesson, outline, published

pytestmark = pytest.mark.django_db
ADDRESS = "/city/progress/"
BrowserOf = Callable[[User], Client]


def half_way(name: str, home: str = "nairobi") -> None:
    run = Edition.objects.first() or edition(published(outline("foundations", lesson("one"), lesson("two"))))
    enrolment = enrolled(person(name), run, city(home))
    read(enrolment, "one")
    folded(enrolment)


def test_a_focal_point_sees_how_far_each_official_is(browser_of: BrowserOf) -> None:
    half_way("Otieno")
    page = browser_of(focal_point(city("nairobi"))).get(ADDRESS).content.decode()
    assert "Otieno" in page
    assert "50%" in page


def test_a_focal_point_sees_no_official_of_another_city(browser_of: BrowserOf) -> None:
    half_way("Otieno")
    half_way("Salma", home="tunis")
    page = browser_of(focal_point(city("tunis"))).get(ADDRESS).content.decode()
    assert "Salma" in page
    assert "Otieno" not in page


def test_an_official_has_no_such_page(browser_of: BrowserOf) -> None:
    assert browser_of(person()).get(ADDRESS).status_code == 404


def test_the_page_costs_the_same_for_many_officials(browser_of: BrowserOf) -> None:
    browser = browser_of(focal_point(city("nairobi")))
    half_way("Otieno")
    browser.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        browser.get(ADDRESS)
    for number in range(5):
        half_way(f"Official {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(ADDRESS)
    assert len(many) == len(one)
