"""Packages as a learner meets them in Chromium."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from lms.accounts.models import User
from tests.factories.courseware import learning_with


@pytest.fixture
def page_of(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Callable[..., Page]:
    """The page of the activity with this package, as its learner sees it."""

    def open_page(package: BytesIO, *, language: str = "en", script: bool = True) -> Page:
        enrolment = learning_with(package)
        session = browser_of(enrolment.person).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(locale=language, java_script_enabled=script)
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": held, "url": live_server.url} for name, held in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + reverse("package", args=[enrolment.code, "foundations", "p1"]))
        return page

    return open_page
