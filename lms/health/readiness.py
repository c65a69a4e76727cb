"""What must work before this installation can serve: each part is tried, not asked about."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from lms.health.queries import worker_was_seen

logger = logging.getLogger(__name__)

BROKER_TIMEOUT = 2


class PartIsDown(Exception):
    """A part answers, but not as it must. The text is shown to the public, so it names no address."""


@dataclass(frozen=True)
class Finding:
    part: str
    ready: bool
    milliseconds: float
    reason: str = ""


def database(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def broker_address() -> str:
    return str(settings.CELERY_BROKER_URL)


def broker(at: datetime) -> None:
    with current_app.connection_for_write(broker_address()) as line:
        line.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_TIMEOUT)


def worker(at: datetime) -> None:
    if not worker_was_seen(at=at):
        raise PartIsDown("no worker was seen in the last minute")


def storage(at: datetime) -> None:
    """Write, read back and delete a small file where certificates are kept."""
    shelf, text = storages["private"], at.isoformat().encode()
    name = shelf.save(f"health/{uuid4().hex}.txt", ContentFile(text))
    try:
        with shelf.open(name) as written:
            if written.read() != text:
                raise PartIsDown("a file came back changed")
    finally:
        shelf.delete(name)


PARTS: tuple[Callable[[datetime], None], ...] = (database, broker, worker, storage)


def findings(*, at: datetime) -> list[Finding]:
    return [examine(part, at=at) for part in PARTS]


def examine(part: Callable[[datetime], None], *, at: datetime) -> Finding:
    """Try one part. A failure is logged in full and told by its kind: drivers' messages carry addresses."""
    started = perf_counter()
    reason = ""
    try:
        part(at)
    except PartIsDown as down:
        reason = str(down)
    except Exception as error:
        logger.warning("%s is not ready", part.__name__, exc_info=error)
        reason = type(error).__name__
    return Finding(part.__name__, not reason, round((perf_counter() - started) * 1000, 1), reason)
