"""Somebody at a browser: what a person can do with any page, and what must be true of every page seen."""

import time
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.factories.people import PASSWORD

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATIENCE = 30_000
"""Milliseconds: a page may wait for a job, on a machine that does much else."""
DIRECTIONS = {"ar": "rtl"}


class Visitor:
    """A person with a browser, a language and a screen."""

    def __init__(
        self, browser: Browser, site_url: str, *, language: str = "en", width: int = 1280, script: bool = True
    ) -> None:
        self.site_url, self.language = site_url, language
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, java_script_enabled=script,
            reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.troubles: list[str] = []
        self.page.on("console", self._note_error)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("response", self._note_failure)

    def say(self, text: str) -> str:
        """The interface's text in this visitor's language."""
        with translation.override(self.language):
            return gettext(text)

    def goes_to(self, address: str) -> None:
        whole = address if address.startswith("http") else self.site_url + address
        self.page.goto(whole)
        self.looks()

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """On the page of the form, to which a closed door leads."""
        self.fills(login=email, password=password)
        self.presses("Sign in")
        assert not self.page.locator("main [name=login]").count(), self.page.locator("main").inner_text()

    def fills(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def presses(self, label: str, within: Locator | None = None) -> None:
        """A button that sends a form."""
        button = (within or self.page.locator("main")).get_by_role("button", name=self.say(label), exact=True)
        with self.page.expect_navigation():
            button.click()
        self.looks()

    def follows(self, name: str, within: Locator | None = None) -> None:
        """A link by its text, in the visitor's language; a part of it is enough."""
        link = (within or self.page.locator("main")).get_by_role("link", name=self.say(name)).first
        with self.page.expect_navigation():
            link.click()
        self.looks()

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(self.say(text), timeout=PATIENCE)

    def waits_to_see(self, what: Locator) -> float:
        """Look at the page again and again until it is there; how many seconds that took."""
        start = time.monotonic()
        while not what.count():
            assert time.monotonic() - start < PATIENCE / 1000, f"not seen at {self.page.url}: {what}"
            time.sleep(0.05)
            self.page.reload()
        self.looks()
        return time.monotonic() - start

    def downloads(self, link: Locator, to: Path) -> Path:
        with self.page.expect_download() as started:
            link.click()
        file = to / started.value.suggested_filename
        started.value.save_as(file)
        return file

    def looks(self) -> None:
        """Every page is in the visitor's language and direction, and no wider than the screen."""
        page = self.page.locator("html")
        assert page.get_attribute("lang") == self.language, self.page.url
        assert (page.get_attribute("dir") or "ltr") == DIRECTIONS.get(self.language, "ltr"), self.page.url
        assert self.page.evaluate(WIDER_THAN_SCREEN) <= 0, f"{self.page.url} is wider than the screen"

    def leaves(self, keep: Path) -> None:
        """What was seen last is kept, for whoever looks why a journey failed."""
        self.page.screenshot(path=keep / f"{type(self).__name__}-{id(self)}.png", full_page=True)
        self.context.close()
        assert self.troubles == []

    def _note_error(self, message: ConsoleMessage) -> None:
        # That a page was refused is for the journey to judge; the browser says so for every 404.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _note_failure(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.url}: {response.status}")
