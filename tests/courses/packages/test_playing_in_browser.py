"""Packages played in Chromium: to the end, and hostile ones that reach for what is not theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.enrolment.models import Enrolment
from courses.packages.models import Content
from courses.packages.players import views
from courses.packages.players.policies import player_policy
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.factories import packages
from tests.factories.learning import DURING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Tries everything it should not reach, and writes down what it could.
HOSTILE = """
window.Test = {Small: function () {
  this.attach = function ($to) {
    var tries = {
      cookies: function () { return document.cookie; },
      parent: function () { return window.parent.document.title; },
      token: function () { return window.parent.document.querySelector('[name=csrfmiddlewaretoken]').value; },
      top: function () { return window.top.location.href; },
      navigate: function () { if (window.origin === 'null') { window.top.location = 'about:blank'; } },
      frame: function () { return window.frameElement; },
      database: function () { return window.indexedDB.open('x') && 'opened'; },
      referrer: function () { return document.referrer; },
      origin: function () { return window.origin === 'null' ? '' : window.origin; },
      dialogue: function () { return window.open('/admin/') ? 'opened' : ''; },
      storage: function () { return Object.prototype.toString.call(localStorage) === '[object Storage]' ? 'real' : ''; }
    };
    var got = [];
    Object.keys(tries).forEach(function (name) {
      try { var value = tries[name](); if (value) { got.push(name + ': ' + value); } } catch (error) { /* refused */ }
    });
    Promise.allSettled(['/my/', '/admin/', '/h5p/1/'].map(function (path) {
      return fetch(path, {credentials: 'include'}).then(function (answer) { got.push('read ' + path); });
    })).then(function () { $to.text('Reached: [' + got.join('; ') + ']'); });
  };
}};
"""


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    # The browser's clock is its own; the signed addresses live by the server's.
    time_machine.move_to(DURING)


@pytest.fixture
def exercise_of(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Callable[..., Page]:
    """The page of the activity with this content, as its learner sees it."""

    def open_page(held: Content, *, script: bool = True, language: str = "en") -> Page:
        enrolment = packages.learning_with(held)
        session = browser_of(enrolment.person).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(java_script_enabled=script, locale=language)
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": held, "url": live_server.url} for name, held in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + address_of(enrolment))
        return page

    return open_page


def completed() -> QuerySet[LearningRecord]:
    return LearningRecord.objects.filter(verb=LearningRecord.Verb.COMPLETED)


def address_of(enrolment: Enrolment) -> str:
    return reverse("h5p", args=[enrolment.code, "foundations", "p1"])


def place_services(frame: FrameLocator, *practice: str) -> None:
    for place, step in enumerate(practice):
        frame.locator(f"[name=practice-{place}][value='{step}']").check()
    for number in range(1, 6):
        frame.locator(f"[name=name-{number}]").fill(f"Service {number}")
        frame.locator(f"[name=step-{number}]").select_option(str(number % 4))


def test_the_service_scale_is_played_to_the_end_and_recorded(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.service_scale())
    assert page.locator("iframe").count() == 0
    page.get_by_role("button", name="Start").click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.get_by_role("alert")).to_contain_text("Something is missing")
    assert not completed().exists()
    place_services(frame, "1", "2", "3")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.locator(".polidari-task-result")).to_contain_text("Practice: 2 of 3 right.")
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.")
    record = completed().get()
    assert (record.verb, record.activity_key, record.success) == ("completed", "p1", False)
    assert not record.self_reported, "what was answered is scored on the server"
    assert (record.result["score_raw"], record.result["score_max"]) == ("2", "3")


def test_the_frame_is_as_high_as_what_it_shows(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.service_scale())
    page.get_by_role("button", name="Start").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="Finish")).to_be_visible()
    for _time in range(50):
        inside = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
        outside = page.locator("iframe").evaluate("frame => frame.clientHeight")
        if outside > 1000 and abs(outside - inside) < 2:
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail(f"{inside} pixels are shown in {outside}")


def test_the_service_scale_can_be_done_by_keyboard_alone(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.service_scale())
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="Finish")).to_be_visible()
    frame.locator("[name=practice-0]").first.focus()
    for _item in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    for _row in range(5):
        page.keyboard.type("Permit")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.")


def test_in_arabic_the_exercise_reads_from_the_right(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.service_scale(), language="ar")
    page.locator("[data-start]").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="إنهاء")).to_be_visible()
    assert frame.locator("html").get_attribute("dir") == "rtl"


def test_a_hostile_library_reaches_nothing(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.content(packages.small(**{"Test.Small-1.2__small.js": HOSTILE})))
    address = page.url
    page.get_by_role("button", name="Start").click()
    expect(page.frame_locator("iframe").locator(".h5p-content")).to_have_text("Reached: []")
    assert page.url == address


def test_without_the_sandbox_the_same_library_would_reach_the_learners_page(
    exercise_of: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
):
    """So the test above tests something: its library does bite."""
    policy = player_policy().removeprefix("sandbox allow-scripts; ")
    monkeypatch.setattr(views, "player_policy", lambda: policy)
    page = exercise_of(packages.content(packages.small(**{"Test.Small-1.2__small.js": HOSTILE})))
    page.evaluate("document.querySelector('template').content.firstElementChild.removeAttribute('sandbox')")
    page.get_by_role("button", name="Start").click()
    reached = page.frame_locator("iframe").locator(".h5p-content")
    for what in ("parent: ", "token: ", "top: ", "origin: http", "read /my/"):
        expect(reached).to_contain_text(what)


def test_a_package_cannot_post_results_in_another_frames_name(exercise_of: Callable[..., Page]):
    """Only the frame's own messages count: not those of the page itself or of what else sends some."""
    page = exercise_of(packages.content())
    page.get_by_role("button", name="Start").click()
    expect(page.frame_locator("iframe").locator(".h5p-content")).to_have_text("Small.")
    page.evaluate("postMessage({polidari: 'player', kind: 'result', result: {score_raw: 1, score_max: 1}}, '*')")
    page.wait_for_timeout(300)
    assert page.get_by_role("status").text_content() == ""
    assert not completed().exists()


