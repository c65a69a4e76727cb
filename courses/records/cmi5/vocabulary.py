"""Identifiers of cmi5 (Quartz), and those under which this platform speaks of attempts, units and learners."""

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from courses.packages.cmi5.structure import Cmi5
from courses.records.actions import NAMESPACE
from courses.records.models import Attempt

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
LAUNCH_MODE = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
LAUNCH_URL = "https://w3id.org/xapi/cmi5/context/extensions/launchurl"
PUBLISHER = "https://w3id.org/xapi/cmi5/context/extensions/publisherid"
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
_ADL = "http://adlnet.gov/expapi/verbs/"
_OF_CMI5 = "https://w3id.org/xapi/adl/verbs/"
VERBS = {
    **{
        name: _ADL + name
        for name in ("launched", "initialized", "completed", "passed", "failed", "terminated", "waived")
    },
    **{name: _OF_CMI5 + name for name in ("abandoned", "waived", "satisfied")},
}
NAMES = {address: name for name, address in VERBS.items()}


def course_of(attempt: Attempt) -> Cmi5:
    return Cmi5.model_validate(attempt.revision.structure)


def registration_of(attempt: Attempt) -> UUID:
    return uuid5(NAMESPACE, f"registration:{attempt.code}")


def activity_of(attempt: Attempt, unit: int) -> str:
    """The platform's own id of a unit, as cmi5 asks for (8.1.5)."""
    return f"{settings.SITE_URL}/xapi/units/{attempt.revision_id}/{unit}"


def actor_of(attempt: Attempt) -> dict[str, Any]:
    """A name that says who it is to nobody but this platform."""
    name = str(uuid5(NAMESPACE, f"learner:{attempt.enrolment_id}"))
    return {"objectType": "Agent", "account": {"homePage": settings.SITE_URL, "name": name}}
