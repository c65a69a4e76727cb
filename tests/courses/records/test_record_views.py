"""Marking a lesson as read, as a browser does it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.factories.learning import AFTER, DURING, edition, enrolled, person
from tests.factories.outlines import lesson, outline, package, published, quiz

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def enrolment() -> Enrolment:
    course = published(outline("foundations", lesson("l1"), lesson("l2", package("p1")), lesson("l3", quiz("z1"))))
    return enrolled(run=edition(course))


def reading(enrolment: Enrolment, key: str = "l1") -> str:
    return reverse("read_lesson", args=[enrolment.code, "foundations", key])


def test_reading_a_lesson_leads_on_to_the_next(enrolment: Enrolment, browser_of: BrowserOf):
    answer = browser_of(enrolment.person).post(reading(enrolment))
    assert (answer.status_code, answer["Location"]) == (302, "/en/courses/demo/m/l2/")
    assert LearningRecord.objects.get().verb == "read"


def test_the_last_lesson_leads_to_the_course(enrolment: Enrolment, browser_of: BrowserOf):
    assert browser_of(enrolment.person).post(reading(enrolment, "l3"))["Location"] == "/en/courses/foundations/"


def test_the_way_on_is_in_the_language_of_the_reader(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    for language, onward in (("ko", "/ko/courses/demo/m/l2/"), ("ar", "/en/courses/demo/m/l2/")):
        browser.cookies["l"] = language
        assert browser.post(reading(enrolment))["Location"] == onward


def test_a_script_is_answered_in_its_own_way_and_may_say_it_again(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    answers = [browser.post(reading(enrolment), headers={"Accept": "application/json"}).json() for _time in range(2)]
    record = LearningRecord.objects.get()
    assert answers == [{"id": str(record.pk), "next": "/en/courses/demo/m/l2/"}] * 2


def test_looking_at_the_address_records_nothing(enrolment: Enrolment, browser_of: BrowserOf):
    assert browser_of(enrolment.person).get(reading(enrolment)).status_code == 405
    assert not LearningRecord.objects.exists()


def test_reading_costs_a_door_and_one_write(enrolment: Enrolment, browser_of: BrowserOf, django_assert_num_queries):
    browser = browser_of(enrolment.person)
    browser.post(reading(enrolment, "l3"))
    with django_assert_num_queries(3):
        browser.post(reading(enrolment))


def test_after_the_deadline_the_learner_is_told_so_on_the_lesson(enrolment, browser_of, time_machine):
    time_machine.move_to(AFTER)
    browser = browser_of(enrolment.person)
    assert browser.post(reading(enrolment))["Location"] == "/en/courses/demo/m/l1/"
    answer = browser.post(reading(enrolment), headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "The deadline has passed" in answer.json()["error"]
    assert not LearningRecord.objects.exists()


def test_a_lesson_that_is_not_in_the_outline_is_not_recorded(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    assert browser.post(reading(enrolment, "x"))["Location"] == "/en/courses/foundations/"
    assert browser.post(reading(enrolment, "x"), headers={"Accept": "application/json"}).status_code == 404
    assert not LearningRecord.objects.exists()


def test_the_enrolment_of_another_is_not_there(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(person("Salma"))
    for address in (reading(enrolment), reading(enrolment).replace(enrolment.code, "unknown")):
        assert browser.post(address).status_code == 404
    assert Client().post(reading(enrolment)).status_code == 302
    assert not LearningRecord.objects.exists()


def test_a_form_from_elsewhere_is_refused(enrolment: Enrolment):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(enrolment.person)
    assert browser.post(reading(enrolment)).status_code == 403
