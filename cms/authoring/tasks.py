"""Work that authoring leaves to workers."""

from celery import shared_task
from django.utils import timezone

from cms.authoring.actions import forget_old_drafts


@shared_task(name="authoring.forget_old_drafts")
def forget() -> None:
    forget_old_drafts(at=timezone.now())
