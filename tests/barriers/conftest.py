"""One site, one browser and one window for all pages of a module."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.barriers.kinds import Kind
from tests.barriers.looking import barriers
from tests.cms.conftest import rolled_back
from tests.factories.story import somebody
from tests.served import served

Looks = tuple[tuple[int, Literal["light", "dark"]], ...]
"""Widths in pixels, each by day or in the dark."""


@dataclass
class Window:
    """A browser's window in which anybody is signed in at once."""

    page: Page
    site: str
    titles: dict[str, str] = field(default_factory=dict)

    def faults(self, kind: Kind, language: str, looks: Looks) -> list[str]:
        self._open(kind, language)
        wrong: list[str] = []
        for width, theme in looks:
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            wrong += barriers(self.page, language, width, kind.within)
        title = self.page.title()
        if (other := self.titles.setdefault(title, kind.named)) != kind.named:
            wrong.append(f"the title is that of {other}: {title}")
        return list(dict.fromkeys(wrong))

    def _open(self, kind: Kind, language: str) -> None:
        cookies = {"l": language} | ({settings.SESSION_COOKIE_NAME: _session_of(kind.of)} if kind.of else {})
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": name, "value": value, "url": self.site} for name, value in cookies.items()]
        )
        address = kind.address(language) if callable(kind.address) else kind.address
        answer = self.page.goto(self.site + address.replace("{language}", language), wait_until="load")
        assert answer is not None
        assert (answer.url, answer.status) == (answer.url, kind.status)
        if kind.prepare:
            kind.prepare(self.page)


def _session_of(email: str) -> str:
    """Of somebody who has just proved who they are."""
    client, person = Client(), somebody(email)
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "password", reauthenticated=True)
    request.session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def window(
    request: pytest.FixtureRequest, browser: Browser, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Window]:
    """In front of the site that the module's `lay` has laid."""
    with django_db_blocker.unblock(), rolled_back():
        request.module.lay()
        with served(files=True) as address:
            yield Window(browser.new_page(), address)


@pytest.fixture(autouse=True)
def _asked_for_the_first_time() -> None:
    """Nobody has asked too often yet."""
    cache.clear()
