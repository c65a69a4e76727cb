"""A journey has everything: the site, its jobs, its mail, and browsers. Nothing is mocked."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from courses.progress.models import UnfoldedEnrolment
from lms.jobs.queries import due_jobs
from tests.journeys.mailbox import Mailbox
from tests.journeys.visitor import Visitor
from tests.journeys.workers import workers

PATIENCE = 30
"""Seconds."""


@pytest.fixture
def site_url(transactional_db: None, live_server: LiveServer, settings: LazySettings, tmp_path: Path) -> str:
    """Where the site is; links in mails and on certificates lead there, files and mails lie in the test's folder."""
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return live_server.url


@pytest.fixture
def mail(site_url: str, tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def jobs(site_url: str) -> Iterator[None]:
    """A Celery worker and beat, until nothing is left to do."""
    with workers():
        yield
        _wait_until_idle()


def _wait_until_idle() -> None:
    """What is asked for is done, so that nobody writes while the database is emptied."""
    end = time.monotonic() + PATIENCE
    while due_jobs(at=timezone.now()).exists() or UnfoldedEnrolment.objects.exists():
        assert time.monotonic() < end, list(due_jobs(at=timezone.now()))
        time.sleep(0.1)


@pytest.fixture
def at_a_browser(browser: Browser, site_url: str, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Give somebody a browser of their own: `at_a_browser(Official, language="ar", width=360, script=False)`."""
    there: list[Visitor] = []

    def sit_down(part: type[Visitor], **habits: Any) -> Visitor:
        there.append(part(browser, site_url, **habits))
        return there[-1]

    yield sit_down
    for visitor in there:
        visitor.leaves(keep=tmp_path)
