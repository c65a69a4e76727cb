"""What the pages of a quiz show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.assessment.models import QuizAttempt
from courses.assessment.presentation import Sheet
from courses.assessment.review import Shown, reached, shown_of, shows_during
from courses.assessment.times import is_closed, seconds_left
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.enrolment.times import is_over
from courses.outline.structure import Activity, Counts, Lesson, Outline, Quiz
from courses.records.addresses import after, course_address, lesson_address
from lms.accounts.models import User
from lms.refusals import Refusal

NOTHING = Shown()


@dataclass(frozen=True)
class QuizPage:
    """A quiz for one learner in one language: where it stands in the course, and what has been done about it."""

    enrolled: EnrolledCourse
    outline: Outline
    lesson: Lesson
    activity: Activity
    quiz: Quiz
    attempts: Sequence[QuizAttempt]
    language: str
    learner: User
    at: datetime

    @property
    def address(self) -> str:
        return reverse("quiz", args=[self.enrolled.enrolment.code, self.enrolled.course.slug, self.activity.key])

    @property
    def open_attempt(self) -> QuizAttempt | None:
        return next((one for one in self.attempts if one.submitted_at is None), None)

    @property
    def submitted(self) -> list[QuizAttempt]:
        return [one for one in self.attempts if one.submitted_at is not None]

    @property
    def attempts_left(self) -> int | None:
        """None where there is no limit."""
        return max(self.quiz.attempts - len(self.attempts), 0) if self.quiz.attempts else None

    @property
    def closed(self) -> str:
        """Why nothing can be answered now, or nothing."""
        try:
            check_may_learn(enrolment=self.enrolled.enrolment, by=self.learner, at=self.at)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def frame(self) -> dict[str, Any]:
        """What every page of the quiz shows."""
        lesson_title = self._text(self.lesson.titles)
        lesson_href = lesson_address(self.outline, self.lesson, self.language)
        return {
            "title": self._text(self.activity.titles) or gettext("Quiz"),
            "breadcrumb": [
                {"label": gettext("My learning"), "href": reverse("my_learning")},
                {"label": self._text(self.outline.titles), "href": course_address(self.outline, self.language)},
                {"label": lesson_title, "href": lesson_href},
            ],
            "lesson": {"label": lesson_title, "href": lesson_href},
            "address": self.address,
            "pass_mark": self.quiz.pass_mark,
            "closed": self.closed,
            "attempts_left": self.attempts_left,
            "attempts_allowed": self.quiz.attempts,
            "counts": self.quiz.counts.value,
            "minutes": self.quiz.minutes,
        }

    def start(self) -> dict[str, Any]:
        counted = counted_of(self.submitted, self.quiz.counts)
        return self.frame() | {
            "questions": self.quiz.questions_drawn,
            "pool": len(self.quiz.every_question),
            "earlier": [_summary(one) for one in reversed(self.submitted)],
            "best": _summary(counted) if counted else None,
            "expired": self._expired(),
            "may_start": not self.closed and self.attempts_left != 0 and not self.open_attempt,
        }

    def sheet(self, attempt: QuizAttempt, missing: Iterable[str] = ()) -> dict[str, Any]:
        """The questions to answer; those that are missing say so."""
        errors = {name: gettext("This question is not answered yet.") for name in missing}
        questions = list(self._sheet(attempt).questions(errors))
        return self.frame() | {
            "attempt": attempt.number,
            "questions": questions,
            "missing": [question for question in questions if question["error"]],
            "checks": shows_during(self.quiz.review),
            "due_at": attempt.due_at,
            "seconds_left": seconds_left(attempt, at=self.at),
        }

    def result(self, attempt: QuizAttempt) -> dict[str, Any]:
        """The marked attempt. What is shown of it is the quiz's to say."""
        following = after(self.outline, self.lesson.key)
        stages = reached(submitted=True, settled=self._is_settled(), over=self._is_over())
        return self.frame() | {
            "result": _summary(attempt),
            "questions": list(self._sheet(attempt, shown_of(self.quiz.review, stages)).questions()),
            "next": self._link(following) if following else None,
            "may_start": not self.closed and self.attempts_left != 0 and not self.open_attempt,
            "others": [_summary(one) for one in self.submitted if one.pk != attempt.pk],
        }

    def is_expired(self, attempt: QuizAttempt) -> bool:
        return is_closed(attempt, at=self.at)

    def _expired(self) -> int | None:
        """The number of the attempt that is open but whose time is up."""
        attempt = self.open_attempt
        return attempt.number if attempt and self.is_expired(attempt) and not self.closed else None

    def _is_settled(self) -> bool:
        """Without an attempt to come or open, or ended for good: a pause ends, and a deadline may be extended.

        Passed is not settled: the course and the edition have pass marks of their own, which the best score meets.
        """
        return self._has_ended() or (self.attempts_left == 0 and not self.open_attempt)

    def _is_over(self) -> bool:
        return self._has_ended() or is_over(self.enrolled.enrolment, at=self.at)

    def _has_ended(self) -> bool:
        return self.enrolled.enrolment.state in (Enrolment.State.COMPLETED, Enrolment.State.PARTICIPATED)

    def _sheet(self, attempt: QuizAttempt, shown: Shown = NOTHING) -> Sheet:
        return Sheet(self.outline, self.quiz, attempt, self.language, shown)

    def _link(self, lesson: Lesson) -> dict[str, str]:
        return {
            "title": self._text(lesson.titles), "href": lesson_address(self.outline, lesson, self.language)
        }  # fmt: skip

    def _text(self, texts: dict[str, str]) -> str:
        return self.outline.text(texts, self.language)


def _summary(attempt: QuizAttempt) -> dict[str, Any]:
    """Per cent rounded down, so that no score shows as the pass mark without reaching it."""
    return {
        "number": attempt.number,
        "percent": int((attempt.score or 0) * 100),
        "passed": attempt.passed,
        "waiting": attempt.waits_for_marks,
        "submitted_at": attempt.submitted_at,
    }


def counted_of(submitted: Sequence[QuizAttempt], counts: Counts) -> QuizAttempt | None:
    """The attempt that is the result, of those that have a score."""
    scored = [one for one in submitted if one.score is not None]
    if not scored:
        return None
    if counts == Counts.BEST:
        return max(scored, key=lambda one: one.score or 0)
    return scored[0 if counts == Counts.FIRST else -1]
