"""The gallery in a browser: nothing for axe-core to find, nothing wider than the screen, targets large enough."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from lms.design import stylesheet

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """[...document.querySelectorAll("a, button, input, select, summary")].filter(target => {
    const box = target.getBoundingClientRect();
    return box.width && box.height && (box.width < 24 || box.height < 24) && !target.closest("p, dd, td");
}).map(target => target.outerHTML.slice(0, 120))"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(desk: Client, settings: LazySettings) -> dict[str, str]:
    return {"name": settings.SESSION_COOKIE_NAME, "value": desk.cookies[settings.SESSION_COOKIE_NAME].value}


def gallery(browser: Browser, live_server: LiveServer, session: dict[str, str], **look: Any) -> Page:
    context = browser.new_context(
        viewport={"width": look["width"], "height": 900}, color_scheme=look["theme"], reduced_motion="reduce"
    )
    context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/styleguide/?language={look['language']}")
    return page


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("en", 360, "dark"), ("en", 1280, "light"), ("ar", 360, "light"), ("ar", 1280, "dark")],
)
def test_the_gallery_has_no_barrier(
    browser: Browser, live_server: LiveServer, session: dict[str, str], language: str, width: int, theme: str
) -> None:
    page = gallery(browser, live_server, session, language=language, width=width, theme=theme)
    found = page.evaluate(AXE.read_text() + "; axe.run()")
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found["violations"]] == []
    assert page.evaluate(WIDER_THAN_SCREEN) == 0
    assert page.evaluate(SMALL_TARGETS) == []


def test_after_one_page_the_browser_holds_the_stylesheet(
    browser: Browser, live_server: LiveServer, session: dict[str, str]
) -> None:
    page = gallery(browser, live_server, session, language="en", width=360, theme="light")
    page.wait_for_load_state("networkidle")
    assert f"{stylesheet.COOKIE}={stylesheet.version()}" in page.evaluate("document.cookie")
    page.reload()
    assert page.locator("head style").count() == 0
    assert page.locator("head link[rel=stylesheet]").count() == 1


def test_an_open_menu_closes_by_escape_and_gives_the_focus_back(
    browser: Browser, live_server: LiveServer, session: dict[str, str]
) -> None:
    page = gallery(browser, live_server, session, language="en", width=360, theme="light")
    summary = page.locator(".menu summary").first
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    assert summary.evaluate("element => element === document.activeElement")
