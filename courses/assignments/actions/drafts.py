"""Writing a draft and handing it in."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assignments.actions.guards import assignment_for, locked_learner, own_draft
from courses.assignments.events import AssignmentSubmitted
from courses.assignments.models import LONGEST_TEXT, Submission, SubmissionFile
from courses.assignments.queries import due_at, submissions_of
from courses.assignments.texts import checked_text
from courses.enrolment.models import EnrolledCourse
from courses.outline.assignment import Assignment
from lms.accounts.models import User
from lms.outbox.events import publish
from lms.refusals import Refusal

State = Submission.State


class WaitsForMarking(Refusal):
    message: ClassVar[str | Promise] = _("Your submission waits for marking.")


class NoSubmissionsLeft(Refusal):
    message: ClassVar[str | Promise] = _("You cannot hand in this assignment again.")


class NoTextWanted(Refusal):
    message: ClassVar[str | Promise] = _("This assignment takes files, no text.")


class NothingToSubmit(Refusal):
    message: ClassVar[str | Promise] = _("Write a text or add a file before you submit.")


class UploadUnderWay(Refusal):
    message: ClassVar[str | Promise] = _("“%(name)s” has not arrived completely. Go on with it, or remove it.")


@transaction.atomic
def begin_draft(*, enrolled: EnrolledCourse, activity_key: str, by: User, at: datetime) -> Submission:
    """The draft that is open, or a new one. After a return it begins with what was returned."""
    enrolment = locked_learner(enrolled=enrolled, by=by, at=at)
    assignment = assignment_for(enrolled=enrolled, activity_key=activity_key)
    earlier = list(submissions_of(enrolled=enrolled, activity_key=activity_key))
    if earlier and earlier[-1].state == State.DRAFT:
        return earlier[-1]
    check_may_begin(assignment=assignment, earlier=earlier)
    draft = Submission.objects.create(
        enrolment=enrolment, course=enrolled.course, activity_key=activity_key, number=len(earlier) + 1, begun_at=at
    )
    return _continued(draft, earlier[-1], at) if earlier and earlier[-1].state == State.RETURNED else draft


@transaction.atomic
def save_draft(
    *, enrolled: EnrolledCourse, submission: Submission, text: str, by: User, at: datetime
) -> Submission:  # fmt: skip
    """Keep the text so far."""
    locked_learner(enrolled=enrolled, by=by, at=at)
    draft = own_draft(enrolled=enrolled, submission=submission)
    assignment = assignment_for(enrolled=enrolled, activity_key=draft.activity_key)
    if text and not assignment.written:
        raise NoTextWanted
    draft.text = checked_text(text, most=LONGEST_TEXT)
    draft.save(update_fields=["text"])
    return draft


@transaction.atomic
def submit(*, enrolled: EnrolledCourse, submission: Submission, by: User, at: datetime) -> Submission:
    """Hand it in: nothing of it changes any more. Handed in again, it stays as it was the first time."""
    locked_learner(enrolled=enrolled, by=by, at=at)
    kept = Submission.objects.get(pk=submission.pk, enrolment=enrolled.enrolment_id)
    if kept.state != State.DRAFT:
        return kept
    assignment = assignment_for(enrolled=enrolled, activity_key=kept.activity_key)
    _check_whole(kept)
    kept.state, kept.submitted_at = State.SUBMITTED, at
    kept.late = kept.number == 1 and at > due_at(enrolled=enrolled, assignment=assignment)
    kept.save(update_fields=["state", "submitted_at", "late"])
    publish(AssignmentSubmitted(submission_id=kept.pk), at=at)
    return kept


def check_may_begin(*, assignment: Assignment, earlier: list[Submission]) -> None:
    """A return asks for another; after a mark there are as many more as the assignment allows."""
    if not earlier or earlier[-1].state == State.RETURNED:
        return
    if earlier[-1].state == State.SUBMITTED:
        raise WaitsForMarking
    marked = sum(1 for one in earlier if one.state == State.MARKED)
    if marked > assignment.resubmissions:
        raise NoSubmissionsLeft


def _continued(draft: Submission, returned: Submission, at: datetime) -> Submission:
    draft.text = returned.text
    draft.save(update_fields=["text"])
    SubmissionFile.objects.bulk_create(
        SubmissionFile(
            submission=draft, path=file.path, name=file.name, size=file.size, sha256=file.sha256, added_at=at
        )
        for file in returned.files.all()
    )
    return draft


def _check_whole(draft: Submission) -> None:
    if under_way := draft.uploads.filter(file=None).first():
        raise UploadUnderWay(name=under_way.name)
    if not draft.text.strip() and not draft.files.exists():
        raise NothingToSubmit
