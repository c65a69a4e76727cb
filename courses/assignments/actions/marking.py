"""Marking: taken by one person at a time, marked by the rubric, or returned to its author."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import ClassVar
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assignments.actions.guards import locked_submission
from courses.assignments.events import AssignmentMarked, AssignmentReturned
from courses.assignments.models import LONGEST_COMMENT, Mark, Submission
from courses.assignments.queries import assignment_of, enrolled_of
from courses.assignments.rubric import points_of, scaled
from courses.assignments.texts import checked_reason, checked_text
from courses.records.actions import record_outcome
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.outbox.events import publish
from lms.refusals import Refusal

State = Submission.State
HELD_FOR = timedelta(hours=2)
"""Whoever has gone home without marking does not keep others from it."""


class NotWaiting(Refusal):
    message: ClassVar[str | Promise] = _("This submission does not wait for marking any more.")


class TakenByAnother(Refusal):
    message: ClassVar[str | Promise] = _("%(marker)s is marking this submission.")


class OnesOwn(Refusal):
    message: ClassVar[str | Promise] = _("Nobody marks a submission of their own.")


@transaction.atomic
def take_for_marking(*, submission: Submission, by: User, at: datetime) -> Submission:
    """Keep others from marking it for two hours; taken again, the time begins anew."""
    submission = _held_by(by, submission, at)
    is_new = submission.marker_id != by.pk
    submission.marker, submission.taken_at = by, at
    submission.save(update_fields=["marker", "taken_at"])
    if is_new:
        audit(action="submission.taken", target=submission, by=by, at=at)
    return submission


@transaction.atomic
def mark(
    *, submission: Submission, levels: Mapping[str, str], comment: str, by: User, at: datetime
) -> Submission:  # fmt: skip
    """Give a level for each criterion. The score is recorded, and the assignment passed from its pass mark on."""
    submission = _held_by(by, submission, at)
    assignment = assignment_of(submission=submission)
    points, most = points_of(assignment, levels), assignment.points
    given = Mark.objects.create(
        submission=submission, levels=dict(levels), comment=checked_text(comment, most=LONGEST_COMMENT),
        points=points, most=most, score=scaled(Fraction(points, most)),
        passed=points * 100 >= assignment.pass_mark * most, by=by, at=at,
    )  # fmt: skip
    submission.state, submission.marker, submission.taken_at = State.MARKED, by, at
    submission.save(update_fields=["state", "marker", "taken_at"])
    _record(submission, given)
    audit(action="submission.marked", target=submission, by=by, at=at, points=points, most=most)
    publish(AssignmentMarked(submission_id=submission.pk), at=at)
    return submission


@transaction.atomic
def return_for_revision(*, submission: Submission, reason: str, by: User, at: datetime) -> Submission:
    """Give it back with a reason; its author goes on with a copy, and nothing is recorded."""
    submission = _held_by(by, submission, at)
    submission.reason = checked_reason(reason, most=LONGEST_COMMENT)
    submission.state, submission.returned_at = State.RETURNED, at
    submission.marker, submission.taken_at = by, at
    submission.save(update_fields=["reason", "state", "returned_at", "marker", "taken_at"])
    audit(action="submission.returned", target=submission, by=by, at=at, reason=submission.reason)
    publish(AssignmentReturned(submission_id=submission.pk), at=at)
    return submission


def _held_by(by: User, submission: Submission, at: datetime) -> Submission:
    """The row as it is now, locked, if it waits and nobody else holds it."""
    submission = locked_submission(submission)
    if submission.state != State.SUBMITTED:
        raise NotWaiting
    if submission.enrolment.person_id == by.pk:
        raise OnesOwn
    if submission.marker is not None and submission.marker_id != by.pk and at < _held_until(submission):
        raise TakenByAnother(marker=submission.marker)
    return submission


def _held_until(submission: Submission) -> datetime:
    assert submission.taken_at is not None  # noqa: S101 - a constraint says so; for the type's sake
    return submission.taken_at + HELD_FOR


def _record(submission: Submission, given: Mark) -> None:
    """What was handed in in time counts, whenever it is marked."""
    assert submission.submitted_at is not None  # noqa: S101 - for the type's sake
    record_outcome(
        enrolled=enrolled_of(submission=submission), activity_key=submission.activity_key,
        id=uuid5(NAMESPACE_OID, submission.code), score=given.score, success=given.passed,
        result={"attempt": submission.number, "points": given.points, "most": given.most},
        happened_at=submission.submitted_at, by=given.by, at=given.at,
    )  # fmt: skip
