"""How far a batch is."""

from dataclasses import dataclass

from django.db.models import Count, Q

from certificates.models import Certificate, CertificateBatch

State = Certificate.State


@dataclass(frozen=True)
class Counts:
    """Of a batch: previewed or failed while it is prepared, issued once it is approved."""

    done: int
    failed: int
    total: int


def counts_of(*, batch_id: int) -> Counts:
    """Certificates of the batch, without those set aside."""
    batch = CertificateBatch.objects.get(pk=batch_id)
    kept = Certificate.objects.filter(batch=batch_id)
    if batch.state != CertificateBatch.State.DISCARDED:
        kept = kept.exclude(state=State.DISCARDED)
    prepared = batch.state == CertificateBatch.State.PREPARED
    done = Q(state__in=(State.PREVIEWED, State.FAILED)) if prepared else Q(state__in=Certificate.PUBLIC)
    return Counts(
        **kept.aggregate(done=Count("pk", filter=done), failed=Count("pk", filter=~Q(failure="")), total=Count("pk"))
    )
