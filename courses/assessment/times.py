"""When an attempt's time is up. The server's clock alone decides; a page only shows what is left."""

from datetime import datetime

from courses.assessment.models import QuizAttempt


def is_closed(attempt: QuizAttempt, *, at: datetime) -> bool:
    """Whether nothing that arrives now counts: its time is up, and the grace for slow links too."""
    return attempt.closes_at is not None and at > attempt.closes_at


def ended_at(attempt: QuizAttempt, *, at: datetime) -> datetime:
    """When an attempt that is handed in now ended: when its time was up, if that was before."""
    return attempt.due_at if attempt.due_at is not None and is_closed(attempt, at=at) else at


def seconds_left(attempt: QuizAttempt, *, at: datetime) -> int | None:
    """None without a limit."""
    return max(int((attempt.due_at - at).total_seconds()), 0) if attempt.due_at else None
