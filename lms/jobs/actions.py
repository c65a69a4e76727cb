"""Asking for work, claiming it, ending it. Every write is one conditional statement, so two workers cannot both win."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F, Q

from lms.jobs.models import Job
from lms.jobs.nudge import nudge

LEASE = timedelta(seconds=60)
MOST_TRIES = 12
LONGEST_PAUSE = timedelta(minutes=15)


def ask_for_job(
    *,
    key: str,
    task: str,
    arguments: dict[str, Any],
    at: datetime,
    by: models.Model | None = None,
    queue: str = "interactive",
    total: int = 0,
) -> Job:
    """Record, in the caller's transaction, that `task` is to be called with `arguments`; ask twice, get the same row.

    After commit the broker is told; if that is lost, the sweep finds the row.
    """
    job, _created = Job.objects.get_or_create(
        key=key,
        defaults={
            "task": task, "arguments": arguments, "queue": queue, "total": total,
            "asked_at": at, "due_at": at, "asked_by_id": by.pk if by else None,
        },
    )  # fmt: skip
    transaction.on_commit(partial(nudge, job_id=job.pk, queue=job.queue))
    return job


@transaction.atomic
def ask_unless_waiting(*, task: str, arguments: dict[str, Any], at: datetime, queue: str) -> None:
    """As `ask_for_job`, unless a call waits that nobody has begun and that serves as well: the same, or one without
    arguments, which does everything. One that does everything takes the place of those that wait.

    What waits stays locked until the caller's commit, so it is not begun before it can see what the caller changed.
    """
    waiting = Job.objects.select_for_update(skip_locked=True).filter(task=task, state=Job.State.QUEUED, tries=0)
    if arguments:
        waiting = waiting.filter(Q(arguments=arguments) | Q(arguments={}))
    found = {job.pk: job.arguments for job in waiting}
    if arguments in found.values() or {} in found.values():
        return
    Job.objects.filter(pk__in=found).delete()
    ask_for_job(key=f"{task}:{uuid4()}", task=task, arguments=arguments, at=at, queue=queue)


def claim_job(*, job_id: int, at: datetime) -> Job | None:
    """Take the lease of a job that is due, or None if it is ended, held by another, or not due yet.

    A job whose every try ended with its worker, so that none could say why, ends here as failed.
    """
    claimed = Job.objects.filter(pk=job_id, state__in=[Job.State.QUEUED, Job.State.RUNNING], due_at__lte=at).update(
        state=Job.State.RUNNING, tries=F("tries") + 1, due_at=at + LEASE
    )
    if not claimed:
        return None
    job = Job.objects.get(pk=job_id)
    if job.tries <= MOST_TRIES:
        return job
    fail_job(job=job, error=job.error or "No worker survived a try.", at=at, final=True)
    return None


def extend_lease(*, job: Job, at: datetime, done: int | None = None, total: int | None = None) -> bool:
    """Say that this try is alive and how far it is; False if another try has taken over, and this one must stop."""
    counts = {name: value for name, value in (("done", done), ("total", total)) if value is not None}
    return bool(_this_try(job).update(due_at=at + LEASE, **counts))


def finish_job(*, job: Job, at: datetime) -> bool:
    return bool(_this_try(job).update(state=Job.State.DONE, ended_at=at, error=""))


def fail_job(*, job: Job, error: str, at: datetime, final: bool) -> None:
    """Put the job off (twice as long each time), or end it as failed when `final` or after MOST_TRIES."""
    if final or job.tries >= MOST_TRIES:
        _this_try(job).update(state=Job.State.FAILED, ended_at=at, error=error)
        return
    pause = min(timedelta(seconds=2**job.tries), LONGEST_PAUSE)
    _this_try(job).update(state=Job.State.QUEUED, due_at=at + pause, error=error)


def retry_job(*, job: Job, at: datetime) -> bool:
    """Open a failed job again; False if it has not failed."""
    opened = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.QUEUED, tries=0, due_at=at, ended_at=None
    )
    if opened:
        transaction.on_commit(partial(nudge, job_id=job.pk, queue=job.queue))
    return bool(opened)


def _this_try(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, tries=job.tries, state=Job.State.RUNNING)
