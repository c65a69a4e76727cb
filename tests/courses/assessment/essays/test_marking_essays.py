"""An attempt with an essay waits for a person; the marks make its score, which is recorded once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from courses.assessment.essays.actions import EssayNotMarked, MarkedAlready, OwnAttempt, mark_essays
from courses.assessment.essays.queries import attempts_to_mark
from courses.assessment.models import QuizAttempt
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.progress.tasks import close_overdue
from courses.records.models import LearningRecord
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from tests.courses.assessment.sheets import form_of
from tests.courses.assessment.taking import EVERY_KIND, address, started, text_of, with_quiz
from tests.factories import people
from tests.factories.learning import AFTER, DURING, folded, read
from tests.factories.outlines import essay, quiz, single

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]
QUESTIONS = (single("q1"), essay("q9"))
LATER = DURING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def enrolment(browser_of: BrowserOf) -> Enrolment:
    """Of somebody who has submitted a right answer and an essay."""
    enrolment = with_quiz(quiz("z1", *QUESTIONS))
    browser = browser_of(enrolment.person)
    data = form_of(started(browser, enrolment), (*EVERY_KIND, *QUESTIONS)) | {"step": "submit"}
    browser.post(address(enrolment), data)
    return enrolment


def marked(points: str = "4", comment: str = "Say who.", at=LATER) -> QuizAttempt:
    return mark_essays(
        attempt=QuizAttempt.objects.get(), points={"q9": Decimal(points)}, comments={"q9": comment},
        by=people.instructor(), at=at,
    )  # fmt: skip


def test_a_submitted_essay_waits_and_nothing_is_recorded(browser_of: BrowserOf, enrolment: Enrolment):
    attempt = QuizAttempt.objects.get()
    assert (attempt.score, attempt.passed, attempt.marks) == (None, None, {"q1": 1.0})
    assert attempt.waits_for_marks
    assert not LearningRecord.objects.exists()
    page = text_of(browser_of(enrolment.person).get(f"{address(enrolment)}?attempt=1"))
    assert "Waiting for marking" in page
    assert "You scored" not in page
    assert list(attempts_to_mark(courses=Course.objects.all())) == [attempt]


def test_the_marks_make_the_score_and_the_learner_reads_the_comment(browser_of: BrowserOf, enrolment: Enrolment):
    attempt = marked()
    assert (attempt.score, attempt.passed, attempt.marks) == (Decimal("0.9"), True, {"q1": 1.0, "q9": 0.8})
    record = LearningRecord.objects.get()
    assert (record.score, record.success, record.happened_at) == (Decimal("0.9"), True, attempt.submitted_at)
    assert folded(enrolment).progress.get().done == ["l1"]
    page = text_of(browser_of(enrolment.person).get(f"{address(enrolment)}?attempt=1"))
    assert "You scored 90%" in page
    assert "Comment: Say who." in page
    assert not attempts_to_mark(courses=Course.objects.all())
    assert AuditEntry.objects.get(action="quiz_attempt.marked").details == {"score": "0.9000"}


def test_an_attempt_is_marked_once(enrolment: Enrolment):
    marked()
    with pytest.raises(MarkedAlready):
        marked("5")


def test_nobody_marks_their_own_attempt(enrolment: Enrolment):
    attempt = QuizAttempt.objects.get()
    with pytest.raises(OwnAttempt):
        mark_essays(attempt=attempt, points={"q9": Decimal(5)}, comments={}, by=enrolment.person, at=LATER)
    assert not LearningRecord.objects.exists()


@pytest.mark.parametrize("points", ["-1", "5.1"])
def test_points_lie_within_those_of_the_question(enrolment: Enrolment, points: str):
    with pytest.raises(EssayNotMarked):
        marked(points)
    with pytest.raises(EssayNotMarked):
        mark_essays(attempt=QuizAttempt.objects.get(), points={}, comments={}, by=people.instructor(), at=LATER)


def test_marks_count_though_the_deadline_has_passed_meanwhile(enrolment: Enrolment, time_machine):
    read(enrolment, "l2")
    time_machine.move_to(AFTER)
    close_overdue()
    marked(at=AFTER)
    assert LearningRecord.objects.get(verb="answered").success
    assert folded(enrolment, at=AFTER).state == Enrolment.State.COMPLETED


def test_an_essay_that_was_not_written_is_wrong_without_a_person(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *QUESTIONS))
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    browser.post(address(enrolment), {"attempt": 1, "step": "submit-incomplete"})
    assert QuizAttempt.objects.get().score == 0


def test_the_best_of_what_has_a_score_is_shown_while_another_waits(browser_of: BrowserOf, enrolment: Enrolment):
    marked()
    browser = browser_of(enrolment.person)
    data = form_of(started(browser, enrolment), (*EVERY_KIND, *QUESTIONS)) | {"step": "submit"}
    browser.post(address(enrolment), data)
    page = text_of(browser.get(address(enrolment)))
    assert "Your best result so far: 90%" in page
    assert "waiting for marking" in page
