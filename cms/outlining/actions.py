"""Freezing a course after its pages have changed."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils import timezone

from cms.after_commit import once_after_commit
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


def freeze_after_commit(*, key: UUID, by: User | None) -> None:
    once_after_commit(("freeze", key), partial(_freeze_if_possible, key=key, by=by))


def _freeze_if_possible(*, key: UUID, by: User | None) -> None:
    try:
        freeze_course(key=key, by=by, at=timezone.now())
    except CourseCannotBeFrozen as refusal:
        # The editor is told by the page's panel and a message (cms.wagtail_hooks).
        logger.info("Course %s was not frozen: %s", key, refusal)
