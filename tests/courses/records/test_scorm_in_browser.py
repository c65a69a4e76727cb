"""SCORM packages played in Chromium: to the end, with a rest, with many objects, and hostile ones."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from courses.records.models import Attempt, AttemptState, LearningRecord
from tests.courses.records.scorm_objects import HOSTILE, OBJECT_12, OBJECT_2004, SECOND_PAGE_12
from tests.factories.courseware import item, manifest_12, manifest_2004, resource, scorm
from tests.factories.learning import DURING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOLD = "<adlcp:datafromlms>level=2</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
RECORDED = "Your result is recorded."


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


def started(page: Page) -> FrameLocator:
    page.locator("[data-start] button").click()
    return page.frame_locator("iframe")


def completed() -> LearningRecord:
    return LearningRecord.objects.get(verb="completed")


def test_a_package_of_12_is_played_to_the_end_after_a_rest(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12(item(inside=TOLD)), **{"index.html": OBJECT_12, "two.html": SECOND_PAGE_12}))
    frame = started(page)
    expect(frame.locator("#found")).to_have_text("ab-initio|Otieno|||level=2|80")
    frame.get_by_role("button", name="Later").click()
    expect(page.get_by_role("status")).to_have_text("Your place is saved.")
    page.reload()
    frame = started(page)
    expect(frame.locator("#found")).to_have_text("resume|Otieno|page 2|a=1;ä=2|level=2|80")
    frame.get_by_role("button", name="Answer badly").click()
    expect(page.get_by_role("status")).to_have_text(RECORDED)
    record = completed()
    assert (record.success, str(record.score), record.self_reported) == (False, "0.6000", True)
    assert Attempt.objects.get().ended_at


def test_another_attempt_begins_from_nothing(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12(item(inside=TOLD)), **{"index.html": OBJECT_12}))
    started(page).get_by_role("button", name="Answer badly").click()
    page.get_by_role("button", name="Start another attempt").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#found")).to_have_text("ab-initio|Otieno|||level=2|80")
    frame.get_by_role("button", name="Answer well").click()
    expect(page.get_by_role("status")).to_have_text(RECORDED)
    assert list(Attempt.objects.values_list("records__success", flat=True).order_by("number")).count(True) == 1


def test_what_one_page_of_an_object_sets_the_next_page_finds(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12(), **{"index.html": OBJECT_12, "two.html": SECOND_PAGE_12}))
    frame = started(page)
    expect(frame.locator("#found")).to_have_text("ab-initio|Otieno||||")
    page.frames[1].evaluate("set('cmi.core.lesson_location', 'from one'); api.LMSCommit('')")
    frame.get_by_role("link", name="Next page").click()
    expect(frame.locator("#found")).to_have_text("resume|Otieno|from one|||")


def test_a_package_of_2004_is_played_to_the_end_after_a_rest(page_of: Callable[..., Page]):
    measured = (
        "<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure='true' objectiveID='P'>"
        "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>"
        "</imsss:sequencing><adlcp:dataFromLMS>level=2</adlcp:dataFromLMS>"
    )
    page = page_of(scorm(manifest_2004(item(inside=measured)), **{"index.html": OBJECT_2004}))
    frame = started(page)
    expect(frame.locator("#found")).to_have_text("ab-initio|Otieno|||level=2|0.8")
    frame.get_by_role("button", name="Later").click()
    expect(page.get_by_role("status")).to_have_text("Your place is saved.")
    page.reload()
    frame = started(page)
    expect(frame.locator("#found")).to_have_text("resume|Otieno|page 2|a=1|level=2|0.8")
    frame.get_by_role("button", name="Answer well").click()
    expect(page.get_by_role("status")).to_have_text(RECORDED)
    assert (completed().success, str(completed().score)) == (True, "0.9000")


def test_a_package_with_many_objects_is_done_when_all_are(page_of: Callable[..., Page]):
    items = item("I1", "First") + item("I2", "Second")
    resources = resource("I1", "a.html", "scormType") + resource("I2", "b.html", "scormType")
    page = page_of(scorm(manifest_2004(items, resources), **{"a.html": OBJECT_2004, "b.html": OBJECT_2004}))
    frame = started(page)
    expect(page.get_by_role("button", name="First")).to_have_attribute("aria-current", "true")
    frame.get_by_role("button", name="Answer and go on").click()
    expect(page.get_by_role("button", name="Second")).to_have_attribute("aria-current", "true")
    assert not LearningRecord.objects.filter(verb="completed").exists()
    frame.get_by_role("button", name="Answer badly").click()
    expect(page.get_by_role("status")).to_have_text(RECORDED)
    assert (completed().success, str(completed().score)) == (False, "0.7500")


def test_a_loop_of_commits_is_sent_as_the_latest_of_them(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12(), **{"index.html": OBJECT_12}))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/commit/") else None)
    expect(started(page).locator("#found")).to_have_text("ab-initio|Otieno||||")
    page.frames[1].evaluate(
        "for (let n = 0; n < 50; n++) { set('cmi.core.lesson_location', 'p' + n); api.LMSCommit(''); }"
    )
    page.wait_for_timeout(3500)
    assert 1 <= len(sent) <= 4
    assert '"p49"' in AttemptState.objects.get().data


def test_a_part_that_waits_for_another_opens_when_that_is_done(page_of: Callable[..., Page]):
    waits = "<adlcp:prerequisites type='aicc_script'>I1</adlcp:prerequisites>"
    items = item("I1", "First") + item("I2", "Second", inside=waits)
    resources = resource("I1", "a.html") + resource("I2", "b.html")
    page = page_of(scorm(manifest_12(items, resources), **{"a.html": OBJECT_12, "b.html": OBJECT_12}))
    frame = started(page)
    expect(page.get_by_role("button", name="Second")).to_be_disabled()
    frame.get_by_role("button", name="Answer well").click()
    expect(page.get_by_role("button", name="Second")).to_be_enabled()


@pytest.mark.parametrize("manifest", [manifest_12(), manifest_2004()], ids=["1.2", "2004"])
def test_a_hostile_object_reaches_nothing(page_of: Callable[..., Page], manifest: str):
    page = page_of(scorm(manifest, **{"index.html": HOSTILE}))
    address = page.url
    expect(started(page).locator("#got")).to_have_text("Reached: []")
    assert page.url == address


def test_a_package_cannot_speak_in_another_frames_name(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12(), **{"index.html": OBJECT_12}))
    expect(started(page).locator("#found")).to_have_text("ab-initio|Otieno||||")
    said = "{polidari: 'sco', item: 0, kind: 'commit', finished: true, cmi: {core: {lesson_status: 'passed'}}}"
    page.evaluate(f"postMessage({said}, '*')")
    page.wait_for_timeout(300)
    assert not LearningRecord.objects.filter(verb="completed").exists()


def test_without_script_it_is_said_that_the_package_needs_it(page_of: Callable[..., Page]):
    page = page_of(scorm(manifest_12()), script=False)
    expect(page.get_by_text("This package works only with JavaScript.")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
