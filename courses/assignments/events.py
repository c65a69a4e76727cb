"""Facts about what was handed in."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class AssignmentSubmitted(DomainEvent):
    wire_name: ClassVar[str] = "courses.assignment-submitted.v1"
    submission_id: int


@dataclass(frozen=True)
class AssignmentReturned(DomainEvent):
    """Given back to its author for revision."""

    wire_name: ClassVar[str] = "courses.assignment-returned.v1"
    submission_id: int


@dataclass(frozen=True)
class AssignmentMarked(DomainEvent):
    wire_name: ClassVar[str] = "courses.assignment-marked.v1"
    submission_id: int
