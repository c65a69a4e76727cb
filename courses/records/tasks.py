"""What the clock does with records."""

from celery import shared_task
from django.utils import timezone

from courses.records.cmi5.silence import end_silent_sessions


@shared_task(name="records.end_silent")
def end_silent() -> None:
    end_silent_sessions(at=timezone.now())
