"""What this platform itself says about units: launched, abandoned, waived, satisfied."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from courses.records.cmi5.models import UnitSession, UnitStatement
from courses.records.cmi5.vocabulary import (
    CMI5,
    MASTERY,
    REASON,
    SESSION,
    VERBS,
    activity_of,
    actor_of,
    course_of,
    registration_of,
)
from courses.records.models import Attempt


def say(
    verb: str,
    *,
    attempt: Attempt,
    at: datetime,
    unit: int | None = None,
    session: UnitSession | None = None,
    about: str = "",
    reason: str = "",
) -> UnitStatement:
    """About a unit by its number, or about a block or the course by the publisher's id."""  # fmt: skip
    object_id = activity_of(attempt, unit) if unit is not None else about
    context: dict[str, Any] = {
        "registration": str(registration_of(attempt)),
        "contextActivities": {"category": [{"id": CMI5}], "grouping": [{"id": _publisher(attempt, unit, about)}]},
        "extensions": {SESSION: str(session.pk if session else uuid4())},
    }
    if unit is not None and (mastery := course_of(attempt).units[unit].mastery) is not None and verb == "launched":
        context["extensions"][MASTERY] = float(mastery)
    key = uuid4()
    statement: dict[str, Any] = {
        "id": str(key), "actor": actor_of(attempt), "verb": {"id": VERBS[verb]}, "timestamp": at.isoformat(),
        "object": {"objectType": "Activity", "id": object_id}, "context": context,
    }  # fmt: skip
    if reason:
        statement["result"] = {"success": True, "completion": True, "extensions": {REASON: reason}}
    return UnitStatement.objects.create(
        id=key, attempt=attempt, session=session, unit=unit, verb=verb, object_id=object_id,
        statement=statement, stored_at=at,
    )  # fmt: skip


def _publisher(attempt: Attempt, unit: int | None, about: str) -> str:
    return course_of(attempt).units[unit].key if unit is not None else about
