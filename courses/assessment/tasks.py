"""What the clock does to attempts."""

import logging

from celery import shared_task
from django.utils import timezone

from courses.assessment.actions import close_attempt
from courses.assessment.queries import attempts_to_close, enrolled_of

logger = logging.getLogger(__name__)


@shared_task(name="assessment.close_due")
def close_due() -> None:
    """Submit what was left open after its time. One that fails is logged and left; the others are not held up."""
    at = timezone.now()
    for attempt in attempts_to_close(at=at):
        try:
            close_attempt(enrolled=enrolled_of(attempt=attempt), attempt=attempt, by=None, at=at)
        except Exception:
            logger.exception("Attempt %s could not be closed", attempt.pk)
