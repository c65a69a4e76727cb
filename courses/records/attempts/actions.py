"""Opening an attempt, keeping what a package remembers, and taking what it claims."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outline_of
from courses.outline.structure import EXERCISES, Activity, Exercises
from courses.packages.models import ContentRevision
from courses.packages.players.silence import says_nothing
from courses.packages.queries import revision_of
from courses.records.actions import NAMESPACE, NotInTheOutline, record_statement, statement_id
from courses.records.attempts.claims import Claim, Mark
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from lms.refusals import Refusal

LARGEST_STATES = 256 * 1024
"""Signs of all that one attempt remembers; a course presentation of a hundred slides keeps some ten thousand."""
MOST_STATES = 100
Verb = LearningRecord.Verb


class NoAttemptsLeft(Refusal):
    message: ClassVar[str | Promise] = _("You have used all %(attempts)s attempts at this exercise.")


class AttemptEnded(Refusal):
    message: ClassVar[str | Promise] = _("This attempt has ended; what it reports now does not count.")


class StateTooLarge(Refusal):
    message: ClassVar[str | Promise] = _("The exercise wants to remember more than there is room for.")


@transaction.atomic
def open_attempt(
    *, enrolled: EnrolledCourse, activity_key: str, again: bool = False, by: User, at: datetime
) -> Attempt:
    """The learner's attempt at an exercise: the one under way, else the last to look at, else the first.

    With `again` an attempt that has ended is followed by a new one, as long as the course allows another. The start of
    a new one is recorded; an exercise that reports nothing is completed by it where the course says so.
    """
    _lock(enrolled, by, at)
    outline = outline_of(revision=enrolled.revision)
    activity = _exercise(enrolled, activity_key)
    last = _attempts(enrolled, activity_key).last()
    if last and not (again and last.ended_at):
        return last
    number = last.number + 1 if last else 1
    if outline.exercises.attempts and number > outline.exercises.attempts:
        raise NoAttemptsLeft(attempts=outline.exercises.attempts)
    attempt = Attempt.objects.create(
        enrolment=enrolled.enrolment, course=enrolled.course, activity_key=activity_key, number=number, opened_at=at,
        revision=_revision(activity),
    )  # fmt: skip
    _record_start(enrolled, attempt, outline.exercises, by, at)
    return attempt


@transaction.atomic
def save_states(
    *, enrolled: EnrolledCourse, attempt: Attempt, states: Mapping[str, str | None], by: User, at: datetime
) -> None:
    """Keep what the package wants to find again under each key, or (None) forget it. Nothing here reads it.

    Also after the attempt has ended, so that its end can be looked at, but for the last attempt only.
    """
    _lock(enrolled, by, at)
    if attempt != _attempts(enrolled, attempt.activity_key).last():
        raise AttemptEnded
    kept = {key: data for key, data in states.items() if data is not None}
    held = AttemptState.objects.filter(attempt=attempt)
    others = held.exclude(key__in=states).aggregate(count=Count("pk"), size=Sum(Length("data"), default=0))
    if others["count"] + len(kept) > MOST_STATES or others["size"] + sum(map(len, kept.values())) > LARGEST_STATES:
        raise StateTooLarge
    held.filter(key__in=set(states) - set(kept)).delete()
    rows = [AttemptState(attempt=attempt, key=key, data=data, saved_at=at) for key, data in kept.items()]
    AttemptState.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["attempt", "key"], update_fields=["data", "saved_at"]
    )


@transaction.atomic
def claim_result(
    *,
    enrolled: EnrolledCourse,
    attempt: Attempt,
    claim: Claim,
    key: UUID,
    by: User,
    at: datetime,
) -> LearningRecord:
    """Record what the package says was reached, and end the attempt. Sent again under the same `key`, it counts once.

    The score of what can be marked here is ours; of anything else it is the package's word and marked as that. Raises
    NotPossible for a score that this content cannot give.
    """
    _lock(enrolled, by, at)
    attempt.refresh_from_db()
    given = uuid5(NAMESPACE, f"{attempt.code}:{key}")
    if known := LearningRecord.objects.filter(pk=statement_id(enrolled=enrolled, given=given)).first():
        return known
    if attempt.ended_at:
        raise AttemptEnded
    mark = claim.marked(attempt.revision)
    return _ended(enrolled, attempt, given, mark, claim.said() | mark.said(), by, at)


@transaction.atomic
def record_marked(
    *,
    enrolled: EnrolledCourse,
    activity_key: str,
    key: UUID,
    mark: Mark,
    result: dict[str, Any],
    by: User,
    at: datetime,
) -> LearningRecord:
    """Record what the server itself marked, as an attempt: the one under way, else another. Once for each `key`."""
    _lock(enrolled, by, at)
    if known := LearningRecord.objects.filter(pk=statement_id(enrolled=enrolled, given=key)).first():
        return known
    attempt = open_attempt(enrolled=enrolled, activity_key=activity_key, again=True, by=by, at=at)
    return _ended(enrolled, attempt, key, mark, result, by, at)


def _ended(
    enrolled: EnrolledCourse, attempt: Attempt, key: UUID, mark: Mark, result: dict[str, Any], by: User, at: datetime
) -> LearningRecord:
    record = record_statement(
        enrolled=enrolled, verb=Verb.COMPLETED, activity_key=attempt.activity_key, id=key, score=mark.score,
        success=mark.success, self_reported=mark.self_reported, result=result | {"attempt": attempt.number},
        attempt=attempt, by=by, at=at,
    )  # fmt: skip
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=at)
    return record


def _revision(activity: Activity) -> ContentRevision:
    """What the outline froze; where that is gone or was not frozen, what the content is now."""
    frozen = revision_of(content=activity.package, revision=activity.revision)
    shown = frozen or revision_of(content=activity.package, revision=None)
    if shown is None:
        raise NotInTheOutline
    return shown


def _exercise(enrolled: EnrolledCourse, activity_key: str) -> Activity:
    found = outline_of(revision=enrolled.revision).activity(activity_key)
    if found is None or found[1].kind not in EXERCISES:
        raise NotInTheOutline
    return found[1]


def _attempts(enrolled: EnrolledCourse, activity_key: str) -> QuerySet[Attempt]:
    of_course = Attempt.objects.filter(enrolment=enrolled.enrolment_id, course=enrolled.course_id)
    return of_course.filter(activity_key=activity_key).order_by("number")


def _lock(enrolled: EnrolledCourse, by: User, at: datetime) -> None:
    """The enrolment is locked so that a learner's tabs take turns."""
    rows = Enrolment.objects.select_related("city").select_for_update(of=("self",), no_key=True)
    check_may_learn(enrolment=rows.get(pk=enrolled.enrolment_id), by=by, at=at)


def _record_start(enrolled: EnrolledCourse, attempt: Attempt, policy: Exercises, by: User, at: datetime) -> None:
    verbs = [Verb.ATTEMPTED]
    if policy.viewed and says_nothing(attempt.revision):
        verbs.append(Verb.COMPLETED)
    for verb in verbs:
        result = {"attempt": attempt.number} | ({"viewed": True} if verb == Verb.COMPLETED else {})
        key = uuid5(NAMESPACE, f"{attempt.code}:{verb}")
        record_statement(
            enrolled=enrolled, verb=verb, activity_key=attempt.activity_key, id=key, result=result, attempt=attempt,
            success=True if verb == Verb.COMPLETED else None, by=by, at=at,
        )  # fmt: skip
