"""What a verifier is told. Answers are the same for a code that does not exist and one not issued yet.

A code alone (it is in the QR code, so it travels with every photograph of a certificate) shows what was awarded and
to which city, and the holder's initials. Number and code together, or the file, show the name in full.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, QuerySet

from certificates.models import Certificate, Revocation
from certificates.numbers import tidied
from certificates.render import identity_of


class Answer(StrEnum):
    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN = "unknown"


_ANSWERS = {
    Certificate.State.ISSUED: Answer.VALID,
    Certificate.State.DELIVERED: Answer.VALID,
    Certificate.State.SUPERSEDED: Answer.SUPERSEDED,
    Certificate.State.REVOKED: Answer.REVOKED,
}


@dataclass(frozen=True)
class Verification:
    """`in_full`: whether the asker has shown number and code, or the file, and may read the name.

    `by_file`: whether a file was asked about.
    """

    answer: Answer
    certificate: Certificate | None = None
    in_full: bool = False
    by_file: bool = False

    @property
    def successor(self) -> Certificate | None:
        """The certificate that took this one's place."""
        return getattr(self.certificate, "superseded_by", None)

    @property
    def revocation(self) -> Revocation | None:
        return self.certificate.confirmed_revocations[0] if self.answer == Answer.REVOKED else None  # type: ignore[union-attr]


UNKNOWN = Verification(Answer.UNKNOWN)


def verify_code(*, code: str, number: str = "") -> Verification:
    """By the verification code; with the number too, which must belong to it, the name is shown."""
    certificate = _published().filter(code=code).first()
    number = tidied(number)
    if certificate is None or (number and number != certificate.number):
        return UNKNOWN
    return Verification(_ANSWERS[Certificate.State(certificate.state)], certificate, in_full=bool(number))


def verify_file(*, pdf: bytes) -> Verification:
    """By the file: known byte for byte; or known by the code that it claims, but changed since; or unknown.

    A changed file shows the name only to who has the number too.
    """
    certificate = _published().filter(sha256=hashlib.sha256(pdf).hexdigest()).first()
    if certificate:
        return Verification(_ANSWERS[Certificate.State(certificate.state)], certificate, in_full=True, by_file=True)
    number, code = identity_of(pdf) or ("", "")
    certificate = _published().filter(code=code).first() if code else None
    if certificate is None:
        return Verification(Answer.UNKNOWN, by_file=True)
    return Verification(Answer.ALTERED, certificate, in_full=number == certificate.number, by_file=True)


def _published() -> QuerySet[Certificate]:
    confirmed = Prefetch(
        "revocations", Revocation.objects.filter(confirmed_by__isnull=False), to_attr="confirmed_revocations"
    )
    return (
        Certificate.objects.filter(state__in=Certificate.PUBLIC)
        .select_related("superseded_by")
        .prefetch_related(confirmed)
    )
