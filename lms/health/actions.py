from datetime import datetime, timedelta

from lms.health.models import Heartbeat

FORGOTTEN_AFTER = timedelta(days=1)


def record_heartbeat(*, worker: str, at: datetime) -> None:
    """Note that `worker` took a job at `at`, and forget workers that have been gone for a day."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": at})
    Heartbeat.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()
