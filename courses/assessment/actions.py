"""Taking a quiz: starting, saving and submitting an attempt. Marks are made here and nowhere else."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.answers import questions_of
from courses.assessment.drawing import draw
from courses.assessment.marking import mark, mean
from courses.assessment.models import QuizAttempt
from courses.assessment.queries import attempts_at, quiz_in
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outline_of
from courses.outline.structure import Quiz
from courses.records.actions import NotInTheOutline, record_statement
from courses.records.models import LearningRecord
from lms.accounts.models import User
from lms.refusals import Refusal

PLACES = Decimal("0.0001")


class NoAttemptsLeft(Refusal):
    message: ClassVar[str | Promise] = _("You have used all %(attempts)s attempts at this quiz.")


class AlreadySubmitted(Refusal):
    message: ClassVar[str | Promise] = _("This attempt was submitted already; its answers cannot be changed.")


@transaction.atomic
def start_attempt(*, enrolled: EnrolledCourse, activity_key: str, by: User, at: datetime) -> QuizAttempt:
    """Draw a new attempt, or give back the one that is open."""
    enrolment = _locked(enrolled, by, at)
    quiz = _quiz(enrolled, activity_key)
    taken = list(attempts_at(enrolled=enrolled, activity_key=activity_key))
    if taken and taken[-1].submitted_at is None:
        return taken[-1]
    if quiz.attempts and len(taken) >= quiz.attempts:
        raise NoAttemptsLeft(attempts=quiz.attempts)
    return QuizAttempt.objects.create(
        enrolment=enrolment, course=enrolled.course, activity_key=activity_key, number=len(taken) + 1,
        drawn=draw(quiz), started_at=at,
    )  # fmt: skip


@transaction.atomic
def save_answers(
    *, enrolled: EnrolledCourse, attempt: QuizAttempt, answers: dict[str, Any], by: User, at: datetime
) -> QuizAttempt:
    """Keep the answers so far (as courses.assessment.answers reads them) without marking them."""
    _locked(enrolled, by, at)
    attempt = QuizAttempt.objects.get(pk=attempt.pk, enrolment=enrolled.enrolment)
    if attempt.submitted_at is not None:
        raise AlreadySubmitted
    attempt.answers = answers
    attempt.save(update_fields=["answers"])
    return attempt


@transaction.atomic
def submit_attempt(
    *, enrolled: EnrolledCourse, attempt: QuizAttempt, answers: dict[str, Any], by: User, at: datetime
) -> QuizAttempt:
    """Mark the attempt and record it. Submitted again, it stays as it was marked the first time."""
    enrolment = _locked(enrolled, by, at)
    attempt = QuizAttempt.objects.get(pk=attempt.pk, enrolment=enrolment)
    if attempt.submitted_at is not None:
        return attempt
    quiz = _quiz(enrolled, attempt.activity_key)
    marks = {
        question.key: mark(question, answers.get(question.key))
        for _n, question, _d in questions_of(quiz, attempt.drawn)
    }
    score = mean(marks.values())
    attempt.answers, attempt.marks = answers, {key: round(float(value), 4) for key, value in marks.items()}
    attempt.score = (Decimal(score.numerator) / score.denominator).quantize(PLACES)
    attempt.passed, attempt.submitted_at = score * 100 >= quiz.pass_mark, at
    attempt.save()
    record_statement(
        enrolled=enrolled, verb=LearningRecord.Verb.ANSWERED, activity_key=attempt.activity_key,
        id=uuid5(NAMESPACE_OID, attempt.code), score=attempt.score, success=attempt.passed,
        result={"attempt": attempt.number}, by=by, at=at,
    )  # fmt: skip
    return attempt


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
