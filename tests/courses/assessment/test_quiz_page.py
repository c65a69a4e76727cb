"""A quiz as an official takes it, without script."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from courses.assessment.models import QuizAttempt
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.courses.assessment.sheets import form_of
from tests.courses.assessment.taking import EVERY_KIND, address, started, text_of, with_quiz
from tests.factories.learning import AFTER, DURING, course_of, edition, enrolled, folded, person
from tests.factories.outlines import (
    multiple,
    ordering,
    outline,
    published,
    quiz,
    short_text,
    single,
    true_false,
)

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def test_an_official_passes_a_quiz_of_every_kind_of_question(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *EVERY_KIND))
    browser = browser_of(enrolment.person)
    assert "Start the quiz" in text_of(browser.get(address(enrolment)))
    attempt = started(browser, enrolment)
    sheet = browser.get(address(enrolment))
    assert sheet.content.count(b"<fieldset") == len(EVERY_KIND)
    answers = form_of(attempt, EVERY_KIND) | {"step": "submit"}
    result = browser.post(address(enrolment), answers, follow=True)
    assert result.redirect_chain == [(f"{address(enrolment)}?attempt=1", 302)]
    assert "You scored 100%" in text_of(result)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (Decimal(1), True)
    assert folded(enrolment).progress.get().done == ["l1"]


def test_wrong_answers_fail_and_say_why(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *EVERY_KIND))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    answers = form_of(attempt, EVERY_KIND, right=False) | {"step": "submit"}
    result = text_of(browser.post(address(enrolment), answers, follow=True))
    assert "Not passed yet" in result
    assert "You scored 0%" in result
    assert "Feedback on q1" in result
    record = LearningRecord.objects.get()
    assert (record.score, record.success, record.result) == (Decimal(0), False, {"attempt": 1})


def test_a_page_of_questions_gives_nothing_away(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *EVERY_KIND))
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    sheet = browser.get(address(enrolment)).content.decode()
    assert "q1c1" not in sheet
    assert "LOSI" not in sheet
    assert "Feedback" not in sheet


def test_an_incomplete_sheet_asks_before_it_is_marked(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", single("q1"), short_text("q4")))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    answers = {name: value for name, value in form_of(attempt, EVERY_KIND).items() if name != "a2"}
    asked = browser.post(address(enrolment), answers | {"step": "submit"})
    assert 'role="alert"' in asked.content.decode()
    assert 'href="#a2"' in asked.content.decode()
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
    assert len(attempt.answers) == 1
    browser.post(address(enrolment), answers | {"step": "submit-incomplete"})
    attempt.refresh_from_db()
    assert attempt.submitted_at is not None


def test_saved_answers_are_there_again(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *EVERY_KIND))
    attempt = started(browser_of(enrolment.person), enrolment)
    browser_of(enrolment.person).post(address(enrolment), form_of(attempt, EVERY_KIND) | {"step": "save"})
    sheet = browser_of(enrolment.person).get(address(enrolment)).content.decode()
    assert sheet.count(" checked") == 4
    assert sheet.count(" selected") == 4 + 3
    assert 'value="losi"' in sheet


def test_submitting_twice_marks_once(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    right = form_of(attempt, EVERY_KIND) | {"step": "submit"}
    browser.post(address(enrolment), right)
    wrong = form_of(attempt, EVERY_KIND, right=False) | {"step": "submit"}
    again = browser.post(address(enrolment), wrong)
    assert again["Location"].endswith("?attempt=1")
    attempt.refresh_from_db()
    assert attempt.score == 1
    assert LearningRecord.objects.count() == 1


def test_starting_twice_goes_on_with_the_same_attempt(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", *(single(f"q{number}") for number in range(20)), draw=3))
    browser = browser_of(enrolment.person)
    first, second = started(browser, enrolment), started(browser, enrolment)
    assert (first.pk, first.drawn) == (second.pk, second.drawn)
    assert len(first.drawn) == 3


def test_attempts_are_limited_and_the_best_one_counts(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", attempts=2))
    browser = browser_of(enrolment.person)
    for right in (True, False):
        attempt = started(browser, enrolment)
        browser.post(address(enrolment), form_of(attempt, EVERY_KIND, right=right) | {"step": "submit"})
    refused = browser.post(address(enrolment), {"step": "start"}, follow=True)
    assert "You have used all 2 attempts at this quiz." in text_of(refused)
    assert "Your best result so far: 100%" in text_of(refused)
    assert QuizAttempt.objects.count() == 2
    assert folded(enrolment).progress.get().score == 1


def test_earlier_attempts_can_be_reviewed(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    for right in (False, True):
        attempt = started(browser, enrolment)
        browser.post(address(enrolment), form_of(attempt, EVERY_KIND, right=right) | {"step": "submit"})
    assert "You scored 0%" in text_of(browser.get(f"{address(enrolment)}?attempt=1"))
    assert browser.get(f"{address(enrolment)}?attempt=3").status_code == 404
    assert browser.get(f"{address(enrolment)}?attempt=x").status_code == 404


def test_an_open_attempt_is_not_reviewed(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    assert browser.get(f"{address(enrolment)}?attempt=1")["Location"] == address(enrolment)


def test_marks_never_come_from_the_browser(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    forged = {"score": "1", "passed": "true", "marks": "1", "a1": "99", "number": "7", "step": "submit-incomplete"}
    browser.post(address(enrolment), {"attempt": attempt.number} | forged)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed, attempt.number) == (Decimal(0), False, 1)
    assert attempt.answers == {}


@pytest.mark.parametrize("value", ["-1", "99999999999999999999", "①", "NaN", "\0", "[]", "1e3"])
def test_absurd_values_are_no_answers(browser_of: BrowserOf, value: str):
    questions = (single("q1"), multiple("q2"), true_false("q3"), ordering("q5"))
    enrolment = with_quiz(quiz("z1", *questions))
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    names = ["a1", "a2", "a3", "a4", *(f"a{place}.0" for place in range(1, 5))]
    browser.post(address(enrolment), {"attempt": 1, "step": "save"} | dict.fromkeys(names, value))
    assert QuizAttempt.objects.get().answers == {}


def test_a_long_text_is_cut_to_what_the_field_takes(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", short_text("q4")))
    browser = browser_of(enrolment.person)
    started(browser, enrolment)
    browser.post(address(enrolment), {"attempt": 1, "step": "save", "a1": "x\0" * 5000})
    assert QuizAttempt.objects.get().answers == {"q4": "x" * 200}


def test_nothing_is_started_or_submitted_after_the_deadline(browser_of: BrowserOf, time_machine):
    enrolment = with_quiz(quiz("z1"))
    attempt = started(browser_of(enrolment.person), enrolment)
    time_machine.move_to(AFTER)
    browser = browser_of(enrolment.person)
    page = text_of(browser.get(address(enrolment)))
    assert "The deadline has passed" in page
    assert "Start the quiz" not in page
    browser.post(address(enrolment), form_of(attempt, EVERY_KIND) | {"step": "submit"})
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_the_quiz_of_another_is_not_there(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    stranger = person("Salma")
    elsewhere = enrolled(stranger, run=edition(published(outline("other")), code="B"))
    browser = browser_of(stranger)
    unknown = address(enrolment).replace(enrolment.code, "unknown")
    mixed = address(enrolment).replace(enrolment.code, elsewhere.code)
    for method in (browser.get, browser.post):
        assert [method(path).status_code for path in (address(enrolment), unknown, mixed)] == [404, 404, 404]
    assert Client().get(address(enrolment)).status_code == 302


def test_a_lesson_or_package_is_no_quiz(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    assert browser_of(enrolment.person).get(address(enrolment, "l1")).status_code == 404


def test_a_quiz_page_costs_the_same_for_one_attempt_and_for_twenty(browser_of, django_assert_num_queries):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    course = course_of(enrolment)
    browser.get(address(enrolment))
    for count in (1, 20):
        existing = QuizAttempt.objects.count()
        QuizAttempt.objects.bulk_create(
            QuizAttempt(
                enrolment=enrolment, course=course.course, activity_key="z1", number=number, drawn=[], score=0,
                passed=False, started_at=DURING, submitted_at=DURING,
            )
            for number in range(existing + 1, count + 1)
        )  # fmt: skip
        with django_assert_num_queries(3):
            browser.get(address(enrolment))


def test_a_quiz_speaks_the_language_of_the_reader(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1"))
    browser = browser_of(enrolment.person)
    browser.cookies["l"] = "ko"
    started(browser, enrolment)
    assert "단일 q1?" in text_of(browser.get(address(enrolment)))
