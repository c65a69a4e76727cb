"""A cmi5 package played in Chromium to the end, in a frame with an opaque origin."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.records.models import LearningRecord, UnitStatement
from tests.courses.records.cmi5.units import PAGE
from tests.factories.courseware import cmi5, structure, unit
from tests.factories.learning import DURING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MASTERED = 'moveOn="CompletedAndPassed" masteryScore="0.8"'
INSIDE = "<launchParameters>level=2</launchParameters>"


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


def test_a_unit_is_launched_fails_is_launched_again_and_passes(page_of: Callable[..., Page]):
    page = page_of(cmi5(structure(unit(attributes=MASTERED, inside=INSIDE)), **{"index.html": PAGE}))
    page.locator("[data-start] button").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#found")).to_have_text("Normal|CompletedAndPassed|0.8|level=2")
    frame.get_by_role("button", name="Answer badly").click()
    expect(frame.locator("#found")).to_have_text("ended")
    assert not LearningRecord.objects.filter(verb="completed").exists()
    page.reload()
    page.locator("[data-start] button").click()
    expect(frame.locator("#found")).to_have_text("Normal|CompletedAndPassed|0.8|level=2")
    # Completed is said once in a registration, so that this time only the pass is missing.
    page.frames[1].evaluate(
        "say('passed', {success: true, score: {scaled: 0.9}, duration: 'PT1M'}, true)"
        ".then(() => say('terminated', {duration: 'PT1M'})).then(() => show('ended'))"
    )
    expect(frame.locator("#found")).to_have_text("ended")
    expect(page.get_by_role("status")).to_have_text("Your result is recorded.", timeout=10_000)
    record = LearningRecord.objects.get(verb="completed")
    assert (record.success, str(record.score)) == (True, "0.9000")
    assert UnitStatement.objects.filter(verb="satisfied").count() == 2
