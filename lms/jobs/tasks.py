"""The two tasks that carry every job: perform one, and sweep up those that were left."""

import logging

from celery import current_app, shared_task
from django.utils import timezone

from lms.jobs.actions import claim_job, fail_job, finish_job
from lms.jobs.current import working_on
from lms.jobs.nudge import nudge
from lms.jobs.queries import due_jobs
from lms.refusals import Refusal

logger = logging.getLogger(__name__)
SWEPT_AT_ONCE = 500


@shared_task(name="jobs.perform")
def perform(*, job_id: int) -> None:
    """Claim the job and call its task here; a Refusal is final, any other error is tried again later."""
    job = claim_job(job_id=job_id, at=timezone.now())
    if job is None:
        return
    try:
        with working_on(job):
            current_app.tasks[job.task].run(**job.arguments)
    except Exception as error:
        logger.exception("Job %s failed on try %s", job.key, job.tries)
        fail_job(job=job, error=_in_words(error), at=timezone.now(), final=_is_final(error))
    else:
        finish_job(job=job, at=timezone.now())


@shared_task(name="jobs.sweep")
def sweep() -> None:
    for job in due_jobs(at=timezone.now())[:SWEPT_AT_ONCE]:
        nudge(job_id=job.pk, queue=job.queue)


def _is_final(error: Exception) -> bool:
    """A rule said no, or this build knows no such task: trying again would change nothing."""
    return isinstance(error, Refusal | current_app.tasks.NotRegistered)


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:2000]
