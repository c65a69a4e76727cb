"""Recording what a learner did. Every write is one statement that may be repeated."""

from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse
from courses.outline.queries import outline_of
from courses.outline.structure import EXERCISES, ActivityKind, Outline
from courses.records.models import Attempt, LearningRecord
from lms.accounts.models import User
from lms.jobs.nudge import send
from lms.refusals import Refusal

NAMESPACE = UUID("5a4b0d0c-6a0e-5f3b-9a61-0f6f2f6d8c11")
MOST_RESULTS = 200
"""Of one exercise in one enrolment: more than anybody practises, and few enough to keep for ever."""
Verb = LearningRecord.Verb
KINDS_OF = {
    Verb.ANSWERED: frozenset({ActivityKind.QUIZ, ActivityKind.ASSIGNMENT}),
    Verb.ATTEMPTED: EXERCISES,
    Verb.COMPLETED: EXERCISES,
}


class NotInTheOutline(Refusal):
    message: ClassVar[str | Promise] = _("This is not part of the course you are enrolled in.")


class OftenEnough(Refusal):
    message: ClassVar[str | Promise] = _("This exercise has been recorded %(times)s times; that is often enough.")


class ScoreOutOfRange(Refusal):
    message: ClassVar[str | Promise] = _("A score must lie between 0 and its maximum.")


class HappensLater(Refusal):
    message: ClassVar[str | Promise] = _("What is recorded cannot lie in the future.")


def record_statement(
    *,
    enrolled: EnrolledCourse,
    verb: str,
    activity_key: str,
    id: UUID | None = None,  # noqa: A002 - a statement's id is called so in the field
    score: Decimal | None = None,
    success: bool | None = None,
    self_reported: bool = False,
    result: dict[str, Any] | None = None,
    attempt: Attempt | None = None,
    happened_at: datetime | None = None,
    by: User,
    at: datetime,
) -> LearningRecord:
    """Keep a statement, once per `id`, in one statement; a trigger notes that the enrolment's progress is behind.

    Counts only for the learner's own active enrolment before its deadline, and for what is in the pinned outline:
    a lesson may be opened and read, a quiz answered, a package attempted and completed. `id` is the sender's
    idempotency key; it is kept apart for each enrolment, so nobody can take another's. Without one, opened and read
    are recorded once for a lesson and anything else is new. `happened_at` is earlier than `at` in an offline replay.
    """
    check_may_learn(enrolment=enrolled.enrolment, by=by, at=at)
    _check_activity(outline_of(revision=enrolled.revision), verb, activity_key)
    _check_values(score, happened_at, at)
    record = LearningRecord(
        id=_id_of(enrolled, verb, activity_key, id), enrolment=enrolled.enrolment, course=enrolled.course, verb=verb,
        activity_key=activity_key, attempt=attempt, score=score, success=success, self_reported=self_reported,
        result=result or {}, happened_at=happened_at or at, stored_at=at,
    )  # fmt: skip
    if verb == Verb.COMPLETED:
        _check_room(record)
    LearningRecord.objects.bulk_create([record], ignore_conflicts=True)
    if verb != Verb.OPENED:
        transaction.on_commit(partial(send, "progress.fold", queue="interactive", enrolment_id=enrolled.enrolment_id))
    return record


def record_outcome(
    *,
    enrolled: EnrolledCourse,
    activity_key: str,
    id: UUID,  # noqa: A002 - a statement's id is called so in the field
    score: Decimal,
    success: bool,
    result: dict[str, Any],
    happened_at: datetime,
    by: User | None,
    at: datetime,
) -> LearningRecord:
    """Keep what came of an attempt at a quiz that its learner no longer has a hand in, because its time was up or a
    person had to mark it. It counts though the enrolment is paused or over by now: what was done was done in time.
    """
    _check_activity(outline_of(revision=enrolled.revision), Verb.ANSWERED, activity_key)
    _check_values(score, happened_at, at)
    record = LearningRecord(
        id=_id_of(enrolled, Verb.ANSWERED, activity_key, id), enrolment=enrolled.enrolment, course=enrolled.course,
        verb=Verb.ANSWERED, activity_key=activity_key, score=score, success=success, result=result,
        happened_at=happened_at, stored_at=at,
    )  # fmt: skip
    LearningRecord.objects.bulk_create([record], ignore_conflicts=True)
    transaction.on_commit(partial(send, "progress.fold", queue="interactive", enrolment_id=enrolled.enrolment_id))
    return record


def record_opened(*, enrolled: EnrolledCourse, lesson_key: str, by: User, at: datetime) -> LearningRecord:
    """For the page of a lesson, when the learner's standing does not list it as opened yet.

    One statement on the first view and none on later ones; no job is sent, the sweep folds it within seconds.
    """
    return record_statement(enrolled=enrolled, verb=Verb.OPENED, activity_key=lesson_key, by=by, at=at)


def record_read(*, enrolled: EnrolledCourse, lesson_key: str, by: User, at: datetime) -> LearningRecord:
    return record_statement(enrolled=enrolled, verb=Verb.READ, activity_key=lesson_key, by=by, at=at)


def statement_id(*, enrolled: EnrolledCourse, given: UUID | str) -> UUID:
    """Under which a statement with the sender's key `given` is kept."""
    return uuid5(NAMESPACE, f"{enrolled.enrolment_id}:{given}")


def _id_of(enrolled: EnrolledCourse, verb: str, activity_key: str, given: UUID | None) -> UUID:
    if given is None and verb not in (Verb.OPENED, Verb.READ):
        return uuid4()
    return statement_id(enrolled=enrolled, given=given or f"{verb}:{enrolled.course_id}:{activity_key}")


def _check_activity(outline: Outline, verb: str, activity_key: str) -> None:
    if verb in (Verb.OPENED, Verb.READ):
        if outline.lesson(activity_key) is None:
            raise NotInTheOutline
        return
    found = outline.activity(activity_key)
    if found is None or found[1].kind not in KINDS_OF[Verb(verb)]:
        raise NotInTheOutline


def _check_room(record: LearningRecord) -> None:
    """Anybody can send results as fast as a script does; what is kept is never deleted. A replay is no new one."""
    same = {"enrolment": record.enrolment, "course": record.course, "activity_key": record.activity_key}
    others = LearningRecord.objects.filter(**same, verb=record.verb).exclude(pk=record.pk)
    if others.count() >= MOST_RESULTS:
        raise OftenEnough(times=MOST_RESULTS)


def _check_values(score: Decimal | None, happened_at: datetime | None, at: datetime) -> None:
    if score is not None and not 0 <= score <= 1:
        raise ScoreOutOfRange
    if happened_at is not None and happened_at > at:
        raise HappensLater
