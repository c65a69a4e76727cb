"""Freezing a course after its pages have changed."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.outlining.reading import CourseCannotBeFrozen, outline_of
from courses.outline.actions import publish_outline, withdraw_course
from courses.outline.models import OutlineRevision
from lms.accounts.models import User

logger = logging.getLogger(__name__)


def freeze_course(*, key: UUID, by: User | None, at: datetime) -> OutlineRevision | None:
    """Freeze the live pages of the course; withdraw it if none is live.

    Raises CourseCannotBeFrozen; the revision frozen before then stays in force.
    """
    outline = outline_of(key)
    if outline is None:
        withdraw_course(key=key)
        return None
    return publish_outline(outline=outline, by=by, at=at)


@dataclass
class PendingFreeze:
    """Called after commit. One waits for each course, so a transaction that publishes sixty pages freezes once."""

    key: UUID
    by: User | None
    waiting: bool = True

    def __call__(self) -> None:
        self.waiting = False
        try:
            freeze_course(key=self.key, by=self.by, at=timezone.now())
        except CourseCannotBeFrozen as refusal:
            # The editor is told by the page's panel and a message (cms.wagtail_hooks).
            logger.info("Course %s was not frozen: %s", self.key, refusal)


def freeze_after_commit(*, key: UUID, by: User | None) -> None:
    # What a rolled back savepoint had asked for is no longer in this list, so nothing is forgotten.
    asked = [entry[1] for entry in transaction.get_connection().run_on_commit]
    if not any(isinstance(other, PendingFreeze) and other.key == key and other.waiting for other in asked):
        transaction.on_commit(PendingFreeze(key=key, by=by))
