"""Answers are saved by themselves where script runs, and the page says when they are not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from courses.assessment.models import QuizAttempt
from lms.accounts.models import User
from tests.courses.assessment.taking import address, started, with_quiz
from tests.factories.learning import DURING
from tests.factories.outlines import essay, quiz
from tests.served import served

MOST_BYTES = 2_000


@pytest.fixture
def sheet(browser: Browser, browser_of: Callable[[User], Client], db: None, time_machine: Any) -> Iterator[Page]:
    """An open attempt with an essay and twenty minutes."""
    time_machine.move_to(DURING)
    enrolment = with_quiz(quiz("z1", essay("q9"), minutes=20))
    client = browser_of(enrolment.person)
    started(client, enrolment)
    with served(files=True) as site:
        page = browser.new_context().new_page()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        page.goto(site + address(enrolment))
        yield page
        page.context.close()


@pytest.mark.browser
def test_answers_are_saved_as_they_are_written_and_the_page_says_so(sheet: Page) -> None:
    expect(sheet.locator("#left")).to_contain_text("Time left: 19:")
    sheet.locator("textarea").fill("Ask first.")
    expect(sheet.locator("#saved")).to_have_text("Your answers are saved.", timeout=10_000)
    assert QuizAttempt.objects.get().answers == {"q9": "Ask first."}
    sheet.route("**/quizzes/**", lambda route: route.abort())
    sheet.locator("textarea").fill("Ask again.")
    expect(sheet.locator("#saved")).to_contain_text("Not saved yet", timeout=10_000)


@pytest.mark.browser
def test_a_long_essay_is_saved_in_a_script_that_takes_many_bytes(sheet: Page) -> None:
    text = "사람에게 먼저 묻는다. " * 1500
    sheet.locator("textarea").fill(text)
    expect(sheet.locator("#saved")).to_have_text("Your answers are saved.", timeout=10_000)
    assert QuizAttempt.objects.get().answers == {"q9": text.strip()}


@pytest.mark.browser
def test_one_save_waits_for_the_other_and_the_last_words_are_kept(sheet: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    sheet.route("**/quizzes/**", hold)
    sheet.locator("textarea").fill("First")
    sheet.wait_for_timeout(3_500)
    sheet.locator("textarea").fill("First, ask.")
    sheet.wait_for_timeout(3_500)
    assert len(held) == 1
    held[0].continue_()
    expect(sheet.locator("#saved")).to_have_text("Your answers are saved.", timeout=10_000)
    assert QuizAttempt.objects.get().answers == {"q9": "First, ask."}


@pytest.mark.browser
def test_the_time_left_is_right_after_a_laptop_has_slept(sheet: Page) -> None:
    expect(sheet.locator("#left")).to_contain_text("Time left: 19:")
    sheet.evaluate("""() => {
        const now = Date.now;
        Date.now = () => now() + 600_000;
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert "Time left: 9:" in sheet.locator("#left").inner_text()


def test_the_script_is_small() -> None:
    path = finders.find("assessment/sheet.js")
    assert path
    assert len(Path(str(path)).read_bytes()) <= MOST_BYTES
