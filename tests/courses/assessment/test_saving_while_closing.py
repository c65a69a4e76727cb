"""A learner's autosave and the sweep that closes attempts, with real transactions and threads."""

from datetime import datetime, timedelta
from decimal import Decimal
from threading import Event

import pytest

from courses.assessment import actions
from courses.assessment.models import QuizAttempt
from courses.assessment.times import is_closed
from tests.courses.assessment.taking import with_quiz
from tests.courses.progress.test_folding_at_once import at_once
from tests.factories.learning import DURING, course_of
from tests.factories.outlines import quiz, single

pytestmark = pytest.mark.django_db(transaction=True)
DUE = DURING + timedelta(minutes=20)
RIGHT, WRONG = {"q1": "q1c1"}, {"q1": "q1c2"}


def test_an_autosave_that_the_sweep_overtakes_does_not_change_what_was_marked(monkeypatch: pytest.MonkeyPatch):
    enrolment = with_quiz(quiz("z1", single("q1"), minutes=20))
    enrolled, learner = course_of(enrolment), enrolment.person
    attempt = actions.start_attempt(enrolled=enrolled, activity_key="z1", by=learner, at=DURING)
    actions.save_answers(enrolled=enrolled, attempt=attempt, answers=RIGHT, by=learner, at=DURING)
    read, swept = Event(), Event()

    def slowly(attempt: QuizAttempt, *, at: datetime) -> bool:
        if at == DUE:
            read.set()
            swept.wait(1)
        return is_closed(attempt, at=at)

    def sweep() -> None:
        read.wait(5)
        actions.close_attempt(enrolled=enrolled, attempt=attempt, by=None, at=DUE + timedelta(hours=1))
        swept.set()

    monkeypatch.setattr(actions, "is_closed", slowly)
    at_once(
        lambda: actions.save_answers(enrolled=enrolled, attempt=attempt, answers=WRONG, by=learner, at=DUE), sweep
    )  # fmt: skip
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.score) in [(RIGHT, Decimal(1)), (WRONG, Decimal(0))]
