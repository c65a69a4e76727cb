"""Keeping what an object of a package commits, and recording what the package comes to."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.packages.models import ContentRevision
from courses.packages.scorm.order import open_items
from courses.packages.scorm.structure import Scorm
from courses.records.actions import NotInTheOutline
from courses.records.attempts.actions import AttemptEnded, claim_result
from courses.records.courseware.outcome import claim_of, outcome_of, statuses_of
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from lms.refusals import Refusal

LARGEST = 256 * 1024
"""Signs of what one object keeps: SCORM 2004 lets it suspend 64,000, beside its interactions."""
LARGEST_OF_ATTEMPT = 4 * LARGEST
_PREFIX = "cmi:"
_KEY = re.compile(r"cmi:([0-9]{1,4})")
_ONCE = UUID("0f0c7a55-3d2b-5b7e-9a2c-0b6f6f0a9c11")


class TooMuchToKeep(Refusal):
    message: ClassVar[str | Promise] = _("The package wants to remember more than there is room for.")


class NotYet(Refusal):
    message: ClassVar[str | Promise] = _("This part of the package is not open now.")


def scorm_of(revision: ContentRevision) -> Scorm:
    return Scorm.model_validate(revision.structure)


def states_of(attempt: Attempt) -> dict[int, dict[str, Any]]:
    """By the number of the item, what each object has set so far. What is not of that form is nobody's."""
    kept = AttemptState.objects.filter(attempt=attempt, key__startswith=_PREFIX).values_list("key", "data")
    found = ((_KEY.fullmatch(key), _values(data)) for key, data in kept)
    return {int(named[1]): values for named, values in found if named and values is not None}


def _values(data: str) -> dict[str, Any] | None:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


@dataclass(frozen=True)
class Kept:
    """Whether the object is done by what it committed, and which items are open now; the record, where the package has
    thereby come to its end."""

    done: bool
    open: list[bool]
    record: LearningRecord | None


@transaction.atomic
def keep_commit(
    *,
    enrolled: EnrolledCourse,
    attempt: Attempt,
    item: int,
    cmi: Mapping[str, Any],
    finished: bool,
    by: User,
    at: datetime,
) -> Kept:
    """Keep what an object has set; once the attempt has ended, nothing more is kept.

    `finished` is said when the object has ended its session: until then it may still change its mind.
    """  # fmt: skip
    _lock(enrolled, by, at)
    attempt.refresh_from_db(fields=["ended_at"])
    if attempt.ended_at:
        raise AttemptEnded
    scorm = scorm_of(attempt.revision)
    if not 0 <= item < len(scorm.launched):
        raise NotInTheOutline
    states = states_of(attempt)
    if not open_items(scorm, statuses_of(scorm, states))[item]:
        raise NotYet
    _keep(attempt, f"{_PREFIX}{item}", json.dumps(cmi, ensure_ascii=False), at)
    done = outcome_of(scorm.launched[item], scorm.version, cmi).done
    opened = open_items(scorm, statuses_of(scorm, states | {item: dict(cmi)}))
    return Kept(done, opened, _recorded(enrolled, attempt, scorm, by, at) if finished else None)


def _keep(attempt: Attempt, key: str, data: str, at: datetime) -> None:
    others = AttemptState.objects.filter(attempt=attempt).exclude(key=key)
    held: int = others.aggregate(size=Sum(Length("data"), default=0))["size"]
    if len(data) > LARGEST or held + len(data) > LARGEST_OF_ATTEMPT:
        raise TooMuchToKeep
    AttemptState.objects.update_or_create(attempt=attempt, key=key, defaults={"data": data, "saved_at": at})


@transaction.atomic
def settle_attempt(*, enrolled: EnrolledCourse, attempt: Attempt, by: User, at: datetime) -> LearningRecord | None:
    """Record what was reached in a session whose end never arrived: a lid was closed, a link was lost."""
    _lock(enrolled, by, at)
    return _recorded(enrolled, attempt, scorm_of(attempt.revision), by, at)


def _recorded(
    enrolled: EnrolledCourse, attempt: Attempt, scorm: Scorm, by: User, at: datetime
) -> LearningRecord | None:
    attempt.refresh_from_db(fields=["ended_at"])
    claim = None if attempt.ended_at else claim_of(scorm, states_of(attempt))
    if claim is None:
        return None
    once = uuid5(_ONCE, attempt.code)
    return claim_result(enrolled=enrolled, attempt=attempt, claim=claim, key=once, by=by, at=at)


def _lock(enrolled: EnrolledCourse, by: User, at: datetime) -> None:
    """The enrolment is locked so that a learner's tabs take turns."""
    rows = Enrolment.objects.select_related("city").select_for_update(of=("self",), no_key=True)
    check_may_learn(enrolment=rows.get(pk=enrolled.enrolment_id), by=by, at=at)
