"""State documents of a unit: LMS.LaunchData as cmi5 asks for it (10), and what the unit keeps for itself."""

import json
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.records.cmi5.models import UnitSession
from courses.records.cmi5.vocabulary import CMI5, LAUNCH_DATA, SESSION, course_of
from courses.records.models import AttemptState
from lms.refusals import Refusal

LARGEST = 256 * 1024
MOST = 50
"""Documents of one attempt."""


class TooMuchKept(Refusal):
    message: ClassVar[str | Promise] = _("The package wants to remember more than there is room for.")


def launch_data(session: UnitSession) -> dict[str, Any]:
    unit = course_of(session.attempt).units[session.unit]
    data: dict[str, Any] = {
        "contextTemplate": {
            "contextActivities": {"category": [{"id": CMI5}], "grouping": [{"objectType": "Activity", "id": unit.key}]},
            "extensions": {SESSION: str(session.pk)},
        },
        "launchMode": "Review" if session.review else "Normal",
        "launchMethod": "OwnWindow" if unit.own_window else "AnyWindow",
        "moveOn": unit.move_on,
        "launchParameters": unit.launch_parameters,
    }
    if unit.mastery is not None:
        data["masteryScore"] = float(unit.mastery)
    if unit.entitlement_key:
        data["entitlementKey"] = {"courseStructure": unit.entitlement_key}
    return data


def document(session: UnitSession, name: str) -> tuple[str, str] | None:
    """Its type and its text."""
    if name == LAUNCH_DATA:
        return "application/json", json.dumps(launch_data(session))
    kept = AttemptState.objects.filter(attempt=session.attempt, key=_key(session, name)).first()
    if kept is None:
        return None
    kind, _end, text = kept.data.partition("\n")
    return kind, text


def names_of(session: UnitSession) -> list[str]:
    prefix = _key(session, "")
    kept = AttemptState.objects.filter(attempt=session.attempt, key__startswith=prefix).values_list("key", flat=True)
    return [LAUNCH_DATA, *(key.removeprefix(prefix) for key in kept)]


def keep_document(*, session: UnitSession, name: str, kind: str, text: str, at: datetime) -> None:
    others = AttemptState.objects.filter(attempt=session.attempt).exclude(key=_key(session, name))
    if len(text) > LARGEST or others.count() >= MOST:
        raise TooMuchKept
    AttemptState.objects.update_or_create(
        attempt=session.attempt, key=_key(session, name), defaults={"data": f"{kind}\n{text}", "saved_at": at}
    )


def forget_document(*, session: UnitSession, name: str) -> None:
    AttemptState.objects.filter(attempt=session.attempt, key=_key(session, name)).delete()


def _key(session: UnitSession, name: str) -> str:
    return f"cmi5:{session.unit}:{name}"
