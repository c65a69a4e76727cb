"""Facts about certificates."""

from dataclasses import dataclass
from typing import ClassVar

from lms.outbox.events import DomainEvent


@dataclass(frozen=True)
class CertificateIssued(DomainEvent):
    wire_name: ClassVar[str] = "certificates.certificate-issued.v1"
    certificate_id: int


@dataclass(frozen=True)
class BatchIssued(DomainEvent):
    """Every certificate of the batch is issued."""

    wire_name: ClassVar[str] = "certificates.batch-issued.v1"
    batch_id: int


@dataclass(frozen=True)
class CertificateRevoked(DomainEvent):
    wire_name: ClassVar[str] = "certificates.certificate-revoked.v1"
    certificate_id: int
