"""Celery: the broker, what is promised when it is away, and what beat does and when."""

from typing import Any

import environ

from lms.settings.reading import checked

env = environ.Env()

CELERY_BROKER_URL = checked(env, "CELERY_BROKER_URL", default="memory://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A nudge may be lost (every job is a row that a sweep finds), so a request never waits long for the broker.
# The retries are kombu's own when it connects, which else wait for 2 and 4 seconds at every message.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": 1, "socket_timeout": 5,
    "max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0,
}  # fmt: skip
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"


def _every(seconds: int, task: str, queue: str = CELERY_TASK_DEFAULT_QUEUE) -> dict[str, Any]:
    """One that waited longer for a worker than until the next is dropped: a day's worth of sweeps would bury it."""
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 60), "queue": queue}}


CELERY_BEAT_SCHEDULE = {
    "sweep jobs": _every(10, "jobs.sweep"),
    "fold what was left": _every(5, "progress.sweep"),
    "heartbeat": _every(15, "health.heartbeat"),
    "start enrolments": _every(300, "enrolment.start_due"),
    "close enrolments": _every(300, "progress.close_overdue"),
    "close quiz attempts": _every(60, "assessment.close_due"),
    "end silent units": _every(600, "records.end_silent"),
    "publish scheduled pages": _every(60, "cms.publish_scheduled"),
    "freeze what was left": _every(60, "cms.freeze_left"),
    "render shells": _every(3600, "cms.render_shells", queue="batch"),
    "sweep packages": _every(3600, "packages.sweep", queue="batch"),
    "sweep uploads": _every(3600, "assignments.sweep_uploads", queue="batch"),
    "forget old drafts": _every(3600, "authoring.forget_old_drafts", queue="batch"),
    "expire invitations": _every(600, "programmes.expire_invitations"),
}
