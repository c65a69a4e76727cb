"""The desk's pages of the H5P Hub, looked at."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from lms.accounts.models import User
from tests.barriers.looking import barriers
from tests.factories import people
from tests.factories.hubs import CHOICE, standing_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/packages/hub/"


def test_no_barrier_and_no_question_to_another_host(
    browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client], settings: LazySettings
):
    page = browser.new_page()
    session = browser_of(people.secretary()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with standing_in() as hub:
        settings.H5P_HUB_URL = hub.address
        hub.types = [CHOICE | {"id": f"Test.Type{number}", "title": f"Type {number}"} for number in range(12)]
        cache.clear()
        for path in (LIST, f"{LIST}Test.Type3/"):
            page.goto(live_server.url + path)
            for width in (1280, 360):
                assert barriers(page, "en", width, "#main") == []
        cache.clear()
    assert {url.partition("://")[2].partition("/")[0] for url in asked if url.startswith("http")} == {
        live_server.url.partition("://")[2]
    }
