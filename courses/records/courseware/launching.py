"""What a page and the objects of a package are told when a learner starts: addresses, and what SCORM hands over."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from django.urls import reverse

from courses.packages.players.courseware import courseware_address
from courses.packages.scorm.order import open_items
from courses.packages.scorm.structure import Item, Scorm
from courses.records.actions import NAMESPACE
from courses.records.courseware.actions import scorm_of, states_of
from courses.records.courseware.outcome import outcome_of, statuses_of
from courses.records.models import Attempt
from lms.accounts.models import User


def launch_of(attempt: Attempt, *, learner: User, at: datetime) -> dict[str, Any]:
    """For the script of the page: where to commit, and each item with what its object is told."""
    scorm, states = scorm_of(attempt.revision), states_of(attempt)
    opened = open_items(scorm, statuses_of(scorm, states))
    person = {"id": str(uuid5(NAMESPACE, f"learner:{attempt.enrolment_id}")), "name": learner.display_name}
    return {
        "ended": attempt.ended_at is not None,
        "commit": reverse("package_commit", args=[attempt.code]),
        "items": [
            {
                "title": item.title,
                "key": item.key,
                "sco": item.sco,
                "open": opened[place],
                "done": outcome_of(item, scorm.version, states.get(place)).done,
                "address": courseware_address(revision_id=attempt.revision_id, href=item.href, at=at),
                "told": _told(scorm, item, place) | {"cmi": states.get(place), "learner": person},
            }
            for place, item in enumerate(scorm.launched)
        ],
    }


def _told(scorm: Scorm, item: Item, place: int) -> dict[str, Any]:
    return {
        "version": scorm.version,
        "item": place,
        "mastery": item.mastery or _measure(scorm, item),
        "launch_data": item.launch_data,
        "time_allowed": item.time_allowed,
        "time_action": item.time_action,
        # Each object has the library to itself, which can follow rules between objects only where it has them all.
        "sequencing": scorm.sequencing if len(scorm.launched) == 1 else None,
    }


def _measure(scorm: Scorm, item: Item) -> str:
    """SCORM 2004: the scaled score that satisfies the primary objective, where a measure does."""
    waiting = [scorm.sequencing["activityTree"]] if scorm.sequencing else []
    while waiting:
        activity = waiting.pop()
        if activity.get("id") == item.key:
            primary = activity.get("primaryObjective", {})
            return str(primary.get("minNormalizedMeasure", "1")) if primary.get("satisfiedByMeasure") else ""
        waiting.extend(activity.get("children", ()))
    return ""
