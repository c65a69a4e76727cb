"""What units may say to the record store, when, and with whose token; what it comes to."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.records.cmi5.silence import end_silent_sessions
from courses.records.cmi5.statements import waive_unit
from courses.records.models import Attempt, AttemptState, LearningRecord, UnitSession, UnitStatement
from tests.courses.records.cmi5.units import Unit, launched
from tests.factories.courseware import cmi5, learning_with, structure, unit
from tests.factories.learning import DURING, person

pytestmark = pytest.mark.django_db
REMOTE = "https://content.example"
MASTERED = 'moveOn="CompletedAndPassed" masteryScore="0.8"'


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


@pytest.fixture
def enrolment() -> Enrolment:
    return learning_with(cmi5(structure(unit(attributes=MASTERED, inside="<launchParameters>a=1</launchParameters>"))))


@pytest.fixture
def browser(enrolment: Enrolment, browser_of: Any) -> Client:
    signed_in: Client = browser_of(enrolment.person)
    return signed_in


@pytest.fixture
def spoken(enrolment: Enrolment, browser: Client) -> Unit:
    """A unit that has begun."""
    begun = launched(enrolment, browser)
    assert begun.say("initialized") == 200
    return begun


def completed() -> LearningRecord | None:
    return LearningRecord.objects.filter(verb="completed").first()


def verbs() -> list[str]:
    return list(UnitStatement.objects.values_list("verb", flat=True))


def test_a_unit_is_told_what_its_structure_says(enrolment: Enrolment, browser: Client):
    data = launched(enrolment, browser).data
    assert (data["launchMode"], data["moveOn"], data["masteryScore"], data["launchParameters"]) == (
        "Normal", "CompletedAndPassed", 0.8, "a=1",
    )  # fmt: skip


def test_the_token_is_given_once(enrolment: Enrolment, browser: Client):
    begun = launched(enrolment, browser)
    assert begun.token
    assert begun.fetch()["error-code"] == "1"


def test_a_unit_that_is_completed_and_passed_is_recorded_when_it_ends(spoken: Unit):
    assert [spoken.say("passed", score={"scaled": 0.9}), spoken.say("completed")] == [200, 200]
    assert completed() is None
    assert spoken.say("terminated") == 200
    record = completed()
    assert record is not None
    assert (record.success, str(record.score), record.self_reported) == (True, "0.9000", True)
    assert verbs().count("satisfied") == 2


def test_a_unit_that_failed_is_not_recorded_and_may_be_tried_again(enrolment: Enrolment, browser: Client, spoken: Unit):
    assert [spoken.say(verb) for verb in ("failed", "completed", "terminated")] == [200] * 3
    assert completed() is None
    again = launched(enrolment, browser)
    assert [again.say("initialized"), again.say("passed"), again.say("terminated")] == [200] * 3
    assert completed() is not None


def test_statements_outside_their_order_are_refused(enrolment: Enrolment, browser: Client):
    begun = launched(enrolment, browser)
    assert begun.say("completed") == 403
    assert begun.say("initialized") == 200
    assert begun.say("initialized") == 403
    assert [begun.say("passed"), begun.say("passed"), begun.say("failed")] == [200, 403, 403]
    assert [begun.say("terminated"), begun.say("completed"), begun.say("terminated")] == [200, 403, 403]


@pytest.mark.parametrize(
    ("verb", "result"),
    [
        ("passed", {"score": {"scaled": 0.5}}), ("failed", {"score": {"scaled": 0.9}}), ("passed", {"success": False}),
        ("completed", {"completion": False}), ("completed", {"score": {"scaled": 1}}),
        ("launched", {}), ("abandoned", {}), ("waived", {}), ("satisfied", {}),
    ],
)  # fmt: skip
def test_what_contradicts_the_rules_is_refused(spoken: Unit, verb: str, result: dict[str, Any]):
    assert spoken.say(verb, **result) == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x"}, {"timestamp": "yesterday"}, {"verb": {}}, {"verb": "x"}, {"context": []},
        {"result": {"duration": "1 minute"}}, {"result": {"success": True, "duration": "PT1M", "score": {"scaled": 2}}},
        {"result": {"success": True, "duration": "PT1M", "score": {"scaled": True}}},
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused(spoken: Unit, changes: dict[str, Any]):
    assert spoken.send(spoken.statement("passed") | changes).status_code == 400


def test_a_statement_about_somebody_or_something_else_is_refused(spoken: Unit):
    said = spoken.statement("passed")
    actor = said["actor"] | {"account": said["actor"]["account"] | {"name": "another"}}
    context = said["context"] | {"registration": str(uuid4())}
    session = said["context"] | {"extensions": {}}
    for changes in (
        {"actor": actor},
        {"context": context},
        {"context": session},
        {"object": {"id": "https://x.example/"}},
    ):
        assert spoken.send(said | changes).status_code == 403
    assert "passed" not in verbs()


def test_one_wrong_statement_among_others_lets_none_in(spoken: Unit):
    assert spoken.send(spoken.statement("completed"), {"id": "x"}).status_code == 400
    assert "completed" not in verbs()


def test_a_statement_that_comes_again_counts_once_and_another_under_its_id_is_refused(spoken: Unit):
    said = spoken.statement("passed")
    assert [spoken.send(said).status_code, spoken.send(said).status_code] == [200, 200]
    assert spoken.send(said | {"verb": {"id": "https://x.example/other"}}).status_code == 409
    assert verbs().count("passed") == 1


def test_a_session_that_was_never_ended_is_abandoned_by_the_next(enrolment: Enrolment, browser: Client, spoken: Unit):
    again = launched(enrolment, browser)
    assert spoken.say("completed") == 401
    assert again.say("initialized") == 200
    assert "abandoned" in verbs()
    assert UnitSession.objects.filter(abandoned=True).count() == 1


def test_a_token_opens_its_own_session_only(enrolment: Enrolment, browser: Client, spoken: Unit):
    for token in ("", "x", spoken.token[:-4], "eDp5"):
        spoken.token, kept = token, spoken.token
        assert spoken.send({}).status_code == 401
        assert spoken.state("bookmark").status_code == 401
        spoken.token = kept


def test_a_unit_keeps_documents_and_cannot_write_its_launch_data(enrolment: Enrolment, browser: Client, spoken: Unit):
    assert spoken.state("bookmark", "put", '{"page": 2}').status_code == 204
    assert spoken.say("terminated") == 200
    again = launched(enrolment, browser)
    assert again.state("bookmark").json() == {"page": 2}
    assert again.state("bookmark", "delete").status_code == 204
    assert again.state("bookmark").status_code == 404
    assert again.state("LMS.LaunchData", "put", "{}").status_code == 403
    for other in ({"activityId": "https://x.example/"}, {"registration": str(uuid4())}, {"agent": "{}"}):
        assert again.state("bookmark", **other).status_code == 403
    assert again.state("bookmark", agent="{").status_code == 400


def test_a_post_is_merged_into_the_document_and_nothing_else_is(spoken: Unit):
    assert spoken.state("bookmark", "put", '{"page": 2, "seen": [1]}').status_code == 204
    assert spoken.state("bookmark", "post", '{"page": 3, "more": true}').status_code == 204
    assert spoken.state("bookmark").json() == {"page": 3, "seen": [1], "more": True}
    assert [spoken.state("bookmark", "post", text).status_code for text in ("[1]", "{")] == [400, 400]


def test_a_document_is_written_under_the_condition_that_was_sent(spoken: Unit):
    assert spoken.state("bookmark", "put", "1", only={"If-None-Match": "*"}).status_code == 204
    assert spoken.state("bookmark", "put", "2", only={"If-None-Match": "*"}).status_code == 412
    etag = spoken.state("bookmark")["ETag"]
    assert spoken.state("bookmark", "put", "2", only={"If-Match": etag}).status_code == 204
    assert spoken.state("bookmark", "put", "3", only={"If-Match": etag}).status_code == 412
    assert spoken.state("bookmark", "delete", only={"If-Match": etag}).status_code == 412
    told = spoken.state("bookmark")
    assert told.content == b"2"
    assert spoken.state("bookmark", only={"If-None-Match": told["ETag"]}).status_code == 304


def test_a_session_that_is_over_writes_no_documents(spoken: Unit):
    assert spoken.state("bookmark", "put", "1").status_code == 204
    assert spoken.say("terminated") == 200
    assert [spoken.state("bookmark", method, "2").status_code for method in ("put", "post", "delete")] == [403] * 3
    assert spoken.state("bookmark").content == b"1"


def test_who_may_not_learn_any_more_writes_no_documents(enrolment: Enrolment, spoken: Unit):
    enrolment.state = Enrolment.State.PAUSED
    enrolment.save()
    assert spoken.state("bookmark", "put", "1").status_code == 403
    assert not AttemptState.objects.exists()


def test_a_token_ends_a_day_after_the_launch(spoken: Unit, time_machine: Any):
    time_machine.move_to(DURING + timedelta(hours=23))
    assert spoken.state("bookmark").status_code == 404
    time_machine.move_to(DURING + timedelta(hours=25))
    assert spoken.state("bookmark").status_code == 401


def test_what_was_reached_counts_though_the_tab_was_closed(enrolment: Enrolment, browser: Client, spoken: Unit):
    assert [spoken.say("passed", score={"scaled": 0.9}), spoken.say("completed")] == [200, 200]
    assert completed() is None
    browser.post(reverse("cmi5_open", args=[enrolment.code, "foundations", "p1"]), {}, content_type="application/json")
    record = completed()
    assert record is not None
    assert str(record.score) == "0.9000"


def test_launching_one_unit_ends_another_that_was_left_open(browser_of: Any):
    enrolment = learning_with(cmi5(structure(unit("first", attributes="") + unit("second", attributes=""))))
    browser = browser_of(enrolment.person)
    launched(enrolment, browser)
    attempt = Attempt.objects.get()
    browser.post(reverse("cmi5_launch", args=[attempt.code, 1]), {}, content_type="application/json")
    assert list(UnitSession.objects.order_by("unit").values_list("unit", "abandoned")) == [(0, True), (1, False)]


def test_a_unit_that_has_been_silent_for_hours_is_ended_by_the_clock(spoken: Unit):
    assert [spoken.say("passed", score={"scaled": 0.9}), spoken.say("completed")] == [200, 200]
    assert end_silent_sessions(at=DURING + timedelta(hours=3)) == 0
    assert completed() is None
    assert end_silent_sessions(at=DURING + timedelta(hours=5)) == 1
    assert completed() is not None
    assert end_silent_sessions(at=DURING + timedelta(hours=5)) == 0


def test_the_clock_ends_units_of_who_may_not_learn_any_more_too(enrolment: Enrolment, spoken: Unit):
    enrolment.state = Enrolment.State.PAUSED
    enrolment.save()
    assert [end_silent_sessions(at=DURING + timedelta(hours=5)) for _time in range(2)] == [1, 0]
    assert completed() is None


def test_only_origins_that_may_are_told_that_they_can_read(spoken: Unit, settings: Any):
    settings.CMI5_REMOTE_ORIGINS = [REMOTE]
    for origin, told in (
        ("null", "null"),
        ("https://content.example", "https://content.example"),
        ("https://evil.example", None),
    ):
        answer = Client().options(reverse("xapi_statements"), headers={"Origin": origin})
        assert answer.get("Access-Control-Allow-Origin") == told
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_nobody_else_opens_or_launches(enrolment: Enrolment, browser_of: Any, spoken: Unit):
    stranger = browser_of(person("Amina"))
    code = Attempt.objects.get().code
    for address in (
        reverse("cmi5_open", args=[enrolment.code, "foundations", "p1"]), reverse("cmi5_launch", args=[code, 0]),
        reverse("cmi5_standing", args=[code]),
    ):  # fmt: skip
        assert stranger.post(address, data={}, content_type="application/json").status_code == 404


def test_a_unit_that_staff_waive_is_satisfied(enrolment: Enrolment, browser: Client, spoken: Unit):
    assert spoken.say("terminated") == 200
    staff = person("Secretary")
    waive_unit(attempt=Attempt.objects.get(), unit=0, reason="Administrative", by=staff, at=DURING)
    assert {"waived", "satisfied"} < set(verbs())
    assert completed() is not None


def test_a_course_is_recorded_when_every_unit_is_satisfied(browser_of: Any):
    parts = unit("first", attributes='moveOn="Passed"') + unit("second", attributes="")
    enrolment = learning_with(cmi5(structure(parts)))
    browser = browser_of(enrolment.person)
    first = launched(enrolment, browser)
    assert [first.say(verb) for verb in ("initialized", "passed", "terminated")] == [200] * 3
    assert completed() is None
    second = launched(enrolment, browser, 1)
    assert [second.say(verb) for verb in ("initialized", "terminated")] == [200] * 2
    assert completed() is not None


def test_the_profile_tells_the_language_and_is_not_written(spoken: Unit):
    address = reverse("xapi_agent_profile") + "?profileId=cmi5LearnerPreferences&agent=" + json.dumps({})
    told = spoken.client.get(address, headers=spoken.headers() | {"Accept-Language": "ko,en"})
    assert told.json() == {"languagePreference": "ko", "audioPreference": "on"}
    written = spoken.client.put(address, data="{}", content_type="application/json", headers=spoken.headers())
    assert written.status_code == 403
    assert Client().get(reverse("xapi_about")).json() == {"version": ["1.0.3"]}
