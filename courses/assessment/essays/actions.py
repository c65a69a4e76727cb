"""Marking essays. The marks make the attempt's score, which is final and recorded."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.essays.queries import essays_of, quiz_of
from courses.assessment.models import QuizAttempt
from courses.assessment.outcome import conclude
from courses.assessment.queries import enrolled_of
from courses.outline.structure import Question
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal


class MarkedAlready(Refusal):
    message: ClassVar[str | Promise] = _("This attempt is marked already.")


class EssayNotMarked(Refusal):
    message: ClassVar[str | Promise] = _("Give every essay between 0 and %(points)s points.")


class OwnAttempt(Refusal):
    message: ClassVar[str | Promise] = _("Nobody marks an attempt of their own.")


@transaction.atomic
def mark_essays(
    *, attempt: QuizAttempt, points: Mapping[str, Decimal], comments: Mapping[str, str], by: User, at: datetime
) -> QuizAttempt:
    """Give each essay of the attempt (by question key) its points out of the question's, with a comment if wanted."""
    attempt = QuizAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    if not attempt.waits_for_marks:
        raise MarkedAlready
    enrolled = enrolled_of(attempt=attempt)
    if enrolled.enrolment.person_id == by.pk:
        raise OwnAttempt
    quiz = quiz_of(enrolled=enrolled, attempt=attempt)
    given = {essay.key: _mark(essay, points.get(essay.key)) for essay in essays_of(quiz=quiz, attempt=attempt)}
    attempt.comments = {key: comments[key] for key in given if comments.get(key)}
    attempt.marked_by, attempt.marked_at = by, at
    assert attempt.submitted_at is not None  # noqa: S101 - for the type's sake
    conclude(
        attempt, enrolled=enrolled, quiz=quiz, submitted_at=attempt.submitted_at, given=given, by=by, at=at
    )  # fmt: skip
    audit(action="quiz_attempt.marked", target=attempt, by=by, at=at, score=str(attempt.score))
    return attempt


def _mark(essay: Question, points: Decimal | None) -> Fraction:
    if points is None or not 0 <= points <= essay.points:
        raise EssayNotMarked(points=essay.points)
    return Fraction(points) / essay.points
