"""Opening an attempt, keeping what a package remembers, and taking what it claims."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outline_of
from courses.outline.structure import Activity, Exercises
from courses.packages.models import ContentRevision
from courses.packages.players.silence import says_nothing
from courses.records.actions import EXERCISES, NAMESPACE, NotInTheOutline, record_statement, statement_id
from courses.records.attempts.claims import Claim
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from lms.refusals import Refusal

LARGEST_STATE = 256 * 1024
"""Signs of one state; the largest that a course presentation of a hundred slides was seen to keep has 30,000."""
MOST_STATES = 200
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
        revision=revision_shown(activity),
    )  # fmt: skip
    _record_start(enrolled, attempt, outline.exercises, by, at)
    return attempt


@transaction.atomic
def save_state(
    *, enrolled: EnrolledCourse, attempt: Attempt, key: str, data: str | None, by: User, at: datetime
) -> None:
    """Keep what the package wants to find again under `key`, or (None) forget it. Nothing here reads it.

    Also after the attempt has ended, so that its end can be looked at, but for the last attempt only.
    """
    _lock(enrolled, by, at)
    states = AttemptState.objects.filter(attempt=attempt)
    if attempt != _attempts(enrolled, attempt.activity_key).last():
        raise AttemptEnded
    if data is None:
        states.filter(key=key).delete()
        return
    if len(data) > LARGEST_STATE or states.exclude(key=key).count() >= MOST_STATES:
        raise StateTooLarge
    AttemptState.objects.update_or_create(attempt=attempt, key=key, defaults={"data": data, "saved_at": at})


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
    record = record_statement(
        enrolled=enrolled, verb=Verb.COMPLETED, activity_key=attempt.activity_key, id=given,
        score=mark.score, success=mark.success, self_reported=mark.self_reported,
        result=claim.said() | {"attempt": attempt.number}, attempt=attempt, by=by, at=at,
    )  # fmt: skip
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=at)
    return record


def revision_shown(activity: Activity) -> ContentRevision:
    """What the outline froze; where that is gone or was not frozen yet, what the content is now."""
    if activity.package is None:
        raise NotInTheOutline
    frozen = Q(pk=activity.revision, content_id=activity.package)
    shown = ContentRevision.objects.select_related("main").filter(frozen | Q(current_of=activity.package))
    found = sorted(shown, key=lambda revision: revision.pk != activity.revision)
    if not found:
        raise NotInTheOutline
    return found[0]


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
            by=by, at=at,
        )  # fmt: skip
