"""What is asked before a learner's submission changes."""

from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import Submission
from courses.assignments.queries import assignment_in
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.assignment import Assignment
from courses.outline.queries import outline_of
from courses.records.actions import NotInTheOutline
from lms.accounts.models import User
from lms.refusals import Refusal


class NotADraft(Refusal):
    message: ClassVar[str | Promise] = _("This submission was handed in and cannot be changed.")


def locked_learner(*, enrolled: EnrolledCourse, by: User, at: datetime) -> Enrolment:
    """The enrolment, locked so that a learner's tabs take turns, if the learner may learn now."""
    rows = Enrolment.objects.select_related("city").select_for_update(of=("self",), no_key=True)
    enrolment = rows.get(pk=enrolled.enrolment_id)
    check_may_learn(enrolment=enrolment, by=by, at=at)
    return enrolment


def assignment_for(*, enrolled: EnrolledCourse, activity_key: str) -> Assignment:
    assignment = assignment_in(outline=outline_of(revision=enrolled.revision), activity_key=activity_key)
    if assignment is None:
        raise NotInTheOutline
    return assignment


def locked_submission(submission: Submission) -> Submission:
    return Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)


def own_draft(*, enrolled: EnrolledCourse, submission: Submission) -> Submission:
    """The row as it is now; the lock on the enrolment is the lock on what it holds."""
    draft = Submission.objects.get(pk=submission.pk, enrolment=enrolled.enrolment_id)
    if draft.state != Submission.State.DRAFT:
        raise NotADraft
    return draft
