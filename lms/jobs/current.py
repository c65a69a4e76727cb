"""The job that this thread works on, so that a task can say how far it is without knowing about rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from lms.jobs.actions import extend_lease
from lms.jobs.models import Job

_current: ContextVar[Job | None] = ContextVar("job", default=None)


class LeaseLost(Exception):
    """Another worker has taken this job over; the present one must stop."""


@contextmanager
def working_on(job: Job) -> Iterator[None]:
    token = _current.set(job)
    try:
        yield
    finally:
        _current.reset(token)


def report_progress(*, done: int, total: int, at: datetime) -> None:
    """Show how many of `total` units are done and keep the lease; outside a job it does nothing.

    Raises LeaseLost when another try has taken over.
    """
    job = _current.get()
    if job is not None and not extend_lease(job=job, at=at, done=done, total=total):
        raise LeaseLost(job.key)
