"""How long a learner on a slow link waits for an exercise's first text: here, and with h5p-standalone, by turns."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from statistics import median
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from courses.outline.structure import Activity, ActivityKind
from courses.packages.actions import import_package
from tests.bench.choice import TEXT, choice_package
from tests.bench.rival import served_by_standalone
from tests.browsers import chromium
from tests.factories import learning
from tests.factories.outlines import lesson, outline, published
from tests.served import served

ROUND_TRIP = 400
"""Milliseconds."""
SPEED = 50 * 1000
"""Bytes in a second, both ways."""
TIMES = 3
SAME_PROCESS = "--disable-features=IsolateSandboxedIframes"
"""So that the slow link is the frame's too."""
PROMISED_SHARE, PROMISED_REQUESTS = 0.6, 8


@dataclass(frozen=True)
class FirstText:
    """Seconds from the click to the text, and the requests up to then."""

    seconds: float
    requests: int


def first_texts(package: Callable[[], BytesIO] = choice_package, text: str = TEXT) -> tuple[FirstText, FirstText]:
    """Ours and the rival's, medians of rounds by turns. In the caller's transaction."""
    with (
        chromium(SAME_PROCESS) as browser,
        _ours(package()) as (address, cookie),
        served_by_standalone(package()) as rival,
    ):
        _measured(browser, address, text, cookie)  # the bundle is made for the first learner
        rounds = [
            (_measured(browser, address, text, cookie), _measured(browser, rival, text, "")) for _time in range(TIMES)
        ]
    return _middle([ours for ours, _rival in rounds]), _middle([rival for _ours, rival in rounds])


def _middle(measured: list[FirstText]) -> FirstText:
    return FirstText(median(one.seconds for one in measured), int(median(one.requests for one in measured)))


@contextmanager
def _ours(package: BytesIO) -> Iterator[tuple[str, str]]:
    """The address of an exercise's page, and the session of its learner."""
    now = timezone.now()
    held = import_package(file=package, by=None, at=now, approve=True)
    activity = Activity(key="p1", kind=ActivityKind.H5P, titles={"en": "Choice"}, package=held.pk)
    course = published(outline("choice", lesson("l1", activity)))
    days = {"starts_on": now.date() - timedelta(30), "ends_on": now.date() + timedelta(60)}
    enrolment = learning.enrolled(run=learning.edition(course, code="CHOICE", **days), at=now)
    browser = Client()
    browser.force_login(enrolment.person)
    with served(files=True) as site:
        address = site + reverse("h5p", args=[enrolment.code, "choice", "p1"])
        yield address, browser.cookies[settings.SESSION_COOKIE_NAME].value


def _measured(browser: Browser, address: str, text: str, cookie: str) -> FirstText:
    context = browser.new_context()
    if cookie:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page = context.new_page()
    page.goto(address)
    _slow(context, page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    start = time.perf_counter()
    page.locator("[data-start]").click()
    page.frame_locator("iframe").get_by_text(text).first.wait_for(timeout=60_000)
    result = FirstText(time.perf_counter() - start, len(requests))
    context.close()
    return result


def _slow(context: BrowserContext, page: Page) -> None:
    link = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": SPEED, "uploadThroughput": SPEED}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", link)
