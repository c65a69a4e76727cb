"""When the page of a result shows what would have been right."""

from collections.abc import Callable

import pytest
from django.test import Client

from courses.enrolment.models import Enrolment
from lms.accounts.models import User
from tests.courses.assessment.sheets import form_of
from tests.courses.assessment.taking import EVERY_KIND, address, started, text_of, with_quiz
from tests.factories.learning import DURING, edition, enrolled, folded
from tests.factories.outlines import lesson, ordering, outline, published, quiz, short_text, single

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def test_what_would_have_been_right_is_hidden_while_it_can_be_used(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", short_text("q4"), attempts=2))
    browser = browser_of(enrolment.person)
    for last in (False, True):
        attempt = started(browser, enrolment)
        wrong = form_of(attempt, EVERY_KIND, right=False) | {"step": "submit"}
        result = text_of(browser.post(address(enrolment), wrong, follow=True))
        assert ("Right answer: LOSI" in result) == last


@pytest.mark.parametrize("state", [Enrolment.State.PAUSED, Enrolment.State.INCOMPLETE])
def test_what_would_have_been_right_is_hidden_while_one_may_come_back(browser_of: BrowserOf, state: str):
    enrolment = with_quiz(quiz("z1", short_text("q4")))
    browser = browser_of(enrolment.person)
    wrong = form_of(started(browser, enrolment), EVERY_KIND, right=False) | {"step": "submit"}
    browser.post(address(enrolment), wrong)
    Enrolment.objects.update(state=state)
    result = text_of(browser.get(f"{address(enrolment)}?attempt=1"))
    assert "Not passed yet" in result
    assert "LOSI" not in result


def test_what_would_have_been_right_is_hidden_while_the_last_attempt_is_open(browser_of: BrowserOf):
    enrolment = with_quiz(quiz("z1", short_text("q4"), attempts=2))
    browser = browser_of(enrolment.person)
    wrong = form_of(started(browser, enrolment), EVERY_KIND, right=False) | {"step": "submit"}
    browser.post(address(enrolment), wrong)
    last = started(browser, enrolment)
    assert "LOSI" not in text_of(browser.get(f"{address(enrolment)}?attempt=1"))
    browser.post(address(enrolment), wrong | {"attempt": last.number})
    assert "Right answer: LOSI" in text_of(browser.get(f"{address(enrolment)}?attempt=1"))


def test_what_would_have_been_right_is_hidden_while_a_better_score_can_still_complete_the_course(browser_of: BrowserOf):
    questions = (single("q1"), short_text("q4"))
    course = published(outline("foundations", lesson("l1", quiz("z1", *questions, pass_mark=50)), pass_mark=80))
    enrolment = enrolled(run=edition(course, pass_mark=80))
    browser = browser_of(enrolment.person)
    attempt = started(browser, enrolment)
    right = form_of(attempt, questions) | {"step": "submit"}
    half = {name: "something else" if value == "losi" else value for name, value in right.items()}
    result = text_of(browser.post(address(enrolment), half, follow=True))
    assert "You scored 50%" in result
    assert "Right answer" not in result
    browser.post(address(enrolment), form_of(started(browser, enrolment), questions) | {"step": "submit"})
    assert folded(enrolment).state == Enrolment.State.COMPLETED
    assert "Right answer: LOSI" in text_of(browser.get(f"{address(enrolment)}?attempt=1"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_right_order_is_a_list_that_no_direction_of_writing_turns_round(browser_of: BrowserOf, language: str):
    enrolment = with_quiz(quiz("z1", ordering("q5"), attempts=1))
    browser = browser_of(enrolment.person)
    browser.cookies["l"] = language
    wrong = form_of(started(browser, enrolment), EVERY_KIND, right=False) | {"step": "submit"}
    page = browser.post(address(enrolment), wrong, follow=True).content.decode()
    assert f'lang="{language}"' in page
    lines = "".join(f"<li>Step {place} of q5" for place in range(1, 5))
    assert f"<ol>{lines}</ol>" in page.replace("</li>", "")
    assert "→" not in page
