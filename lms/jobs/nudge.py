"""Telling the broker that a row waits. A nudge may be lost; the sweep finds the row."""

import logging
from typing import Any

from celery import current_app

logger = logging.getLogger(__name__)


def send(task: str, *, queue: str, **arguments: Any) -> None:
    """Send `task` to the broker, and go on without it when the broker is away."""
    try:
        current_app.send_task(task, kwargs=arguments, queue=queue, ignore_result=True)
    except Exception:
        logger.warning("The broker did not take %s; the sweep will.", task, exc_info=True)


def nudge(*, job_id: int, queue: str) -> None:
    send("jobs.perform", queue=queue, job_id=job_id)
