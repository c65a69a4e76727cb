"""Facts about editions, invitations, nominations and seats."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class EditionExtended(DomainEvent):
    """Its last day lies later than before."""

    wire_name: ClassVar[str] = "courses.edition-extended.v1"
    edition_id: int


@dataclass(frozen=True)
class InvitationSent(DomainEvent):
    wire_name: ClassVar[str] = "courses.invitation-sent.v1"
    invitation_id: int


@dataclass(frozen=True)
class InvitationReplyDue(DomainEvent):
    """Nobody has answered yet, and the reply date is near."""

    wire_name: ClassVar[str] = "courses.invitation-reply-due.v1"
    invitation_id: int


@dataclass(frozen=True)
class InvitationAnswered(DomainEvent):
    """Accepted or declined by the city, withdrawn by the secretariat, or expired or closed by the calendar."""

    wire_name: ClassVar[str] = "courses.invitation-answered.v1"
    invitation_id: int
    state: str


@dataclass(frozen=True)
class NominationSubmitted(DomainEvent):
    wire_name: ClassVar[str] = "courses.nomination-submitted.v1"
    nomination_id: int


@dataclass(frozen=True)
class NominationDecided(DomainEvent):
    """Selected, waitlisted, rejected or returned."""

    wire_name: ClassVar[str] = "courses.nomination-decided.v1"
    nomination_id: int
    state: str


@dataclass(frozen=True)
class SeatConfirmed(DomainEvent):
    wire_name: ClassVar[str] = "courses.seat-confirmed.v1"
    nomination_id: int


@dataclass(frozen=True)
class SeatGivenUp(DomainEvent):
    """Declined, withdrawn or replaced after selection: a seat is free."""

    wire_name: ClassVar[str] = "courses.seat-given-up.v1"
    nomination_id: int
