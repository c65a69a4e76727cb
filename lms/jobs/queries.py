"""Which jobs wait."""

from datetime import datetime

from django.db.models import QuerySet

from lms.jobs.models import Job


def due_jobs(*, at: datetime) -> QuerySet[Job]:
    """Jobs that nobody holds: never claimed, put off until now, or held by a worker whose lease ran out."""
    return Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING], due_at__lte=at).order_by("due_at")
