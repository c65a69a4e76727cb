"""State documents of a unit: LMS.LaunchData as cmi5 asks for it (10), and what the unit keeps for itself."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.records.cmi5.models import UnitSession
from courses.records.cmi5.rules import BadStatement, NotAllowed
from courses.records.cmi5.statements import locked
from courses.records.cmi5.vocabulary import CMI5, LAUNCH_DATA, SESSION, course_of
from courses.records.models import AttemptState
from lms.refusals import Refusal

LARGEST = 256 * 1024
MOST = 50
"""Documents of one attempt."""


JSON = "application/json"
Document = tuple[str, str]
"""Its type and its text."""


class Changed(Refusal):
    """What xAPI answers with 412."""

    message: ClassVar[str | Promise] = _("The document has changed since it was read.")


class TooMuchKept(Refusal):
    message: ClassVar[str | Promise] = _("The package wants to remember more than there is room for.")


@dataclass(frozen=True)
class Condition:
    """If-Match and If-None-Match, as they were sent."""

    match: str = ""
    none_match: str = ""

    def holds(self, known: Document | None) -> bool:
        matches = not self.match or (known is not None and _named(self.match, etag_of(known)))
        return matches and not (self.none_match and known is not None and _named(self.none_match, etag_of(known)))


def etag_of(found: Document) -> str:
    return f'"{hashlib.sha256(found[1].encode()).hexdigest()[:32]}"'


def _named(header: str, etag: str) -> bool:
    return any(one.strip().removeprefix("W/") in ("*", etag) for one in header.split(","))


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


def document(session: UnitSession, name: str) -> Document | None:
    if name == LAUNCH_DATA:
        return JSON, json.dumps(launch_data(session))
    kept = AttemptState.objects.filter(attempt=session.attempt, key=_key(session, name)).first()
    if kept is None:
        return None
    kind, _end, text = kept.data.partition("\n")
    return kind, text


def names_of(session: UnitSession) -> list[str]:
    prefix = _key(session, "")
    kept = AttemptState.objects.filter(attempt=session.attempt, key__startswith=prefix).values_list("key", flat=True)
    return [LAUNCH_DATA, *(key.removeprefix(prefix) for key in kept)]


@transaction.atomic
def keep_document(
    *, session: UnitSession, name: str, kind: str, text: str, merge: bool, condition: Condition, at: datetime
) -> None:
    """With `merge` into what is there, key by key, as xAPI has it for POST (1.0.3, 2.3)."""
    known = _known_for_writing(session, name, condition, at)
    if merge and known is not None:
        text = _merged(known, (kind, text), name)
    others = AttemptState.objects.filter(attempt=session.attempt).exclude(key=_key(session, name))
    if len(text) > LARGEST or others.count() >= MOST:
        raise TooMuchKept
    AttemptState.objects.update_or_create(
        attempt=session.attempt, key=_key(session, name), defaults={"data": f"{kind}\n{text}", "saved_at": at}
    )


@transaction.atomic
def forget_document(*, session: UnitSession, name: str, condition: Condition, at: datetime) -> None:
    _known_for_writing(session, name, condition, at)
    AttemptState.objects.filter(attempt=session.attempt, key=_key(session, name)).delete()


def _known_for_writing(session: UnitSession, name: str, condition: Condition, at: datetime) -> Document | None:
    """Locks the enrolment: writers take turns, and only who may learn is heard, in a session that is open."""
    locked(session.attempt, at)
    session.refresh_from_db(fields=["ended_at"])
    if session.ended_at is not None:
        raise NotAllowed(part="terminated")
    known = document(session, name)
    if not condition.holds(known):
        raise Changed
    return known


def _merged(known: Document, more: Document, name: str) -> str:
    both = []
    for kind, text in (known, more):
        try:
            both.append(json.loads(text) if kind == JSON else None)
        except (ValueError, RecursionError) as error:
            raise BadStatement(part=name) from error
    old, new = both
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise BadStatement(part=name)
    return json.dumps(old | new, ensure_ascii=False)


def _key(session: UnitSession, name: str) -> str:
    return f"cmi5:{session.unit}:{name}"
