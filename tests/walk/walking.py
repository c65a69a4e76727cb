"""One step of the walk: a role asks an address, and what it would have changed is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.bodies import neutral
from tests.walk.addresses import Address
from tests.walk.world import unknown

WRITING = ("INSERT", "UPDATE", "DELETE")
MAY_BE_WRITTEN_BY_GET = {
    "django_session",
    "wagtailadmin_editingsession",  # that an editor has something open
    "wagtailusers_userprofile",  # made when somebody first looks at their own account in the admin
    "records_learningrecord",  # that a lesson was opened
    "certificates_verificationcount",  # that somebody verified something
}


def wrong_at(
    address: Address, known: dict[str, Any], browsers: dict[str, Client], expected: dict[str, list[str]]
) -> list[str]:
    """What is not as expected, in words."""
    cache.clear()
    path, nowhere = address.path(known), address.path(unknown(known))
    wrong = []
    for method, answers in expected.items():
        for (role, browser), expectation in zip(browsers.items(), [*answers, answers[0]], strict=True):
            with _taken_back(browser) as written:
                response = getattr(browser, method)(path)
                answer = _in_short(response, path)
                if answer != expectation:
                    wrong.append(f"{method} as {role}: {answer}, not {expectation}")
                if method == "get" and written - MAY_BE_WRITTEN_BY_GET:
                    wrong.append(f"get as {role} writes {written}")
                if answer == "404" and address.blanks:
                    other = getattr(browser, method)(nowhere)
                    if (other.status_code, _body(other, nowhere)) != (404, _body(response, path)):
                        wrong.append(f"{method} as {role}: what is another's can be told from what does not exist")
    return wrong


@contextmanager
def _taken_back(browser: Client) -> Iterator[set[str]]:
    """The names of the tables that were written to; rows and cookies are as before afterwards."""
    written: set[str] = set()
    cookies = browser.cookies.copy()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(WRITING):
            written.add(sql.split('"')[1])
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        yield written
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie(cookies)


def _in_short(response: Any, path: str) -> str:
    if response.streaming:
        response.getvalue()
    location = response.get("Location", "")
    if location.startswith("/accounts/login/?next="):
        return "in"
    return "no" if location == "/admin/" and path != "/admin/" else str(response.status_code)


def _body(response: Any, path: str) -> str:
    return neutral(response.content, path, path.removeprefix("/en"), path.strip("/"))
