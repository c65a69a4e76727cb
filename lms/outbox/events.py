"""What an event is, and publishing one.

An event is a frozen dataclass of ids with a wire name:

    @dataclass(frozen=True)
    class CourseCompleted(DomainEvent):
        wire_name: ClassVar[str] = "courses.course-completed.v1"
        enrolment_id: int
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from lms.jobs.actions import ask_for_job
from lms.outbox.models import OutboxEvent
from lms.outbox.subscriptions import subscribers_of


@dataclass(frozen=True)
class DomainEvent:
    """A fact in the past tense, told by ids only."""

    wire_name: ClassVar[str]


def publish(event: DomainEvent, *, at: datetime) -> None:
    """Write the event and one job for each subscriber; call it inside the action's transaction.

    Each subscribed Celery task is called with the event's fields as keywords, at least once.
    """
    row = OutboxEvent.objects.create(name=event.wire_name, payload=asdict(event), happened_at=at)
    for task in subscribers_of(event.wire_name):
        ask_for_job(key=f"{row.pk}:{task}", task=task, arguments=row.payload, at=at)
