"""The bridge between a player's frame and the page around it, in Chromium: what crosses, and what does not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Frame, Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.enrolment.models import Enrolment
from courses.outline.structure import Exercises
from courses.packages.models import Content
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from tests.factories import packages
from tests.factories.learning import DURING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Counts what it is clicked, remembers it, and reports it as a score out of ten.
COUNTER = """
window.Test = {Small: function (params, id, extras) {
  var self = this;
  H5P.EventDispatcher.call(self);
  var count = (extras.previousState || {count: 0}).count;
  self.getCurrentState = function () { return {count: count}; };
  function done() {
    var event = new H5P.XAPIEvent();
    event.setVerb('answered');
    event.data.statement.result = {score: {raw: count, max: 10}, completion: true};
    self.trigger(event);
  }
  self.attach = function ($to) {
    $to.html('<p class="count">' + count + '</p><button class="more">More</button><button class="done">Done</button>' +
      '<button class="fill">Fill</button>');
    $to.find('.more').on('click', function () { count += 1; $to.find('.count').text(count); });
    $to.find('.done').on('click', done);
    $to.find('.fill').on('click', function () { H5P.fullScreen($to, self); });
    if (extras.previousState) { done(); }
  };
}};
"""
Opened = Callable[..., Page]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Opened:
    """An exercise's page on a device of its own, in this language."""

    def open_page(enrolment: Enrolment, language: str = "en", **device: Any) -> Page:
        session = browser_of(enrolment.person).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(**device)
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": held, "url": live_server.url} for name, held in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + reverse("h5p", args=[enrolment.code, "foundations", "p1"]))
        return page

    return open_page


def counter() -> Content:
    return packages.content(packages.small(**{"Test.Small-1.2__small.js": COUNTER}))


def started(page: Page) -> Frame:
    page.locator("[data-start]").click()
    expect(page.frame_locator("iframe").locator("button.more")).to_be_visible()
    return page.frames[1]


def completed() -> Any:
    return LearningRecord.objects.filter(verb="completed").order_by("stored_at")


def remembered(page: Page, data: str) -> None:
    for _time in range(60):
        if list(AttemptState.objects.values_list("data", flat=True)) == [data]:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not remembered: {list(AttemptState.objects.values_list('data', flat=True))}")


def test_an_exercise_goes_on_after_a_reload_and_on_another_device_without_reporting_again(opened: Opened):
    enrolment = packages.learning_with(counter())
    page = opened(enrolment)
    frame = started(page)
    for _time in range(3):
        frame.click("button.more")
    # Before the page would have sent it by itself.
    page.wait_for_timeout(600)
    page.reload()
    remembered(page, '{"count":3}')
    for again in (page, opened(enrolment)):
        frame = started(again)
        assert frame.text_content(".count") == "3"
    again.wait_for_timeout(500)
    assert not completed().exists()
    frame.click("button.done")
    expect(again.get_by_role("status")).to_have_text("Your result is recorded.")
    assert [record.result["score_raw"] for record in completed()] == ["3"]
    assert Attempt.objects.count() == 1


def test_the_end_is_shown_again_and_another_attempt_begins_by_asking_or_by_a_result(opened: Opened):
    page = opened(packages.learning_with(counter(), exercises=Exercises(attempts=3)))
    frame = started(page)
    frame.click("button.more")
    frame.click("button.done")
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    frame.click("button.more")
    frame.click("button.done")
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.")
    for _time in range(50):
        if completed().count() == 2:
            break
        page.wait_for_timeout(100)
    assert [record.result["attempt"] for record in completed()] == [1, 2]
    page.get_by_role("button", name="Start again").click()
    expect(page.frame_locator("iframe").locator(".count")).to_have_text("0")
    page.frames[1].click("button.done")
    expect(page.get_by_role("button", name="Start again")).to_be_hidden()
    page.frames[1].click("button.done")
    expect(page.get_by_role("status")).to_have_text("You have used all 3 attempts at this exercise.")


