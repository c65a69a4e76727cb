"""A quiz with a time limit: the server's clock decides, slow links have grace, and nothing that was saved is lost."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from courses.assessment.models import QuizAttempt
from courses.assessment.tasks import close_due
from courses.enrolment.models import Enrolment
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.courses.assessment.sheets import form_of
from tests.courses.assessment.taking import EVERY_KIND, address, started, text_of, with_quiz
from tests.factories.learning import AFTER, DURING, enrolled, folded, person
from tests.factories.outlines import quiz, single, true_false

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]
QUESTIONS = (single("q1"), true_false("q3"))
DUE = DURING + timedelta(minutes=20)


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def enrolment() -> Enrolment:
    return with_quiz(quiz("z1", *QUESTIONS, minutes=20, grace=90))


def send(browser: Client, enrolment: Enrolment, step: str, *, right: bool = True):
    data = form_of(QuizAttempt.objects.get(), EVERY_KIND, right=right) | {"step": step}
    return browser.post(address(enrolment), data)


def test_time_runs_from_the_start_and_the_page_says_until_when(browser_of: BrowserOf, enrolment, time_machine):
    browser = browser_of(enrolment.person)
    assert "20 minutes from the start" in text_of(browser.get(address(enrolment)))
    attempt = started(browser, enrolment)
    assert (attempt.due_at, attempt.closes_at) == (DUE, DUE + timedelta(seconds=90))
    time_machine.move_to(DUE - timedelta(seconds=100), tick=False)
    page = browser.get(address(enrolment))
    assert 'data-left="100"' in page.content.decode()
    assert "Time is up at" in text_of(page)


@pytest.mark.parametrize(("late", "score"), [(0, 1), (90, 1), (91, 0)])
def test_what_arrives_within_the_grace_counts_and_after_it_what_was_saved(
    browser_of: BrowserOf, enrolment, time_machine, late: int, score: int
):
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    send(browser, enrolment, "save", right=False)
    time_machine.move_to(DUE + timedelta(seconds=late), tick=False)
    assert send(browser, enrolment, "submit")["Location"].endswith("?attempt=1")
    attempt = QuizAttempt.objects.get()
    assert attempt.score == score
    assert attempt.submitted_at == (DUE + timedelta(seconds=late) if score else DUE)


def test_after_the_grace_nothing_is_saved_any_more(browser_of: BrowserOf, enrolment, time_machine):
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    time_machine.move_to(DUE + timedelta(minutes=5), tick=False)
    assert send(browser, enrolment, "autosave").status_code == 409
    assert "Time is up" in text_of(browser.post(address(enrolment), {"attempt": 1, "step": "save"}, follow=True))
    assert QuizAttempt.objects.get().answers == {}


def test_a_look_changes_nothing_and_a_click_leads_to_the_result(browser_of: BrowserOf, enrolment, time_machine):
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    assert send(browser, enrolment, "autosave").status_code == 204
    time_machine.move_to(DUE + timedelta(minutes=5), tick=False)
    page = text_of(browser.get(address(enrolment)))
    assert "See the result" in page
    assert "Start the quiz" not in page
    assert QuizAttempt.objects.get().submitted_at is None
    result = browser.post(address(enrolment), {"attempt": 1, "step": "submit"}, follow=True)
    assert "You scored 100%" in text_of(result)


def test_an_attempt_left_open_is_submitted_with_what_was_saved_last(browser_of: BrowserOf, enrolment, time_machine):
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    send(browser, enrolment, "autosave")
    time_machine.move_to(DUE + timedelta(seconds=90), tick=False)
    close_due()
    assert QuizAttempt.objects.get().submitted_at is None
    time_machine.move_to(DUE + timedelta(seconds=91), tick=False)
    for _time in range(2):
        close_due()
    attempt, record = QuizAttempt.objects.get(), LearningRecord.objects.get()
    assert (attempt.submitted_at, attempt.passed, attempt.score) == (DUE, True, Decimal(1))
    assert (record.happened_at, record.score) == (DUE, Decimal(1))
    assert folded(enrolment).progress.get().done == ["l1"]


def test_it_is_submitted_though_the_course_is_over_by_then(browser_of: BrowserOf, enrolment, time_machine):
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    send(browser, enrolment, "autosave")
    Enrolment.objects.update(state=Enrolment.State.PAUSED)
    time_machine.move_to(AFTER, tick=False)
    close_due()
    assert LearningRecord.objects.get().happened_at == DUE


def test_one_that_cannot_be_closed_does_not_hold_up_the_others(browser_of: BrowserOf, enrolment, time_machine, caplog):
    started(browser_of(enrolment.person), enrolment)
    other = enrolled(person("Salma"), run=enrolment.edition)
    started(browser_of(other.person), other)
    QuizAttempt.objects.filter(enrolment=enrolment).update(drawn=[{"question": "gone", "choices": []}])
    time_machine.move_to(AFTER, tick=False)
    close_due()
    assert QuizAttempt.objects.get(submitted_at=None).enrolment == enrolment
    assert "could not be closed" in caplog.text


def test_without_a_limit_an_attempt_stays_open(browser_of: BrowserOf, time_machine):
    enrolment = with_quiz(quiz("z1"))
    started(browser_of(enrolment.person), enrolment)
    time_machine.move_to(AFTER, tick=False)
    close_due()
    assert QuizAttempt.objects.get().submitted_at is None
