"""Our own libraries in Chromium, in the player of a course: to full score, and what they report."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.demo.packages import build_package
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.barriers.looking import AXE
from tests.factories import packages
from tests.factories.learning import DURING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTEN = "() => { window.said = []; H5P.externalDispatcher.on('xAPI', (event) => said.push(event.data.statement)); }"
LOOK = """async () => (await axe.run('.polidari-task', {resultTypes: ['violations'], iframes: false})).violations
  .map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.html).join(' | '))"""
FIGURES = {"africa": 36, "americas": 88, "arab": 70, "asia": 77, "cis": 93, "europe": 92}


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    # The browser's clock is its own; the signed addresses live by the server's.
    time_machine.move_to(DURING)


@pytest.fixture
def started(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Callable[..., Page]:
    """The page of an exercise of the demo, begun by its learner; the frame keeps what is said in it."""

    def start(slug: str, *, language: str = "en") -> Page:
        enrolment = packages.learning_with(packages.content(BytesIO(build_package(slug))))
        session = browser_of(enrolment.person).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(locale=language)
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": held, "url": live_server.url} for name, held in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + reverse("h5p", args=[enrolment.code, "foundations", "p1"]))
        page.locator("[data-start]").click()
        expect(page.frame_locator("iframe").locator("form")).to_be_visible()
        page.frames[1].evaluate(LISTEN)
        return page

    return start


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def fill_in(page: Page) -> None:
    """Something in every field of whichever exercise it is."""
    page.frames[1].evaluate(
        """() => {
          document.querySelectorAll('[type=radio], [type=checkbox]').forEach((one) => { one.checked = true; });
          document.querySelectorAll('input:not([type])').forEach((one) => { one.value = 'Permit'; });
          document.querySelectorAll('select').forEach((one) => { one.value = '1'; });
          document.querySelectorAll('[type=range]').forEach((one) => one.click());
        }"""
    )


def press(page: Page, name: str) -> None:
    frame_of(page).get_by_role("button", name=name).click()


def said(page: Page, verb: str) -> list[Any]:
    statements = page.frames[1].evaluate("() => said")
    return [one for one in statements if one["verb"]["id"].endswith(f"/{verb}")]


def recorded(page: Page) -> tuple[Any, ...]:
    expect(page.get_by_role("status").first).to_have_text("Your result is recorded.")
    record = LearningRecord.objects.filter(result__has_key="score_raw").latest("pk")
    return record.success, record.result["score_raw"], record.result["score_max"]


def kept(page: Page) -> Any:
    return page.frames[1].evaluate("() => H5P.instances[0].getCurrentState()")


def resumed(page: Page, state: Any) -> None:
    """The same exercise drawn again from its state, as a player does in a later sitting."""
    page.frames[1].evaluate(
        """(state) => {
          const old = H5P.instances[0], place = H5P.jQuery('.h5p-content').first();
          const again = new old.constructor(old.params, old.contentId, {previousState: state});
          place.empty(); again.attach(place); H5P.instances[0] = again; said = [];
        }""",
        state,
    )


def choose(page: Page, *answers: str) -> None:
    for answer in answers:
        frame_of(page).get_by_label(answer, exact=True).check()


def test_a_multiple_choice_is_answered_tried_again_and_full(started: Callable[..., Page]):
    page = started("egdi-parts")
    press(page, "Check")
    expect(frame_of(page).get_by_role("alert")).to_have_text("Choose an answer first.")
    assert said(page, "answered") == []
    choose(page, "The Human Capital Index", "The Online Service Index")
    press(page, "Check")
    expect(frame_of(page).locator(".polidari-task-result")).to_have_text("0 of 2 points.")
    expect(frame_of(page).locator(".polidari-task-feedback.wrong")).to_contain_text("Not right. It asks what people")
    assert recorded(page) == (False, "0", "2")
    press(page, "Show the solution")
    expect(frame_of(page).locator(".polidari-task-feedback.solution")).to_contain_text("This would have been right.")
    press(page, "Try again")
    choose(page, "The Human Capital Index", "The Telecommunication Infrastructure Index")
    press(page, "Check")
    expect(frame_of(page).locator(".polidari-task-result")).to_have_text("2 of 2 points.")
    expect(frame_of(page).get_by_role("button", name="Show the solution")).to_be_hidden()


def test_what_a_multiple_choice_states_is_complete(started: Callable[..., Page]):
    page = started("egdi-parts")
    choose(page, "The Human Capital Index", "The Telecommunication Infrastructure Index")
    press(page, "Check")
    (statement,) = said(page, "answered")
    result, definition = statement["result"], statement["object"]["definition"]
    assert result["score"] == {"min": 0, "max": 2, "raw": 2, "scaled": 1}
    assert (result["success"], result["completion"], result["response"]) == (True, True, "0[,]1")
    assert result["duration"].startswith("PT")
    assert (definition["interactionType"], definition["correctResponsesPattern"]) == ("choice", ["0[,]1"])
    assert definition["choices"][1] == {"id": "1", "description": {"en": "The Human Capital Index"}}
    assert definition["description"]["en"].startswith("A country brings mobile networks")
    assert len(said(page, "interacted")) == 2
    child = page.frames[1].evaluate("() => H5P.instances[0].getXAPIData().statement")
    assert child["result"]["response"] == "0[,]1"


def test_a_multiple_choice_is_resumed_and_not_reported_twice(started: Callable[..., Page]):
    page = started("own-part")
    assert kept(page) is None
    choose(page, "The sign-in page")
    assert kept(page) == {"answers": [1], "checked": False}
    press(page, "Check")
    state = kept(page)
    assert state == {"answers": [1], "checked": True}
    resumed(page, state)
    expect(frame_of(page).locator(".polidari-task-result")).to_have_text("0 of 1 points.")
    expect(frame_of(page).get_by_label("The sign-in page", exact=True)).to_be_checked()
    assert said(page, "answered") == []
    states: list[Any] = [{"answers": "none"}, {"answers": [99, None], "checked": True}, []]
    for damaged in states:
        resumed(page, damaged)
        expect(frame_of(page).get_by_role("button", name="Check")).to_be_visible()


def test_the_service_scale_is_played_to_full_score(started: Callable[..., Page]):
    page = started("service-scale")
    for place, step in enumerate(("1", "2", "0")):
        frame_of(page).locator(f"[name=practice-{place}][value='{step}']").check()
    assert kept(page) == {"answers": ["1", "2", "0"], "checked": False}
    for number in range(1, 6):
        frame_of(page).locator(f"[name=name-{number}]").fill("Permit")
        frame_of(page).locator(f"[name=step-{number}]").select_option("2")
    press(page, "Finish")
    expect(frame_of(page).locator(".polidari-task-result")).to_contain_text("Your services: 10 of 15 points.")
    assert recorded(page) == (True, "3", "3")
    (statement,) = said(page, "completed")
    definition = statement["object"]["definition"]
    assert (statement["result"]["success"], statement["result"]["response"]) == (True, "0[.]1[,]1[.]2[,]2[.]0")
    assert definition["interactionType"] == "matching"
    assert definition["correctResponsesPattern"] == ["0[.]1[,]1[.]2[,]2[.]0"]
    assert [one["id"] for one in definition["target"]] == ["0", "1", "2", "3"]
    assert "Permit" not in json.dumps([statement, kept(page)]), "the learner's own services are kept nowhere"
    resumed(page, kept(page))
    expect(frame_of(page).locator(".polidari-task-result")).to_have_text("Practice: 3 of 3 right.")


def test_the_map_is_estimated_compared_and_told_in_a_table(started: Callable[..., Page]):
    page = started("divide-map")
    press(page, "Compare")
    expect(frame_of(page).get_by_role("alert")).to_contain_text("Move every slider once")
    sliders = frame_of(page).get_by_role("slider")
    expect(sliders.first).to_be_focused()
    expect(sliders.first).to_have_attribute("aria-valuetext", "no estimate yet")
    for slider, figure in zip(sliders.all(), FIGURES.values(), strict=True):
        slider.fill(str(figure + 10)) if figure < 90 else slider.fill(str(figure))
    expect(sliders.first).to_have_attribute("aria-valuetext", "46%")
    press(page, "Compare")
    expect(frame_of(page).locator(".polidari-task-result p")).to_contain_text("6 of 6 estimates are close, within 10.")
    assert recorded(page) == (True, "6", "6")
    rows = frame_of(page).get_by_role("row")
    assert rows.nth(1).all_inner_texts()[0].split()[:1] == ["Africa"]
    expect(rows.nth(1)).to_contain_text("+10")
    (statement,) = said(page, "answered")
    definition = statement["object"]["definition"]
    assert statement["result"]["response"].startswith("africa[.]46[,]americas[.]98[,]")
    assert definition["interactionType"] == "performance"
    assert definition["correctResponsesPattern"][0].startswith("africa[.]26:46[,]")
    assert [step["id"] for step in definition["steps"]] == list(FIGURES)
    resumed(page, kept(page))
    expect(frame_of(page).get_by_role("row")).to_have_count(7)


def test_the_map_can_be_estimated_with_the_keyboard(started: Callable[..., Page]):
    page = started("divide-map")
    frame_of(page).get_by_role("slider").first.focus()
    for _region in FIGURES:
        page.keyboard.press("Space")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(frame_of(page).locator(".polidari-task-result")).to_be_focused()
    assert kept(page)["answers"] == [51] * 6


def test_starting_again_forgets_the_answers(started: Callable[..., Page]):
    page = started("divide-map")
    for slider in frame_of(page).get_by_role("slider").all():
        slider.fill("10")
    press(page, "Compare")
    press(page, "Estimate again")
    expect(frame_of(page).get_by_role("slider").first).to_be_focused()
    assert kept(page) == {"answers": [None] * 6, "checked": False}


@pytest.mark.parametrize("slug", ["egdi-parts", "divide-map", "service-scale"])
def test_in_arabic_an_exercise_reads_from_the_right_and_fits_a_telephone(started: Callable[..., Page], slug: str):
    page = started(slug, language="ar")
    page.set_viewport_size({"width": 360, "height": 640})
    frame = page.frames[1]
    assert frame.evaluate("getComputedStyle(document.querySelector('form')).direction") == "rtl"
    assert frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("slug", ["egdi-parts", "divide-map", "service-scale"])
def test_nothing_stands_in_the_way_before_and_after_checking(started: Callable[..., Page], slug: str):
    page = started(slug)
    page.frames[1].evaluate(AXE)
    assert page.frames[1].evaluate(LOOK) == []
    fill_in(page)
    frame_of(page).get_by_role("button").first.click()
    expect(frame_of(page).locator(".polidari-task-result")).to_be_focused()
    assert page.frames[1].evaluate(LOOK) == []


def test_texts_that_the_filter_escaped_are_read_as_they_were_written(started: Callable[..., Page]):
    page = started("own-part")
    page.frames[1].evaluate(
        """() => {
          const one = H5P.instances[0];
          one.params.answers[0].text = 'Fees &amp; &lt;dates&gt;';
          one.resetTask();
        }"""
    )
    expect(frame_of(page).get_by_label("Fees & <dates>", exact=True)).to_be_visible()