def test_messages_count_from_that_frame_alone_in_small_sizes_and_numbers_and_name_nobody(opened: Opened):
    page = opened(packages.learning_with(counter()))
    frame = started(page)
    page.evaluate("""() => {
      const other = document.body.appendChild(document.createElement('iframe'));
      const forged = {polidari: 'player', kind: 'result', result: {score_raw: 10, score_max: 10}};
      other.contentWindow.parent.postMessage(forged, '*');
      window.postMessage(forged, '*');
    }""")
    frame.evaluate("""() => {
      const tell = (message) => parent.postMessage({polidari: 'player', ...message}, '*');
      tell({kind: 'constructor'}); tell({kind: '__proto__'}); tell({kind: 'result', result: 'x'});
      tell({kind: 'height', height: 1e9}); tell({kind: 'height', height: 'x'});
      tell({kind: 'state', key: 'big', value: 'x'.repeat(300000)});
      tell({kind: 'state', key: 'k'.repeat(300), value: 'x'}); tell({kind: 'state', key: {}, value: 'x'});
    }""")
    page.wait_for_timeout(500)
    assert not completed().exists()
    assert page.locator("iframe").first.evaluate("frame => frame.clientHeight") <= 20000
    sent: list[Any] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.post_data_json))
    frame.evaluate("""() => {
      const result = {score_raw: 1, score_max: 10, actor: {mbox: 'mailto:other@city.example'}, user: 7, id: 'x'};
      for (let time = 0; time < 200; time += 1) {
        parent.postMessage({polidari: 'player', kind: 'result', result, enrolment: 'other', activity: 'p2'}, '*');
      }
    }""")
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.")
    for _time in range(100):
        if completed().count() == 4:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(500)
    results = [body for body in sent if "score_raw" in body]
    # Of five in ten seconds the one that said nothing was the first.
    assert len(results) == 4
    assert {frozenset(body) for body in results} == {
        frozenset({"score_raw", "score_max", "success", "completion", "response"})
    }
    assert {record.enrolment.person_id for record in completed()} == {Enrolment.objects.get().person_id}


def test_the_frame_hears_the_page_around_it_and_nobody_else(opened: Opened):
    frame = started(opened(packages.learning_with(counter())))
    frame.evaluate("window.postMessage({polidari: 'player', kind: 'fullscreen', on: true}, '*')")
    frame.page.wait_for_timeout(300)
    assert frame.evaluate("H5P.isFullscreen") in (None, False)


def test_the_screen_is_filled_by_our_button_or_the_packages_and_what_is_ours_stays_in_sight(opened: Opened):
    page = opened(packages.learning_with(counter()))
    frame = started(page)
    inside = "() => [document.fullscreenElement?.className ?? '', document.querySelector('iframe').clientHeight]"
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    filled, height = page.evaluate(inside)
    assert "player" in filled
    assert height > 400
    assert frame.evaluate("H5P.isFullscreen") is True
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    frame.click("button.fill")
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    frame.evaluate("H5P.exitFullScreen()")
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    assert frame.evaluate("[H5P.isFullscreen, typeof H5P.exitFullScreen]") == [False, "undefined"]


def test_what_cannot_be_recorded_can_be_tried_and_the_learner_is_told_why(opened: Opened):
    page = opened(packages.learning_with(counter()))
    Enrolment.objects.update(state=Enrolment.State.PAUSED)
    frame = started(page)
    expect(page.get_by_role("status")).to_contain_text("Your enrolment is not active")
    frame.click("button.done")
    expect(page.get_by_role("status")).to_contain_text("Your enrolment is not active")
    assert not completed().exists()


def test_in_arabic_the_player_reads_from_the_right_and_fits_a_telephone(opened: Opened):
    page = opened(packages.learning_with(packages.service_scale()), "ar", viewport={"width": 360, "height": 700})
    page.locator("[data-start]").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("form, .service-scale, .h5p-content").first).to_be_visible()
    assert frame.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth") is True
