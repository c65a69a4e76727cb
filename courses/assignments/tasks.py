"""Mails about submissions, who reviews whom, and uploads that nobody goes on with."""

from celery import shared_task
from django.utils import timezone

from courses.assignments import notices
from courses.assignments.actions.peers import assign_peers
from courses.assignments.actions.uploads import sweep_uploads
from courses.assignments.models import Submission


@shared_task(name="assignments.mail_receipt")
def mail_receipt(*, submission_id: int) -> None:
    notices.acknowledge(submission=_submission(submission_id), at=timezone.now())


@shared_task(name="assignments.mail_return")
def mail_return(*, submission_id: int) -> None:
    notices.tell_return(submission=_submission(submission_id), at=timezone.now())


@shared_task(name="assignments.mail_mark")
def mail_mark(*, submission_id: int) -> None:
    notices.tell_mark(submission=_submission(submission_id), at=timezone.now())


@shared_task(name="assignments.pair")
def pair(*, submission_id: int) -> None:
    """Something was handed in or went back: others review it, or no longer do."""
    _pair(_submission(submission_id))


@shared_task(name="assignments.follow_enrolment")
def follow_enrolment(*, enrolment_id: int, state: str) -> None:
    """Somebody left, or came back: reviews go to others."""
    rows = Submission.objects.filter(enrolment=enrolment_id).exclude(state=Submission.State.DRAFT)
    latest = {(row.course_id, row.activity_key): row for row in rows.select_related("enrolment__edition")}
    for submission in latest.values():
        _pair(submission)


@shared_task(name="assignments.sweep_uploads")
def sweep() -> None:
    sweep_uploads(at=timezone.now())


def _pair(submission: Submission) -> None:
    assign_peers(
        edition=submission.enrolment.edition, course_id=submission.course_id, activity_key=submission.activity_key,
        at=timezone.now(),
    )  # fmt: skip


def _submission(pk: int) -> Submission:
    return Submission.objects.select_related("enrolment__edition").get(pk=pk)
