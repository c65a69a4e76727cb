"""The addresses to which the page around a player posts, as a browser asks them."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.outline.structure import Exercises
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from tests.factories import packages
from tests.factories.learning import AFTER, DURING, person

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]
KEY = "0b8a4b3c-52a5-4b43-9a55-0a3f5f1f7d10"


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def enrolment() -> Enrolment:
    return packages.learning_with(packages.content())


@pytest.fixture
def browser(enrolment: Enrolment, browser_of: BrowserOf) -> Client:
    return browser_of(enrolment.person)


def opening(enrolment: Enrolment, key: str = "p1") -> str:
    return reverse("open_attempt", args=[enrolment.code, "foundations", key])


def post(browser: Client, address: str, body: Any, key: str = KEY) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return browser.post(address, text, content_type="application/json", headers={"Idempotency-Key": key})


def opened(browser: Client, enrolment: Enrolment, **body: Any) -> dict[str, Any]:
    answer = post(browser, opening(enrolment), body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def completed() -> Any:
    return LearningRecord.objects.filter(verb="completed")


def test_an_attempt_is_opened_once_and_its_start_is_recorded(browser: Client, enrolment: Enrolment):
    first, second = opened(browser, enrolment), opened(browser, enrolment)
    attempt = Attempt.objects.get()
    assert first == second
    assert (first["number"], first["ended"], first["left"], first["states"]) == (1, False, None, {})
    assert (attempt.enrolment, attempt.activity_key, attempt.opened_at) == (enrolment, "p1", DURING)
    assert attempt.revision.content.current == attempt.revision
    record = LearningRecord.objects.get()
    assert (record.verb, record.attempt, record.result) == ("attempted", attempt, {"attempt": 1})


def test_the_claim_of_a_package_is_kept_with_its_attempt_which_ends(browser: Client, enrolment: Enrolment):
    body = {"score_raw": 7, "score_max": 10, "success": True, "completion": True, "response": "secret"}
    answer = post(browser, opened(browser, enrolment)["result"], body)
    record = completed().get()
    assert answer.json() == {"id": str(record.pk), "self_reported": True}
    assert (record.activity_key, record.success, float(record.score), record.self_reported) == ("p1", True, 0.7, True)
    assert record.result == {
        "score_raw": "7", "score_max": "10", "success": True, "completion": True, "attempt": 1,
    }  # fmt: skip
    assert record.attempt == Attempt.objects.get()
    assert record.attempt.ended_at == DURING


def test_what_comes_after_the_end_counts_in_another_attempt_only(browser: Client, enrolment: Enrolment):
    result = opened(browser, enrolment)["result"]
    assert [post(browser, result, {"completion": True}).status_code for _time in range(2)] == [200, 200]
    late = post(browser, result, {"score_raw": 1, "score_max": 1}, key=str(uuid4()))
    assert (late.status_code, "has ended" in late.json()["error"]) == (409, True)
    assert opened(browser, enrolment)["ended"] is True
    again = opened(browser, enrolment, again=True)
    assert (again["number"], again["ended"]) == (2, False)
    post(browser, again["result"], {"score_raw": 1, "score_max": 1}, key=str(uuid4()))
    assert [record.result["attempt"] for record in completed().order_by("attempt__number")] == [1, 2]


def test_nobody_begins_again_before_the_end(browser: Client, enrolment: Enrolment):
    opened(browser, enrolment)
    assert opened(browser, enrolment, again=True)["number"] == 1


def test_there_are_as_many_attempts_as_the_course_allows(browser_of: BrowserOf):
    enrolment = packages.learning_with(packages.content(), exercises=Exercises(attempts=2))
    browser = browser_of(enrolment.person)
    for left in (1, 0):
        attempt = opened(browser, enrolment, again=True)
        assert attempt["left"] == left
        assert post(browser, attempt["result"], {"completion": True}, key=str(uuid4())).status_code == 200
    refused = post(browser, opening(enrolment), {"again": True})
    assert (refused.status_code, "all 2 attempts" in refused.json()["error"]) == (409, True)
    assert opened(browser, enrolment)["number"] == 2


def test_what_an_exercise_remembers_is_there_on_another_device(enrolment: Enrolment, browser_of: BrowserOf):
    telephone, computer = browser_of(enrolment.person), browser_of(enrolment.person)
    remember = opened(telephone, enrolment)["remember"]
    for states in ({"0/state": '{"answers":[1]}', "0/other": "x"}, {"0/state": '{"answers":[1,2]}', "0/other": None}):
        assert post(telephone, remember, {"states": states}).status_code == 200
    assert opened(computer, enrolment)["states"] == {"0/state": '{"answers":[1,2]}'}


def test_what_was_remembered_can_be_seen_after_the_end_but_not_in_the_next_attempt(browser, enrolment):
    first = opened(browser, enrolment)
    post(browser, first["result"], {"completion": True})
    assert post(browser, first["remember"], {"states": {"0/state": "1"}}).status_code == 200
    assert opened(browser, enrolment)["states"] == {"0/state": "1"}
    assert opened(browser, enrolment, again=True)["states"] == {}
    assert post(browser, first["remember"], {"states": {"0/state": "2"}}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {}, [], "7", "{", {"states": []}, {"states": {"": "x"}}, {"states": {"a b": "x"}},
        {"states": {"k" * 256: "x"}},
        {"states": {"k": 7}}, {"states": {"k": {}}}, {"states": {"k\n": "x"}},
        '{"states": {"k": "' + "x" * 1_700_000 + '"}}',
    ],
)  # fmt: skip
def test_what_is_no_state_is_not_remembered(browser: Client, enrolment: Enrolment, body: Any):
    assert post(browser, opened(browser, enrolment)["remember"], body).status_code == 400
    assert not AttemptState.objects.exists()


def test_an_exercise_may_remember_so_much_and_no_more(browser: Client, enrolment: Enrolment):
    remember = opened(browser, enrolment)["remember"]
    assert post(browser, remember, {"states": {"a": "x" * 200_000}}).status_code == 200
    assert post(browser, remember, {"states": {"b": "x" * 100_000}}).status_code == 409
    assert post(browser, remember, {"states": {"a": "x" * 250_000}}).status_code == 200
    assert post(browser, remember, {"states": {str(number): "x" for number in range(101)}}).status_code == 409
    assert AttemptState.objects.count() == 1


def test_a_package_without_a_score_is_completed_all_the_same(browser: Client, enrolment: Enrolment):
    assert post(browser, opened(browser, enrolment)["result"], {"completion": True}).status_code == 200
    assert completed().get().score is None


def test_what_a_package_calls_unfinished_is_not_recorded(browser: Client, enrolment: Enrolment):
    body = {"completion": False, "success": False, "score_raw": 4, "score_max": 10}
    answer = post(browser, opened(browser, enrolment)["result"], body)
    assert (answer.status_code, answer.json()["id"]) == (200, None)
    assert not completed().exists()


@pytest.mark.parametrize("key", ["", "7", "not-a-uuid"])
def test_a_result_without_a_key_is_refused(browser: Client, enrolment: Enrolment, key: str):
    answer = post(browser, opened(browser, enrolment)["result"], {"completion": True, "key": KEY}, key=key)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["key"])
    assert not completed().exists()


@pytest.mark.parametrize(
    "body",
    [
        {"score_raw": 11, "score_max": 10},
        {"score_raw": -1, "score_max": 10},
        {"score_raw": 1},
        {"score_raw": 1, "score_max": -1},
        {"score_raw": "NaN", "score_max": 1},
        {"score_raw": "Infinity", "score_max": "Infinity"},
        {"score_raw": 1e300, "score_max": 1e301},
        {"score_raw": [1], "score_max": {}},
        {"completion": None, "success": None, "score_raw": None, "score_max": 10},
        {"completion": True, "response": "x" * 20_001},
        {"key": KEY},
        {},
        [],
        "7",
        "null",
        "{",
        "[" * 4000,
        '{"score_raw": 1' + " " * 200_000 + "}",
    ],
)
def test_an_absurd_result_is_refused(browser: Client, enrolment: Enrolment, body: Any):
    answer = post(browser, opened(browser, enrolment)["result"], body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert not completed().exists()


@pytest.mark.parametrize("key", ["z1", "l1", "x"])
def test_only_an_exercise_of_the_course_can_be_attempted(browser: Client, enrolment: Enrolment, key: str):
    assert post(browser, opening(enrolment, key), {}).status_code == 404
    assert not Attempt.objects.exists()


def test_after_the_deadline_nothing_is_opened_remembered_or_recorded(browser: Client, enrolment, time_machine):
    attempt = opened(browser, enrolment)
    time_machine.move_to(AFTER)
    browser.force_login(enrolment.person)
    bodies = {
        opening(enrolment): {}, attempt["remember"]: {"states": {"k": "x"}}, attempt["result"]: {"completion": True},
    }  # fmt: skip
    for address, body in bodies.items():
        answer = post(browser, address, body)
        assert (answer.status_code, "deadline" in answer.json()["error"]) == (409, True)
    assert not completed().exists()


def test_anothers_attempt_is_not_there_and_who_is_signed_out_is_told_so(browser, enrolment, browser_of: BrowserOf):
    attempt = opened(browser, enrolment)
    stranger = browser_of(person("Salma"))
    for address in (opening(enrolment), attempt["remember"], attempt["result"]):
        unknown = address.replace(enrolment.code, "unknown").replace(Attempt.objects.get().code, "unknown")
        assert [post(stranger, one, {}).status_code for one in (address, unknown)] == [404, 404]
        assert post(Client(), address, {}).status_code == 401
        assert browser.get(address).status_code == 405
        elsewhere = Client(enforce_csrf_checks=True)
        elsewhere.force_login(enrolment.person)
        assert post(elsewhere, address, {}).status_code == 403
