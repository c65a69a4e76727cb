"""The form as its author meets it: Wagtail's own editor on the library's fields, with the player beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.authoring.actions import begin_draft
from cms.authoring.models import Draft
from courses.packages.models import Content
from lms.accounts.models import User
from tests.factories import people
from tests.factories.semantics import QUIZ, in_store

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(browser: Browser, live_server: LiveServer, browser_of: Callable[[User], Client]) -> Page:
    in_store()
    author = people.instructor()
    draft = begin_draft(main=QUIZ, title="A quiz", language="en", by=author, at=timezone.now())
    session = browser_of(author).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 2000})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}/admin/packages/write/{draft.pk}/")
    return page


def text(page: Page, path: str) -> Any:
    """The editor of the text at this path of the form."""
    within: Any = page
    for name in path.split("/"):
        within = within.locator(f"[data-contentpath='{name}']").first
    return within.locator("[contenteditable=true]").first


def unfold(page: Page, panel: str) -> None:
    page.get_by_role("region", name=panel).get_by_role("button", name="Toggle section").first.click()


def test_an_author_writes_looks_leaves_comes_back_and_saves(form: Page):
    faults: list[str] = []
    form.on("pageerror", lambda fault: faults.append(str(fault)))
    text(form, "question").click()
    form.keyboard.type("Which service?")
    expect(form.get_by_text("Saved as a draft.")).to_be_visible(timeout=40_000)
    expect(form.frame_locator("iframe").get_by_text("Which service?")).to_be_visible(timeout=40_000)
    form.reload()
    expect(text(form, "question")).to_have_text("Which service?")
    form.get_by_role("button", name="Save content").click()
    expect(form.get_by_text("The content is not ready yet")).to_be_visible()
    expect(form.locator(".w-field__errors:visible, .w-field--error:visible").first).to_be_visible()
    answers = form.locator("[data-contentpath='answers'] [data-contentpath='text'] [contenteditable=true]")
    expect(answers).to_have_count(2)
    for answer in answers.all():
        answer.click()
        form.keyboard.type("An answer")
    # The editor of texts hands over what was typed a moment later.
    form.wait_for_timeout(600)
    form.get_by_role("button", name="Save content").click()
    expect(form.get_by_text("is ready to be used in lessons")).to_be_visible()
    content = Content.objects.exclude(current=None).get()
    assert [one["text"] for one in content.current.parameters["answers"]] == ["<p>An answer</p>"] * 2
    assert not Draft.objects.exists()
    assert faults == []


def test_a_field_is_shown_only_when_another_says_so(form: Page):
    unfold(form, "Behavioural settings")
    mark, retry = form.get_by_label("Pass mark"), form.get_by_label("Enable retry")
    expect(mark).to_be_visible()
    retry.uncheck()
    expect(mark).to_be_hidden()
    retry.check()
    expect(mark).to_be_visible()


def test_what_the_exercise_itself_says_is_folded_away(form: Page):
    expect(text(form, "question")).to_be_visible()
    expect(form.get_by_label("Text of the check button")).to_be_hidden()
    unfold(form, "Texts of the interface")
    expect(form.get_by_label("Text of the check button")).to_have_value("Check")
