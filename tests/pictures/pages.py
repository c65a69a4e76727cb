"""Taking a picture of a page, small enough to be kept with the code."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from lms.demo.personas import PASSWORD

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
LANGUAGES = ("en", "ko", "ar")
WIDTHS = (360, 1280)
TALLEST = 2600
"""Pixels; what is below repeats what is above."""
COLOURS = (96, 48, 24, 12)
LARGEST = 150_000
"""Bytes. A picture that is larger is given fewer colours."""
Prepare = Callable[[Page], object]


class Album:
    """The pictures of one demo. `wanted`: parts of the names of the pictures to take; all without any."""

    def __init__(self, browser: Browser, address: str, wanted: tuple[str, ...] = ()) -> None:
        self.browser, self.address, self.wanted = browser, address, wanted
        self._seats: dict[tuple[str, int], BrowserContext] = {}

    def wants(self, name: str) -> bool:
        return not self.wanted or any(part in name for part in self.wanted)

    def seat(self, email: str, width: int = 1280) -> BrowserContext:
        """A browser in which this person, or nobody, is signed in."""
        if (email, width) not in self._seats:
            size = {"width": width, "height": 800}
            seat = self.browser.new_context(viewport=size, locale="en", reduced_motion="reduce")
            self._seats[email, width] = seat
            if email:
                self._sign_in(seat.new_page(), email)
        return self._seats[email, width]

    def page(self, email: str, path: str, *, language: str = "en", width: int = 1280) -> Page:
        seat = self.seat(email, width)
        seat.add_cookies([{"name": "l", "value": language, "url": self.address}])
        page = seat.new_page()
        page.goto(self.address + path.replace("{language}", language), wait_until="load")
        return page

    def take_everywhere(self, name: str, path: str, *, of: str = "", prepare: Prepare | None = None) -> None:
        """In every language at every width. `prepare` does what leads from the path to the page that is meant."""
        for language in LANGUAGES:
            for width in WIDTHS:
                self.take(name, path, of=of, language=language, width=width, prepare=prepare)

    def take(
        self, name: str, path: str, *, of: str = "", language: str = "en", width: int = 1280,
        prepare: Prepare | None = None,
    ) -> None:  # fmt: skip
        name = f"{name}.{language}.{width}"
        if not self.wants(name):
            return
        page = self.page(of, path, language=language, width=width)
        if prepare:
            prepare(page)
        keep(page.screenshot(full_page=True), name)
        page.close()

    def _sign_in(self, page: Page, email: str) -> None:
        page.goto(f"{self.address}/accounts/login/")
        page.locator("main [name=login]").fill(email)
        page.locator("main [name=password]").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main form button").first.click()
        page.close()


def keep(png: bytes, name: str) -> None:
    """Cut at TALLEST and reduced to a palette, which leaves text as it is."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    for colours in COLOURS:
        reduced = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        reduced.save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            break
    print(name, flush=True)  # noqa: T201 - the command says what it does
