"""Ending sessions from which nothing has been heard for hours, so that what was reached in them is recorded."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.records.cmi5.models import UnitSession, UnitStatement
from courses.records.cmi5.sessions import abandon, abandon_open
from courses.records.models import Attempt, AttemptState
from lms.refusals import Refusal

logger = logging.getLogger(__name__)
SILENT = timedelta(hours=4)


def end_silent_sessions(*, at: datetime) -> int:
    """How many attempts had a session of which neither a statement nor a document has come for so long."""
    since = at - SILENT
    said = UnitStatement.objects.filter(session=OuterRef("pk"), stored_at__gt=since)
    kept = AttemptState.objects.filter(attempt=OuterRef("attempt"), saved_at__gt=since)
    silent = UnitSession.objects.filter(~Exists(said), ~Exists(kept), ended_at=None, launched_at__lte=since)
    attempts = list(
        Attempt.objects.select_related("revision", "enrolment__person").filter(pk__in=silent.values("attempt"))
    )
    for attempt in attempts:
        _end(attempt, at)
    return len(attempts)


def _end(attempt: Attempt, at: datetime) -> None:
    try:
        abandon_open(attempt=attempt, at=at)
    except Refusal as refusal:
        logger.info("What was reached in %s is not recorded: %s", attempt, refusal)
        with transaction.atomic():
            for left in attempt.unit_sessions.filter(ended_at=None):
                abandon(session=left, at=at)
