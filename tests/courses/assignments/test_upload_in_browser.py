"""A file that breaks off on its way goes on from there, even after the page was loaded anew."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from courses.assignments.models import SubmissionFile, Upload
from courses.assignments.storing import opened
from lms.accounts.models import User
from tests.courses.assignments.handing_in import address, drafted, learner
from tests.served import served

MOST_BYTES = 3_000
CHUNK = 256 * 1024
CONTENT = bytes(range(256)) * 3584
"""Three parts and a half."""


@pytest.fixture
def draft_page(browser: Browser, browser_of: Callable[[User], Client], db: None, shelf: Path) -> Iterator[Page]:
    course = learner()
    drafted(course)
    client = browser_of(course.enrolment.person)
    with served(files=True) as site:
        page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        page.goto(site + address(course.enrolment))
        yield page
        page.context.close()


@pytest.mark.browser
def test_an_upload_that_broke_off_goes_on_after_the_page_is_loaded_anew(
    draft_page: Page, tmp_path_factory: Any
) -> None:
    page, file = draft_page, tmp_path_factory.mktemp("own") / "plan.txt"
    file.write_bytes(CONTENT)
    parts: list[str] = []

    def break_off(route: Route) -> None:
        if route.request.method == "PATCH" and len(parts) == 2:
            route.abort()
            return
        if route.request.method == "PATCH":
            parts.append(route.request.headers["upload-offset"])
        route.continue_()

    page.route("**/uploads/**", break_off)
    page.locator("#files").set_input_files(file)
    expect(page.locator("#sending")).to_contain_text("The line broke.", timeout=10_000)
    assert parts == ["0", str(CHUNK)]
    assert Upload.objects.get().offset == 2 * CHUNK
    page.unroute("**/uploads/**")
    page.goto(page.url)
    expect(page.locator("#draft")).to_contain_text("57% has arrived")
    page.locator("[name=text]").fill("Written meanwhile.")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.headers.get("upload-offset", "")) if one.method == "PATCH" else None)
    page.locator("#files").set_input_files(file)
    expect(page.locator("#draft .file")).to_contain_text("plan.txt", timeout=10_000)
    assert sent == [str(2 * CHUNK), str(3 * CHUNK)]
    with opened(SubmissionFile.objects.get().path) as whole:
        assert whole.read() == CONTENT
    assert page.locator("[name=text]").input_value() == "Written meanwhile."
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_script_is_small() -> None:
    path = finders.find("assignments/upload.js")
    assert path
    assert len(Path(str(path)).read_bytes()) <= MOST_BYTES
