"""Chromium, as every test drives it. CHROMIUM names another than the system's, as for bin/prepare."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser, with more switches where they are asked for.

    Playwright keeps an event loop in this thread, in which Django would refuse the database, and has other connections
    than outside of it: neither kind stays open where it cannot be seen and closed.
    """
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=shutil.which(os.environ.get("CHROMIUM", "chromium")), args=[*SWITCHES, *more]
        )
        yield browser
        browser.close()
        connections.close_all()
