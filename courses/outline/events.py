"""Facts about outlines."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class OutlinePublished(DomainEvent):
    wire_name: ClassVar[str] = "courses.outline-published.v1"
    course_id: int
    revision_id: int
