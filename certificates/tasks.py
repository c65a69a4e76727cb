"""The jobs of the certificate office."""

from celery import shared_task
from django.utils import timezone

from certificates import issuing, letters
from certificates.actions import notices


@shared_task(name="certificates.preview_batch")
def preview_batch(*, batch_id: int) -> None:
    issuing.preview_batch(batch_id=batch_id, now=timezone.now)


@shared_task(name="certificates.issue_batch")
def issue_batch(*, batch_id: int) -> None:
    issuing.issue_batch(batch_id=batch_id, now=timezone.now)


@shared_task(name="certificates.tell_holder")
def tell_holder(*, certificate_id: int) -> None:
    notices.tell_holder(certificate_id=certificate_id, at=timezone.now())


@shared_task(name="certificates.tell_cities")
def tell_cities(*, batch_id: int) -> None:
    notices.tell_cities(batch_id=batch_id, at=timezone.now())


@shared_task(name="certificates.tell_revocation")
def tell_revocation(*, certificate_id: int) -> None:
    notices.tell_revocation(certificate_id=certificate_id, at=timezone.now())


@shared_task(name="certificates.freeze_letter")
def freeze_letter(*, invitation_id: int) -> None:
    letters.freeze_letter(invitation_id=invitation_id, at=timezone.now())
