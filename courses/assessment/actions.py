"""Taking a quiz: starting, saving and submitting an attempt. Marks are made here and by `mark_essays` alone."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.drawing import draw
from courses.assessment.models import QuizAttempt
from courses.assessment.outcome import conclude
from courses.assessment.queries import attempts_at, quiz_in
from courses.assessment.times import ended_at, is_closed, times_of
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outline_of
from courses.outline.structure import Quiz
from courses.records.actions import NotInTheOutline
from lms.accounts.models import User
from lms.refusals import Refusal


class NoAttemptsLeft(Refusal):
    message: ClassVar[str | Promise] = _("You have used all %(attempts)s attempts at this quiz.")


class AlreadySubmitted(Refusal):
    message: ClassVar[str | Promise] = _("This attempt was submitted already; its answers cannot be changed.")


class TimeIsUp(Refusal):
    message: ClassVar[str | Promise] = _("Time is up. What was saved last counts.")


@transaction.atomic
def start_attempt(*, enrolled: EnrolledCourse, activity_key: str, by: User, at: datetime) -> QuizAttempt:
    """Draw a new attempt, or give back the one that is open. From here on its time runs."""
    enrolment = _locked(enrolled, by, at)
    quiz = _quiz(enrolled, activity_key)
    taken = list(attempts_at(enrolled=enrolled, activity_key=activity_key))
    if taken and taken[-1].submitted_at is None:
        return taken[-1]
    if quiz.attempts and len(taken) >= quiz.attempts:
        raise NoAttemptsLeft(attempts=quiz.attempts)
    due_at, closes_at = times_of(quiz, enrolment=enrolment, at=at)
    return QuizAttempt.objects.create(
        enrolment=enrolment, course=enrolled.course, activity_key=activity_key, number=len(taken) + 1,
        drawn=draw(quiz), started_at=at, due_at=due_at, closes_at=closes_at,
    )  # fmt: skip


@transaction.atomic
def save_answers(
    *, enrolled: EnrolledCourse, attempt: QuizAttempt, answers: dict[str, Any], check: bool = False, by: User,
    at: datetime,
) -> QuizAttempt:  # fmt: skip
    """Keep the answers so far (as courses.assessment.answers reads them) without marking them.

    `check` lets the learner see now what is shown of them during the attempt; what was checked stays as it is.
    """
    enrolment = _locked(enrolled, by, at)
    # Locked too: the sweep that closes attempts does not wait for the enrolment.
    attempt = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk, enrolment=enrolment)
    if attempt.submitted_at is not None:
        raise AlreadySubmitted
    if is_closed(attempt, at=at):
        raise TimeIsUp
    attempt.answers = attempt.with_checked(answers)
    if check:
        attempt.checked = list(attempt.answers)
    attempt.save(update_fields=["answers", "checked"])
    return attempt


@transaction.atomic
def submit_attempt(
    *, enrolled: EnrolledCourse, attempt: QuizAttempt, answers: dict[str, Any], by: User, at: datetime
) -> QuizAttempt:
    """Mark the attempt and record it. Submitted again, it stays as it was marked the first time; after its time and
    grace, what was saved last is marked instead of `answers`. With an essay in it, it waits for a person's marks."""
    enrolment = _locked(enrolled, by, at)
    attempt = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk, enrolment=enrolment)
    if attempt.submitted_at is not None:
        return attempt
    if not is_closed(attempt, at=at):
        attempt.answers = attempt.with_checked(answers)
    quiz = _quiz(enrolled, attempt.activity_key)
    return conclude(attempt, enrolled=enrolled, quiz=quiz, submitted_at=ended_at(attempt, at=at), by=by, at=at)


@transaction.atomic
def close_attempt(*, enrolled: EnrolledCourse, attempt: QuizAttempt, by: None, at: datetime) -> QuizAttempt:
    """Mark what was saved last of an attempt that was left open until after its time and grace."""
    attempt = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk, enrolment=enrolled.enrolment)
    if attempt.submitted_at is not None or not is_closed(attempt, at=at):
        return attempt
    quiz = _quiz(enrolled, attempt.activity_key)
    return conclude(attempt, enrolled=enrolled, quiz=quiz, submitted_at=ended_at(attempt, at=at), by=by, at=at)


def _locked(enrolled: EnrolledCourse, by: User, at: datetime) -> Enrolment:
    """The enrolment, locked so that a learner's tabs take turns, if the learner may learn now."""
    rows = Enrolment.objects.select_related("city").select_for_update(of=("self",), no_key=True)
    enrolment = rows.get(pk=enrolled.enrolment_id)
    check_may_learn(enrolment=enrolment, by=by, at=at)
    return enrolment


def _quiz(enrolled: EnrolledCourse, activity_key: str) -> Quiz:
    quiz = quiz_in(outline=outline_of(revision=enrolled.revision), activity_key=activity_key)
    if quiz is None:
        raise NotInTheOutline
    return quiz
