"""Folding, and what the calendar decides."""

import logging

from celery import shared_task
from django.utils import timezone

from courses.enrolment.queries import overdue_enrolments
from courses.progress.actions import close_enrolment, fold_enrolment
from courses.progress.models import UnfoldedEnrolment

logger = logging.getLogger(__name__)
SWEPT_AT_ONCE = 500


@shared_task(name="progress.fold")
def fold(*, enrolment_id: int) -> None:
    """Bring one enrolment up to date. Sent after each record; once one of them has folded, the rest find no work."""
    if UnfoldedEnrolment.objects.filter(pk=enrolment_id).exists():
        fold_enrolment(enrolment_id=enrolment_id, at=timezone.now())


@shared_task(name="progress.follow_enrolment")
def follow_enrolment(*, enrolment_id: int, state: str = "") -> None:
    """An enrolment was made or changed its state: its progress begins, its city's figures follow."""
    fold_enrolment(enrolment_id=enrolment_id, at=timezone.now())


@shared_task(name="progress.sweep")
def sweep() -> None:
    """Fold what no nudge reached. One that fails is logged and left; it does not hold up the others."""
    waiting = UnfoldedEnrolment.objects.order_by("since").values_list("pk", flat=True)
    for enrolment_id in list(waiting[:SWEPT_AT_ONCE]):
        try:
            fold_enrolment(enrolment_id=enrolment_id, at=timezone.now())
        except Exception:
            logger.exception("Enrolment %s could not be folded", enrolment_id)


@shared_task(name="progress.close_overdue")
def close_overdue() -> None:
    """Decide the enrolments whose deadline has passed in their city: participated or incomplete."""
    at = timezone.now()
    for enrolment in overdue_enrolments(at=at):
        try:
            close_enrolment(enrolment_id=enrolment.pk, at=at)
        except Exception:
            logger.exception("Enrolment %s could not be closed", enrolment.pk)
