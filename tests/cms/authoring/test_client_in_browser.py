"""H5P's own editor, played by a stand-in of our own, in its frame; and one that means harm."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.authoring.actions import begin_draft
from courses.packages.editor.models import WorkspaceFile
from courses.packages.models import Content
from lms.accounts.models import User
from tests.factories import people
from tests.factories.editor_clients import HOSTILE, ODD, installed_client, odd_in_store, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Open:
    """The author's draft of the odd library, opened in the editor that was installed."""

    def open_draft(**changes: str) -> Page:
        odd_in_store()
        installed_client(by=people.secretary(), **changes)
        author = people.instructor()
        draft = begin_draft(main=ODD, title="Odd one", language="en", by=author, at=timezone.now())
        session = browser_of(author).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(locale="en", viewport={"width": 1280, "height": 1000})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{live_server.url}/admin/packages/write/{draft.pk}/")
        return page

    return open_draft


def editor(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_an_author_writes_with_the_client_and_saves(opened: Open, tmp_path: Path) -> None:
    faults: list[str] = []
    page = opened()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    frame = editor(page)
    expect(frame.get_by_text("The stand-in speaks.")).to_be_visible()
    expect(frame.locator("#list")).to_have_text("Odd")
    expect(frame.locator("#details")).to_have_text(ODD)
    expect(frame.locator("#translated")).to_have_text("홀수 글")
    expect(frame.get_by_text("Write oddly.")).to_be_visible()
    assert frame.locator("#odd").evaluate("input => getComputedStyle(input).borderTopWidth") == "2px"
    frame.get_by_label("Odd text").fill("One & <two>")
    frame.get_by_role("button", name="Clean").click()
    expect(frame.locator("#cleaned")).to_have_text('{"text":"One &amp; &lt;two&gt;"}')
    bridge = tmp_path / "bridge.png"
    bridge.write_bytes(picture().read())
    frame.get_by_label("Picture").first.set_input_files(bridge)
    expect(frame.locator("#shown")).to_have_js_property("naturalWidth", 4)
    frame.get_by_label("Title").fill("")
    page.get_by_role("button", name="Save content").click()
    expect(page.get_by_text("The content is not ready yet")).to_be_visible()
    frame.get_by_label("Title").fill("Odd two")
    page.get_by_role("button", name="Save content").click()
    expect(page.get_by_role("heading", name="Odd two")).to_be_visible()
    revision = Content.objects.get(title="Odd two").current
    assert revision.parameters["text"] == "One &amp; &lt;two&gt;"
    assert [revision.parameters["picture"]["path"]] == [file.path for file in revision.files.all()]
    page.get_by_role("button", name="Change the content").click()
    expect(frame.get_by_label("Odd text")).to_have_value("One &amp; &lt;two&gt;")
    expect(frame.locator("#shown")).to_have_js_property("naturalWidth", 4)
    assert faults == []


def test_a_client_that_means_harm_reaches_nothing(opened: Open) -> None:
    page = opened(**{"scripts__h5peditor-zz.js": HOSTILE})
    address = page.url
    tried = editor(page).locator("#tried")
    expect(tried).not_to_be_empty()
    assert set(json.loads(tried.text_content() or "").values()) == {"refused"}
    expect(editor(page).get_by_text("The stand-in speaks.")).to_be_visible()
    page.wait_for_timeout(1000)
    assert page.url == address
    assert not Content.objects.exists()
    assert not WorkspaceFile.objects.exists()
