"""A fact and the work it causes are written together, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from celery import shared_task
from django.db import transaction

from lms.jobs.models import Job
from lms.jobs.tasks import perform
from lms.outbox import subscriptions
from lms.outbox.events import DomainEvent, publish
from lms.outbox.models import OutboxEvent
from lms.outbox.subscriptions import subscribe, subscribers_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
heard: list[int] = []


@dataclass(frozen=True)
class BridgeOpened(DomainEvent):
    wire_name: ClassVar[str] = "tests.bridge-opened.v1"
    bridge_id: int


@shared_task(name="tests.celebrate")
def celebrate(*, bridge_id: int) -> None:
    heard.append(bridge_id)


@pytest.fixture(autouse=True)
def _listeners() -> Iterator[None]:
    heard.clear()
    subscribe(BridgeOpened.wire_name, task="tests.celebrate")
    subscribe(BridgeOpened.wire_name, task="tests.write_to_the_papers")
    yield
    subscriptions._subscribers.pop(BridgeOpened.wire_name)


def test_each_listener_gets_a_job_of_its_own() -> None:
    publish(BridgeOpened(bridge_id=7), at=NOON)
    event = OutboxEvent.objects.get()
    assert (event.name, event.payload, event.happened_at) == ("tests.bridge-opened.v1", {"bridge_id": 7}, NOON)
    assert {(job.task, job.arguments["bridge_id"]) for job in Job.objects.all()} == {
        ("tests.celebrate", 7),
        ("tests.write_to_the_papers", 7),
    }


def test_a_listener_is_called_with_the_fields_of_the_fact() -> None:
    publish(BridgeOpened(bridge_id=7), at=NOON)
    perform(job_id=Job.objects.get(task="tests.celebrate").pk)
    assert heard == [7]


def test_two_facts_alike_are_two_facts() -> None:
    publish(BridgeOpened(bridge_id=7), at=NOON)
    publish(BridgeOpened(bridge_id=7), at=NOON)
    assert (OutboxEvent.objects.count(), Job.objects.count()) == (2, 4)


def test_a_transaction_that_fails_leaves_neither_fact_nor_work() -> None:
    with transaction.atomic():
        publish(BridgeOpened(bridge_id=7), at=NOON)
        transaction.set_rollback(True)
    assert (OutboxEvent.objects.count(), Job.objects.count()) == (0, 0)


def test_subscribing_twice_is_subscribing_once() -> None:
    subscribe(BridgeOpened.wire_name, task="tests.celebrate")
    assert subscribers_of(BridgeOpened.wire_name).count("tests.celebrate") == 1


def test_a_fact_without_listeners_is_kept() -> None:
    assert subscribers_of("tests.nobody-listens.v1") == ()
