"""What an object of a SCORM package commits: how often, how much, until when, and what lies beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.records.models import Attempt, AttemptState
from lms.accounts.models import User
from tests.factories.courseware import item, learning_with, manifest_12, resource, scorm
from tests.factories.learning import DURING

pytestmark = pytest.mark.django_db
UNDER_WAY = {"core": {"lesson_status": "incomplete"}}
PASSED = {"core": {"lesson_status": "passed"}}


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def enrolment() -> Enrolment:
    every = [f"I{number}" for number in range(1, 7)]
    return learning_with(scorm(manifest_12("".join(map(item, every)), "".join(map(resource, every)))))


@pytest.fixture
def browser(enrolment: Enrolment, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(enrolment.person)


def opened(browser: Client, enrolment: Enrolment) -> Any:
    place = [enrolment.code, "foundations", "p1"]
    return browser.post(reverse("package_open", args=place), {}, content_type="application/json")


def commit(browser: Client, cmi: dict[str, Any], item: int = 0, **more: Any) -> Any:
    address = reverse("package_commit", args=[Attempt.objects.get().code])
    return browser.post(address, {"item": item, "cmi": cmi} | more, content_type="application/json")


def test_what_is_no_state_of_an_object_does_not_stop_the_package(browser: Client, enrolment: Enrolment):
    opened(browser, enrolment)
    assert commit(browser, UNDER_WAY).status_code == 200
    for key, data in (("cmi:x", "{}"), ("cmi:1", "{"), ("cmi:2", "[]"), ("cmi:-1", "{}"), ("cmi:\u0663", "{}")):
        AttemptState.objects.create(attempt=Attempt.objects.get(), key=key, data=data, saved_at=DURING)
    answer = opened(browser, enrolment)
    assert answer.status_code == 200
    assert [one["told"]["cmi"] for one in answer.json()["items"]] == [UNDER_WAY, *[None] * 5]


def test_a_package_that_commits_without_end_is_braked(browser: Client, enrolment: Enrolment):
    opened(browser, enrolment)
    statuses = [commit(browser, UNDER_WAY).status_code for _time in range(61)]
    assert (set(statuses[:60]), statuses[60]) == ({200}, 429)


def test_an_attempt_keeps_so_much_of_all_its_objects_and_no_more(browser: Client, enrolment: Enrolment):
    opened(browser, enrolment)
    large = {"suspend_data": "x" * 250_000}
    assert [commit(browser, large, place).status_code for place in range(5)] == [200] * 4 + [409]
    assert commit(browser, large, 0).status_code == 200


def test_an_attempt_that_has_ended_keeps_nothing_more(browser: Client, enrolment: Enrolment):
    opened(browser, enrolment)
    answers = [commit(browser, PASSED, place, finished=True).json() for place in range(6)]
    assert [answer["recorded"] for answer in answers] == [False] * 5 + [True]
    assert commit(browser, UNDER_WAY).status_code == 409
    assert opened(browser, enrolment).json()["items"][0]["told"]["cmi"] == PASSED


def test_what_waits_for_another_part_is_neither_open_nor_heard(browser_of: Callable[[User], Client]):
    waits = "<adlcp:prerequisites type='aicc_script'>I1</adlcp:prerequisites>"
    items = item("I1") + item("I2", inside=waits) + item("I3", attributes=' isvisible="false"')
    enrolment = learning_with(scorm(manifest_12(items, "".join(map(resource, ("I1", "I2", "I3"))))))
    browser = browser_of(enrolment.person)
    assert [(one["key"], one["open"]) for one in opened(browser, enrolment).json()["items"]] == [
        ("I1", True), ("I2", False),
    ]  # fmt: skip
    assert commit(browser, PASSED, 1, finished=True).status_code == 409
    assert commit(browser, PASSED, 0, finished=True).json()["open"] == [True, True]
    assert commit(browser, PASSED, 1, finished=True).json()["recorded"] is True
