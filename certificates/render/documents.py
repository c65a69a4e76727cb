"""What can be printed, as plain frozen data: everything a page shows is in here, and nothing is looked up elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Words:
    """The same thing in Latin letters or English and, if known, as the city itself writes it.

    For a person's name this is the display name and the native form; neither is ever reordered, recased or cut.
    """

    english: str
    native: str = ""

    @property
    def in_city_language(self) -> str:
        return self.native or self.english


NOTHING = Words("")


@dataclass(frozen=True, kw_only=True)
class Person:
    name: Words
    title: Words = NOTHING


@dataclass(frozen=True, kw_only=True)
class City:
    name: Words
    country: Words = NOTHING


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs. `signature` is SVG path data drawn in a box of 200 by 60 units, or empty for a bare line."""

    name: str
    office: str
    organisation: str = ""
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class NamedOfficial:
    """One row of a city certificate's annex."""

    name: Words
    title: Words = NOTHING
    hours: Decimal | int


@dataclass(frozen=True, kw_only=True)
class Training:
    """What was followed, when, and for how long."""

    programme: Words
    starts: date
    ends: date
    hours: Decimal | int
    courses: tuple[Words, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Certificate:
    number: str
    code: str
    verification_url: str
    language: str  # the second of the pair; the first is English
    network_name: str
    issued_in: str  # the programme's issuing city
    issued_on: date
    city: City
    training: Training
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, kw_only=True)
class CompletionCertificate(_Certificate):
    person: Person
    score: int | None = None  # per cent; printed only where the programme says so


@dataclass(frozen=True, kw_only=True)
class ParticipationCertificate(_Certificate):
    person: Person


@dataclass(frozen=True, kw_only=True)
class CityCertificate(_Certificate):
    officials: tuple[NamedOfficial, ...]


@dataclass(frozen=True, kw_only=True)
class _Letter:
    reference: str
    language: str
    network_name: str
    issued_in: str
    issued_on: date
    city: City
    addressee: Person
    programme: Words
    edition: str
    signatory: Signatory


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """One file of a city's ZIP, as its cover letter lists it."""

    file_name: str
    number: str
    holder: Words


@dataclass(frozen=True, kw_only=True)
class CoverLetter(_Letter):
    enclosures: tuple[Enclosure, ...]
    verification_url: str


@dataclass(frozen=True, kw_only=True)
class InvitationLetter(_Letter):
    """`reply_by` is aware and in the city's own time zone: the letter prints it as it stands."""

    seats: int
    starts: date
    ends: date
    reply_by: datetime
    answer_url: str


Certificate = CompletionCertificate | ParticipationCertificate | CityCertificate
Letter = CoverLetter | InvitationLetter
Document = Certificate | Letter
