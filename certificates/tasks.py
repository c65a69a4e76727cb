"""The jobs of the certificate office."""

from celery import shared_task
from django.utils import timezone

from certificates import issuing


@shared_task(name="certificates.preview_batch")
def preview_batch(*, batch_id: int) -> None:
    issuing.preview_batch(batch_id=batch_id, now=timezone.now)


@shared_task(name="certificates.issue_batch")
def issue_batch(*, batch_id: int) -> None:
    issuing.issue_batch(batch_id=batch_id, now=timezone.now)
