"""What is shown of an attempt, and when, is the quiz's to say."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from courses.assessment.models import QuizAttempt
from courses.enrolment.models import Enrolment
from courses.outline.structure import Counts, Review, When
from lms.accounts.models import User
from tests.courses.assessment.sheets import form_of
from tests.courses.assessment.taking import EVERY_KIND, address, started, text_of, with_quiz
from tests.factories.learning import AFTER, DURING, folded
from tests.factories.outlines import quiz, short_text, single

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]
EACH, LAST, NEVER = When.AFTER_EACH, When.AFTER_LAST, When.NEVER


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def answered(browser: Client, enrolment: Enrolment, *, right: bool, step: str = "submit") -> str:
    attempt = started(browser, enrolment)
    data = form_of(attempt, EVERY_KIND, right=right) | {"step": step}
    return text_of(browser.post(address(enrolment), data, follow=True))


def test_a_quiz_may_show_nothing_but_the_score(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", single("q1"), review=Review(marks=NEVER, feedback=NEVER, answers=NEVER)))
    result = answered(browser_of(enrolment.person), enrolment, right=False)
    assert "You scored 0%" in result
    assert "Feedback" not in result
    assert "Not right" not in result


def test_feedback_may_come_without_right_and_wrong(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", single("q1"), review=Review(marks=NEVER, answers=NEVER)))
    result = answered(browser_of(enrolment.person), enrolment, right=False)
    assert "Feedback on q1" in result
    assert "Not right" not in result


def test_right_and_wrong_may_wait_for_the_last_attempt(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", single("q1"), attempts=2, review=Review(marks=LAST, feedback=LAST)))
    browser = browser_of(enrolment.person)
    assert "Not right" not in answered(browser, enrolment, right=False)
    assert "Not right" in answered(browser, enrolment, right=False)


def test_answers_may_wait_for_the_deadline(browser_of: BrowserOf, time_machine):
    enrolment = with_quiz(quiz("z1", short_text("q4"), attempts=1, review=Review(answers=When.AFTER_DEADLINE)))
    browser = browser_of(enrolment.person)
    assert "Right answer" not in answered(browser, enrolment, right=False)
    time_machine.move_to(AFTER)
    later = browser_of(enrolment.person).get(f"{address(enrolment)}?attempt=1")
    assert "Right answer: LOSI" in text_of(later)


def test_answers_may_be_shown_after_each_attempt(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *EVERY_KIND, review=Review(answers=EACH)))
    result = answered(browser_of(enrolment.person), enrolment, right=False)
    for shown in ("Right answer: LOSI", "Right answer: 12.5", "Right: Match 1 of q7", "right: city", "Right order:"):
        assert shown in result
    assert "This was right too" in result


def test_an_answer_that_was_checked_shows_what_it_is_and_stays(browser_of: BrowserOf):
    review = Review(marks=When.DURING, feedback=When.DURING)
    enrolment = with_quiz(quiz("z1", *EVERY_KIND, review=review))
    browser = browser_of(enrolment.person)
    page = answered(browser, enrolment, right=False, step="check")
    assert "Feedback on q1" in page
    assert "Right answer" not in page
    attempt = QuizAttempt.objects.get()
    browser.post(address(enrolment), form_of(attempt, EVERY_KIND) | {"step": "submit"})
    attempt.refresh_from_db()
    assert attempt.score == 0


def test_what_was_not_checked_shows_nothing_and_can_be_answered(browser_of: BrowserOf):
    review = Review(marks=When.DURING, feedback=When.DURING)
    enrolment = with_quiz(quiz("z1", single("q1"), short_text("q4"), shuffle=False, review=review))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    right = form_of(attempt, EVERY_KIND)
    browser.post(address(enrolment), {"attempt": 1, "a1": right["a1"], "step": "check"})
    page = browser.get(address(enrolment)).content.decode()
    assert page.count("readonly") == 0
    assert len(re.findall(r"<input[^>]* disabled", page)) == 3
    result = browser.post(address(enrolment), {"attempt": 1, "a2": right["a2"], "step": "submit"}, follow=True)
    assert "You scored 100%" in text_of(result)


@pytest.mark.parametrize(("counts", "score"), [(Counts.BEST, 1), (Counts.FIRST, 0), (Counts.LAST, 0)])
def test_the_attempt_that_the_quiz_says_counts(browser_of: BrowserOf, counts: Counts, score: int):
    enrolment = with_quiz(quiz("z1", counts=counts, attempts=3))
    browser = browser_of(enrolment.person)
    for right in (False, True, False):
        answered(browser, enrolment, right=right)
    page = text_of(browser.get(address(enrolment)))
    assert f"the {counts} one counts" in page
    assert f": {score * 100}%" in page
    progress = folded(enrolment).progress.get()
    assert (progress.score, progress.done) == (Decimal(score), ["l1"] if score else [])
