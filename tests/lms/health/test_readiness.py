from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone

from lms.health.actions import record_heartbeat
from lms.health.models import Heartbeat
from lms.health.readiness import Finding
from lms.health.tasks import heartbeat
from lms.health.views import latest_findings

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


@pytest.fixture(autouse=True)
def fresh_look() -> None:
    latest_findings.cache_clear()


@pytest.fixture
def look(client: Client) -> Any:
    def ready() -> tuple[int, dict[str, Any]]:
        answer = client.get("/readyz")
        return answer.status_code, answer.json()

    return ready


def test_an_installation_is_alive_without_its_database(client: Client) -> None:
    """No django_db mark: a query would fail the test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_an_installation_with_all_its_parts_is_ready(look: Any) -> None:
    record_heartbeat(worker="worker@one", at=timezone.now())
    status, told = look()
    assert (status, told["ready"]) == (200, True)
    assert {name: check["state"] for name, check in told["checks"].items()} == {
        "database": "ready",
        "broker": "ready",
        "worker": "ready",
        "storage": "ready",
    }
    assert all(check["milliseconds"] >= 0 for check in told["checks"].values())


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_worker_silent_for_a_minute_is_missed(look: Any) -> None:
    record_heartbeat(worker="worker@one", at=NOON - timedelta(seconds=61))
    status, told = look()
    assert status == 503
    assert told["checks"]["worker"]["reason"] == "no worker was seen in the last minute"
    assert told["checks"]["database"]["state"] == "ready"


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_one_worker_of_several_is_enough(look: Any) -> None:
    record_heartbeat(worker="worker@one", at=NOON - timedelta(minutes=5))
    record_heartbeat(worker="worker@two", at=NOON - timedelta(seconds=59))
    assert look()[0] == 200


@pytest.mark.django_db
def test_a_heartbeat_makes_its_worker_seen(look: Any) -> None:
    heartbeat()
    assert look()[1]["checks"]["worker"]["state"] == "ready"


@pytest.mark.django_db
def test_a_worker_gone_for_a_day_is_forgotten() -> None:
    record_heartbeat(worker="worker@one", at=NOON)
    record_heartbeat(worker="worker@two", at=NOON + timedelta(days=1, seconds=1))
    assert [beat.worker for beat in Heartbeat.objects.all()] == ["worker@two"]


@pytest.mark.django_db
def test_a_full_disk_is_told_by_its_kind_and_not_by_its_place(look: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> str:
        raise OSError("No space left on device: /srv/secret/place")

    monkeypatch.setattr(storages["private"], "save", refuse)
    status, told = look()
    assert status == 503
    assert told["checks"]["storage"]["reason"] == "OSError"
    assert "secret" not in str(told)


@pytest.mark.django_db
def test_a_broker_that_refuses_the_line_is_down(look: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.health.readiness.broker_address", lambda: "redis://:hidden@127.0.0.1:1/0")
    status, told = look()
    assert status == 503
    assert told["checks"]["broker"]["state"] == "failed"
    assert "hidden" not in str(told)


@pytest.mark.django_db
def test_a_lost_database_is_told_and_the_page_still_answers(look: Any) -> None:
    def refuse(*_: Any) -> None:
        raise ConnectionError("password=hidden")

    with connection.execute_wrapper(refuse):
        status, told = look()
    assert status == 503
    assert told["checks"]["database"] == told["checks"]["database"] | {"state": "failed", "reason": "ConnectionError"}
    assert "hidden" not in str(told)


@pytest.mark.django_db
def test_asking_often_does_not_look_often(look: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[datetime] = []

    def note(*, at: datetime) -> list[Finding]:
        looks.append(at)
        return []

    monkeypatch.setattr("lms.health.views.findings", note)
    with time_machine.travel(NOON, tick=False) as clock:
        for seconds in (0, 1, 2, 3):
            clock.move_to(NOON + timedelta(seconds=seconds))
            look()
        clock.move_to(NOON + timedelta(seconds=6))
        look()
    assert len(looks) == 2


@pytest.mark.django_db
def test_nothing_of_a_look_stays_in_the_storage(look: Any) -> None:
    look()
    look()
    assert storages["private"].listdir("health")[1] == []


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_looking_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
