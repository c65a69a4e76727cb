"""Facts about enrolments."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class OfficialEnrolled(DomainEvent):
    wire_name: ClassVar[str] = "courses.official-enrolled.v1"
    enrolment_id: int


@dataclass(frozen=True)
class EnrolmentStateChanged(DomainEvent):
    """Paused, resumed, withdrawn, incomplete or extended; completion has its own fact."""

    wire_name: ClassVar[str] = "courses.enrolment-state-changed.v1"
    enrolment_id: int
    state: str
