"""What is said of a certificate in public, as values for a page or for JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from certificates.addresses import verification_address
from certificates.models import Certificate
from certificates.queries.verification import Answer, Verification
from lms.network.seat import day_at_seat


@dataclass(frozen=True)
class Disclosure:
    """The public facts. `number` and `officials` are empty, and `holder` is initials, unless shown in full."""

    kind: str
    kind_label: str
    holder: str
    number: str
    programme: str
    city: str
    country: str
    starts: date
    ends: date
    issued_on: date
    issued_by: str
    officials: int


def disclosed(verification: Verification) -> Disclosure | None:
    certificate = verification.certificate
    if certificate is None:
        return None
    text, is_city = certificate.text, certificate.kind == Certificate.Kind.CITY
    return Disclosure(
        kind=certificate.kind,
        kind_label=certificate.get_kind_display(),
        holder=_holder(certificate, in_full=verification.in_full),
        number=str(certificate.number) if verification.in_full else "",
        programme=text["training"]["programme"]["english"],
        city=text["city"]["name"]["english"],
        country=text["city"]["country"]["english"],
        starts=date.fromisoformat(text["training"]["starts"]),
        ends=date.fromisoformat(text["training"]["ends"]),
        issued_on=date.fromisoformat(text["issued_on"]),
        issued_by=text["network_name"],
        officials=len(text["officials"]) if is_city else 0,
    )


def initials(name: str) -> str:
    """The first character of each part of a name: enough to see that a paper names somebody else."""
    return " ".join(f"{part[0]}." for part in name.replace("-", " ").split())


def as_json(verification: Verification) -> dict[str, Any]:
    """The fields of /verify/<code>.json, which docs/verification.md describes."""
    return {"status": str(verification.answer), **dict(_fields(verification))}


def _fields(verification: Verification) -> Iterator[tuple[str, Any]]:
    facts = disclosed(verification)
    if facts is None:
        return
    yield "kind", {"C": "completion", "P": "participation", "T": "city"}[facts.kind]
    yield "holder", facts.holder
    yield "in_full", verification.in_full
    if facts.number:
        yield "number", facts.number
    yield "programme", facts.programme
    yield "city", facts.city
    yield "country", facts.country
    yield "starts", facts.starts.isoformat()
    yield "ends", facts.ends.isoformat()
    yield "issued_on", facts.issued_on.isoformat()
    yield "issued_by", facts.issued_by
    if facts.officials:
        yield "officials", facts.officials
    yield from _what_became_of_it(verification)


def _what_became_of_it(verification: Verification) -> Iterator[tuple[str, Any]]:
    if verification.answer == Answer.SUPERSEDED and verification.successor:
        yield "superseded_by", verification_address(verification.successor.code)
    if revocation := verification.revocation:
        yield "revoked_on", _day(revocation.confirmed_at)
        yield "reason", revocation.reason


def _day(at: datetime | None) -> str:
    return day_at_seat(at=at).isoformat() if at else ""


def _holder(certificate: Certificate, *, in_full: bool) -> str:
    """A city is named; a person in full or by initials. Where two scripts are known, in the Latin one."""
    if certificate.kind == Certificate.Kind.CITY:
        return str(certificate.text["city"]["name"]["english"])
    name = str(certificate.text["person"]["name"]["english"])
    return name if in_full else initials(name)
