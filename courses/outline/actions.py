"""Freezing an outline."""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.outline.events import OutlinePublished
from courses.outline.models import Course, OutlineRevision
from courses.outline.structure import Outline
from lms.accounts.models import User
from lms.outbox.events import publish


@transaction.atomic
def publish_outline(*, outline: Outline, by: User | None, at: datetime) -> OutlineRevision:
    """Freeze `outline` as the course's newest revision; the same content again returns the revision that holds it."""
    title = outline.text(outline.titles, outline.language)
    course, _created = Course.objects.select_for_update().update_or_create(
        key=UUID(outline.key), defaults={"slug": outline.slug, "title": title, "withdrawn": False}
    )
    data = outline.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    if course.latest is not None and course.latest.digest == digest:
        return course.latest
    revision = OutlineRevision.objects.create(
        course=course, number=(course.latest.number + 1 if course.latest else 1), data=data, digest=digest,
        published_at=at, published_by=by,
    )  # fmt: skip
    course.latest = revision
    course.save(update_fields=["latest"])
    publish(OutlinePublished(course_id=course.pk, revision_id=revision.pk), at=at)
    return revision


def withdraw_course(*, key: UUID) -> None:
    """Take the course from the catalogue; who is enrolled keeps their revision."""
    Course.objects.filter(key=key).update(withdrawn=True)
