"""Taking certificates from a batch one by one, and writing down what became of each.

Any number of workers may take from one batch: each claims a certificate for a short time by one conditional update,
prints it outside any transaction, and records the result by another. What a killed worker held is free again when the
time is over; the same text gives the same bytes, so printing it twice does no harm.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from certificates.events import BatchIssued, CertificateIssued
from certificates.models import Certificate, CertificateBatch
from lms.audit.actions import audit
from lms.outbox.events import publish

HOLD = timedelta(seconds=45)
"""Shorter than a job's lease, so that the next try of the job finds what a killed worker held."""
TRIED_AT_ONCE = 20

State = Certificate.State


def claim_certificate(*, batch_id: int, state: str, at: datetime) -> Certificate | None:
    """One certificate of the batch in this state that nobody holds and that has not failed, held from now on."""
    free = Certificate.objects.filter(batch=batch_id, state=state, failure="").filter(
        Q(held_until=None) | Q(held_until__lte=at)
    )
    for pk in free.order_by("serial", "pk").values_list("pk", flat=True)[:TRIED_AT_ONCE]:
        if free.filter(pk=pk).update(held_until=at + HOLD):
            return Certificate.objects.get(pk=pk)
    return None


def forget_failures(*, batch_id: int) -> None:
    """Let what failed be tried again; called when a job begins."""
    failed = Certificate.objects.filter(batch=batch_id).exclude(failure="")
    failed.filter(state=State.APPROVED).update(failure="", held_until=None)
    failed.filter(state=State.FAILED).update(state=State.QUEUED, failure="", held_until=None)


def note_preview(*, certificate: Certificate, failure: str = "") -> None:
    """Queued to previewed, or to failed with the reason."""
    state = State.FAILED if failure else State.PREVIEWED
    Certificate.objects.filter(pk=certificate.pk, state=State.QUEUED).update(
        state=state, failure=failure, held_until=None
    )


def note_failure(*, certificate: Certificate, failure: str) -> None:
    """An approved certificate that could not be printed keeps its number and waits for another try."""
    Certificate.objects.filter(pk=certificate.pk, state=State.APPROVED).update(failure=failure, held_until=None)


@transaction.atomic
def issue_certificate(*, certificate: Certificate, file: str, sha256: str, at: datetime) -> bool:
    """Approved to issued, once; the certificate that it corrects is superseded in the same moment.

    Returns False if another worker was first.
    """
    row = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if row.state != State.APPROVED:
        return False
    if row.supersedes_id:
        old = Certificate.objects.filter(pk=row.supersedes_id, state__in=Certificate.IN_FORCE)
        old.update(state=State.SUPERSEDED)
    row.state, row.file, row.sha256, row.issued_at = State.ISSUED, file, sha256, at
    row.failure, row.held_until = "", None
    row.save(update_fields=["state", "file", "sha256", "issued_at", "failure", "held_until"])
    audit(action="certificate.issued", target=row, by=None, at=at, sha256=sha256)
    publish(CertificateIssued(certificate_id=row.pk), at=at)
    return True


@transaction.atomic
def finish_batch(*, batch_id: int, at: datetime) -> None:
    """Approved to issued, once, when nothing of the batch is left to issue."""
    batch = CertificateBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != CertificateBatch.State.APPROVED or in_state(batch_id=batch_id, state=State.APPROVED):
        return
    batch.state, batch.issued_at = CertificateBatch.State.ISSUED, at
    batch.save(update_fields=["state", "issued_at"])
    audit(action="batch.issued", target=batch, by=None, at=at)
    publish(BatchIssued(batch_id=batch.pk), at=at)


def in_state(*, batch_id: int, state: str) -> Sequence[Certificate]:
    return list(Certificate.objects.filter(batch=batch_id, state=state))
