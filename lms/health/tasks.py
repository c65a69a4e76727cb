from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from lms.health.actions import record_heartbeat


@shared_task(name="health.heartbeat", bind=True, expires=60)
def heartbeat(self: Any) -> None:
    """Sent by beat: a worker that takes it is alive. One that waited a minute says nothing about now."""
    record_heartbeat(worker=self.request.hostname or "worker", at=timezone.now())


@worker_ready.connect
def announce_worker(**_: Any) -> None:
    """A worker that has just started is seen at once, not only at beat's next turn."""
    heartbeat.delay()
