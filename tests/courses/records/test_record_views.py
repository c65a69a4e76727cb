"""Marking a lesson as read and taking a package's result, as a browser does it."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

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
KEY = "0b8a4b3c-52a5-4b43-9a55-0a3f5f1f7d10"


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def enrolment() -> Enrolment:
    course = published(outline("foundations", lesson("l1"), lesson("l2", package("p1")), lesson("l3", quiz("z1"))))
    return enrolled(run=edition(course))


def reading(enrolment: Enrolment, key: str = "l1") -> str:
    return reverse("read_lesson", args=[enrolment.code, "foundations", key])


def result(enrolment: Enrolment, key: str = "p1") -> str:
    return reverse("open_attempt", args=[enrolment.code, "foundations", key])


def send(browser: Client, path: str, body: Any, key: str = KEY):
    text = body if isinstance(body, str) else json.dumps(body)
    return browser.post(path, text, content_type="application/json", headers={"Idempotency-Key": key})


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
    for path in (reading(enrolment), result(enrolment)):
        for address in (path, path.replace(enrolment.code, "unknown")):
            assert send(browser, address, {}).status_code == 404
    assert Client().post(reading(enrolment)).status_code == 302
    assert not LearningRecord.objects.exists()


def test_a_form_from_elsewhere_is_refused(enrolment: Enrolment):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(enrolment.person)
    assert browser.post(reading(enrolment)).status_code == 403
    assert send(browser, result(enrolment), {"score_raw": 1, "score_max": 1}).status_code == 403


def test_the_result_of_a_package_is_kept_as_its_claim(enrolment: Enrolment, browser_of: BrowserOf):
    body = {"score_raw": 7, "score_max": 10, "success": True, "completion": True}
    answer = send(browser_of(enrolment.person), result(enrolment), body)
    record = LearningRecord.objects.get()
    assert answer.json() == {"id": str(record.pk), "self_reported": True}
    assert (record.verb, record.activity_key, record.success) == ("completed", "p1", True)
    assert (float(record.score or 0), record.self_reported) == (0.7, True)
    assert record.result == {"score_raw": "7", "score_max": "10", "success": True, "completion": True}


def test_a_result_that_is_sent_again_is_kept_once(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    body = {"score_raw": 1, "score_max": 2}
    ids = {send(browser, result(enrolment), body).json()["id"] for _time in range(2)}
    assert ids == {str(LearningRecord.objects.get().pk)}


def test_a_package_without_a_score_is_completed_all_the_same(enrolment: Enrolment, browser_of: BrowserOf):
    assert send(browser_of(enrolment.person), result(enrolment), {"completion": True}).status_code == 200
    assert LearningRecord.objects.get().score is None


def test_what_a_package_calls_unfinished_is_not_recorded(enrolment: Enrolment, browser_of: BrowserOf):
    body = {"completion": False, "success": False, "score_raw": 4, "score_max": 10}
    answer = send(browser_of(enrolment.person), result(enrolment), body)
    assert (answer.status_code, answer.json()["id"]) == (200, None)
    assert not LearningRecord.objects.exists()


@pytest.mark.parametrize("key", ["", "7", "not-a-uuid"])
def test_a_result_without_a_key_is_refused(enrolment: Enrolment, browser_of: BrowserOf, key: str):
    body = {"completion": True, "key": KEY}
    answer = send(browser_of(enrolment.person), result(enrolment), body, key=key)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["key"])
    assert not LearningRecord.objects.exists()


def test_results_of_one_exercise_are_kept_up_to_a_limit(enrolment: Enrolment, browser_of: BrowserOf, monkeypatch):
    monkeypatch.setattr("courses.records.actions.MOST_RESULTS", 3)
    browser, keys = browser_of(enrolment.person), [str(uuid4()) for _time in range(4)]
    answers = [send(browser, result(enrolment), {"completion": True}, key=key) for key in keys]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 409]
    assert "recorded 3 times" in answers[-1].json()["error"]
    assert LearningRecord.objects.count() == 3
    assert send(browser, result(enrolment), {"completion": True}, key=keys[0]).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"score_raw": 11, "score_max": 10},
        {"score_raw": -1, "score_max": 10},
        {"score_raw": 1},
        {"score_raw": 1, "score_max": -1},
        {"score_raw": 1, "score_max": 0},
        {"score_raw": "NaN", "score_max": 1},
        {"score_raw": "Infinity", "score_max": "Infinity"},
        {"score_raw": 1e300, "score_max": 1e301},
        {"score_raw": [1], "score_max": {}},
        {"completion": None, "success": None, "score_raw": None, "score_max": 10},
        {"key": KEY},
        {},
        [],
        "7",
        "null",
        "{",
        "[" * 4000,
        '{"score_raw": 1' + " " * 5000 + "}",
    ],
)
def test_an_absurd_result_is_refused(enrolment: Enrolment, browser_of: BrowserOf, body: Any):
    answer = send(browser_of(enrolment.person), result(enrolment), body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert not LearningRecord.objects.exists()


@pytest.mark.parametrize("key", ["z1", "l1", "x"])
def test_a_quiz_is_never_answered_by_a_package(enrolment: Enrolment, browser_of: BrowserOf, key: str):
    answer = send(browser_of(enrolment.person), result(enrolment, key), {"score_raw": 1, "score_max": 1})
    assert answer.status_code == 404
    assert not LearningRecord.objects.exists()
