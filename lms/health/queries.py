from datetime import datetime, timedelta

from lms.health.models import Heartbeat

FRESH = timedelta(minutes=1)


def worker_was_seen(*, at: datetime) -> bool:
    """Whether any worker took a job in the minute before `at`."""
    return Heartbeat.objects.filter(seen_at__gte=at - FRESH).exists()