def said_by(page: Page, *statements: list[Any]) -> None:
    """The package in the frame reports these statements: a verb, and the result with it."""
    page.get_by_role("button", name="Start").click()
    expect(page.frame_locator("iframe").locator(".h5p-content")).to_have_text("Small.")
    for statement in statements:
        page.frames[1].evaluate(
            "([verb, result]) => { const event = new H5P.XAPIEvent(); event.setVerb(verb);"
            " if (result) event.data.statement.result = result; new H5P.EventDispatcher().trigger(event); }",
            statement,
        )


def test_a_package_that_completes_without_a_result_is_completed(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.content())
    said_by(page, ["completed", None])
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.")
    assert completed().get().result == {"completion": True, "attempt": 1}


def test_nothing_is_said_of_what_is_not_completed_yet(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.content())
    said_by(page, ["answered", {"completion": False, "score": {"raw": 1, "max": 2}}])
    page.wait_for_timeout(300)
    assert page.get_by_role("status").text_content() == ""
    assert not completed().exists()


def test_without_script_the_plain_version_is_offered(exercise_of: Callable[..., Page]):
    page = exercise_of(packages.service_scale(), script=False)
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
    page.get_by_role("link", name="Plain version").click()
    for place in range(3):
        page.locator(f"[name=practice-{place}]").first.check()
    for number in range(1, 6):
        page.locator(f"[name=name-{number}]").fill("Permit")
        page.locator(f"[name=step-{number}]").select_option("2")
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_text("Points: 1 of 3")).to_be_visible()
    assert completed().get().self_reported is False
