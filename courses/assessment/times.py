"""When an attempt's time is up. The server's clock alone decides; a page only shows what is left."""

from datetime import datetime, timedelta

from courses.assessment.models import QuizAttempt
from courses.enrolment.models import Enrolment
from courses.enrolment.times import ends_at
from courses.outline.structure import Quiz


def times_of(quiz: Quiz, *, enrolment: Enrolment, at: datetime) -> tuple[datetime | None, datetime | None]:
    """When time is up for an attempt started now, and until when its answers count: never after the enrolment's end."""
    if not quiz.minutes:
        return None, None
    end, due_at = ends_at(enrolment), at + timedelta(minutes=quiz.minutes)
    return min(due_at, end), min(due_at + timedelta(seconds=quiz.grace), end)


def is_closed(attempt: QuizAttempt, *, at: datetime) -> bool:
    """Whether nothing that arrives now counts: its time is up, and the grace for slow links too."""
    return attempt.closes_at is not None and at > attempt.closes_at


def ended_at(attempt: QuizAttempt, *, at: datetime) -> datetime:
    """When an attempt that is handed in now ended: when its time was up, if that was before."""
    return attempt.due_at if attempt.due_at is not None and is_closed(attempt, at=at) else at


def seconds_left(attempt: QuizAttempt, *, at: datetime) -> int | None:
    """None without a limit."""
    return max(int((attempt.due_at - at).total_seconds()), 0) if attempt.due_at else None
