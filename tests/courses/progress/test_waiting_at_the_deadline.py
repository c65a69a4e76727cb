"""What was handed in, or goes on by the clock, when the deadline passes is waited for before anything is decided."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from courses.assessment.actions import save_answers, start_attempt, submit_attempt
from courses.assessment.essays.actions import mark_essays
from courses.assessment.models import QuizAttempt
from courses.assessment.tasks import close_due
from courses.enrolment.models import Enrolment
from courses.outline.structure import Activity
from courses.progress.tasks import close_overdue
from tests.courses.assessment.taking import with_quiz
from tests.factories import people
from tests.factories.learning import course_of, read
from tests.factories.outlines import essay, quiz, single

pytestmark = pytest.mark.django_db
State = Enrolment.State
OVER = datetime(2026, 5, 29, 21, 0, tzinfo=UTC)
"""The day has ended in Nairobi."""
LAST_DAY = OVER - timedelta(minutes=10)
QUESTION = single("q1")


def learner_of(activity: Activity) -> tuple[Enrolment, QuizAttempt]:
    """Everything else is done; the quiz is begun ten minutes before the end."""
    enrolment = with_quiz(activity)
    read(enrolment, "l2")
    course, learner = course_of(enrolment), enrolment.person
    attempt = start_attempt(enrolled=course, activity_key="z1", by=learner, at=LAST_DAY)
    answers = {"q1": "q1c1", "q9": "First, ask."}
    return enrolment, save_answers(enrolled=course, attempt=attempt, answers=answers, by=learner, at=LAST_DAY)


def after(enrolment: Enrolment, time_machine, moment: datetime) -> str:
    time_machine.move_to(moment, tick=False)
    close_overdue()
    enrolment.refresh_from_db()
    return enrolment.state


@pytest.fixture
def waiting() -> Enrolment:
    enrolment, attempt = learner_of(quiz("z1", essay("q9")))
    course, learner = course_of(enrolment), enrolment.person
    submit_attempt(enrolled=course, attempt=attempt, answers=attempt.answers, by=learner, at=LAST_DAY)
    return enrolment


@pytest.mark.parametrize(("points", "state"), [("5", State.COMPLETED), ("1", State.PARTICIPATED)])
def test_an_essay_handed_in_on_the_last_day_is_decided_by_its_marks(waiting, time_machine, points: str, state: str):
    week_later = OVER + timedelta(days=7)
    assert after(waiting, time_machine, week_later) == State.ACTIVE
    mark_essays(
        attempt=QuizAttempt.objects.get(), points={"q9": Decimal(points)}, comments={}, by=people.instructor(),
        at=week_later,
    )  # fmt: skip
    assert after(waiting, time_machine, week_later) == state


def test_time_is_never_longer_than_the_enrolment_and_what_was_saved_counts(time_machine):
    enrolment, attempt = learner_of(quiz("z1", QUESTION, minutes=30))
    assert (attempt.due_at, attempt.closes_at) == (OVER, OVER)
    assert after(enrolment, time_machine, OVER) == State.ACTIVE
    time_machine.move_to(OVER + timedelta(minutes=1), tick=False)
    close_due()
    assert after(enrolment, time_machine, OVER + timedelta(minutes=5)) == State.COMPLETED


def test_the_grace_ends_with_the_enrolment_too():
    _enrolment, attempt = learner_of(quiz("z1", QUESTION, minutes=9, grace=120))
    assert (attempt.due_at, attempt.closes_at) == (OVER - timedelta(minutes=1), OVER)


def test_an_attempt_without_a_limit_that_nobody_handed_in_is_not_waited_for(time_machine):
    enrolment, _attempt = learner_of(quiz("z1", QUESTION))
    assert after(enrolment, time_machine, OVER) == State.INCOMPLETE
