"""Facts about contents."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class ContentRevised(DomainEvent):
    """A content that may stand in lessons has another current revision."""

    wire_name: ClassVar[str] = "courses.content-revised.v1"
    content_id: int
