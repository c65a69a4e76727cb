"""Facts about progress."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class CourseCompleted(DomainEvent):
    """An official has ended an edition, as completed or as participated."""

    wire_name: ClassVar[str] = "courses.course-completed.v1"
    enrolment_id: int
    outcome: str
