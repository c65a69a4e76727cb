"""Concluding an attempt: its marks, its score, and the record that progress is folded from."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from uuid import NAMESPACE_OID, uuid5

from courses.assessment.models import QuizAttempt
from courses.assessment.scoring import marks_of, places, score_of
from courses.enrolment.models import EnrolledCourse
from courses.outline.structure import Quiz
from courses.records.actions import record_outcome
from lms.accounts.models import User


def conclude(
    attempt: QuizAttempt, *, enrolled: EnrolledCourse, quiz: Quiz, submitted_at: datetime,
    given: Mapping[str, Fraction] | None = None, by: User | None, at: datetime,
) -> QuizAttempt:  # fmt: skip
    """Mark and save the attempt, which the caller has locked. It gets its score once nothing waits for a person."""
    marks = marks_of(quiz, attempt.drawn, attempt.answers, given)
    attempt.marks = {key: round(float(value), 4) for key, value in marks.items()}
    attempt.submitted_at = submitted_at
    if len(marks) == len(attempt.drawn):
        score = score_of(quiz, marks)
        attempt.score, attempt.passed = places(score), score * 100 >= quiz.pass_mark
    attempt.save()
    if attempt.score is not None:
        _record(attempt, enrolled, by, at)
    return attempt


def _record(attempt: QuizAttempt, enrolled: EnrolledCourse, by: User | None, at: datetime) -> None:
    assert attempt.score is not None  # noqa: S101 - for the type's sake
    assert attempt.submitted_at is not None  # noqa: S101 - likewise
    record_outcome(
        enrolled=enrolled, activity_key=attempt.activity_key, id=uuid5(NAMESPACE_OID, attempt.code),
        score=attempt.score, success=bool(attempt.passed), result={"attempt": attempt.number},
        happened_at=attempt.submitted_at, by=by, at=at,
    )  # fmt: skip
