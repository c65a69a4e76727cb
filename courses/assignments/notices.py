"""Who is written to about a submission. The key of a mail makes it the same mail, however often it is asked for."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from courses.assignments.models import Submission
from courses.assignments.queries import enrolled_of
from courses.outline.queries import outline_of
from courses.programmes.actions.notices import language_for
from lms.languages.network import network_name
from lms.mail.actions import write_mail

State = Submission.State


def acknowledge(*, submission: Submission, at: datetime) -> None:
    _write(submission, "submitted", at=at)


def tell_return(*, submission: Submission, at: datetime) -> None:
    if submission.state == State.RETURNED:
        _write(submission, "returned", at=at, reason=submission.reason)


def tell_mark(*, submission: Submission, at: datetime) -> None:
    if submission.state == State.MARKED:
        _write(submission, "marked", at=at, mark=submission.mark)


def _write(submission: Submission, template: str, *, at: datetime, **context: Any) -> None:
    enrolled = enrolled_of(submission=submission)
    enrolment, outline = enrolled.enrolment, outline_of(revision=enrolled.revision)
    person, found = enrolment.person, outline.activity(submission.activity_key)
    language = language_for(person=person, city=enrolment.city)
    particulars = {
        "name": person.get_short_name(),
        "title": outline.text(found[1].titles, language) if found else "",
        "course": outline.text(outline.titles, language),
        "number": submission.number,
        "submitted_at": submission.submitted_at,
        "zone": enrolment.city.time_zone,
        "city": enrolment.city.name_in(language),
        "address": reverse("assignment", args=[enrolment.code, enrolled.course.slug, submission.activity_key]),
        "network_name": network_name(language),
    }
    write_mail(
        key=f"submission:{submission.pk}:{template}", to=person.email, language=language,
        template=f"assignments/mail/{template}.txt", context=particulars | context, at=at,
    )  # fmt: skip
