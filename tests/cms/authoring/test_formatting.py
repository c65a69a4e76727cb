"""Tables and colours, which the editor of rich texts does not know."""

from typing import Any

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.authoring.kinds import features_of
from courses.packages.actions.authoring import Work, author_content
from courses.packages.models import Content
from lms.accounts.models import User
from tests.factories import people
from tests.factories.learning import BEFORE
from tests.factories.semantics import TEXT, in_store, semantics_of

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><td>One</td><td>Two</td></tr></tbody></table>"
RED = '<p>A <span style="color:#ff0000">red</span> word</p>'


@pytest.fixture
def author() -> User:
    return people.instructor()


@pytest.fixture
def browser(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


def opened(browser: Client, text: str, *, by: User) -> tuple[Content, str]:
    """A content with this text, and where it is changed."""
    in_store(TEXT)
    work = Work(main=TEXT, title="Text", language="en", parameters={"text": text}, files={})
    content = author_content(work=work, by=by, at=BEFORE)
    return content, browser.post(f"/admin/packages/write/contents/{content.pk}/")["Location"]


def as_sent(text: str) -> str:
    """What the editor sends of a text that nobody has touched."""
    field: Any = semantics_of(TEXT).fields[0]
    sent: str = ContentstateConverter(features_of(field)).from_database_format(text)
    return sent


@pytest.mark.parametrize("text", [TABLE, RED])
def test_a_text_that_nobody_touched_keeps_formatting_that_the_form_cannot_show(
    browser: Client, author: User, text: str
):
    content, address = opened(browser, text, by=author)
    before = content.current.parameters["text"]
    assert browser.get(address).context["simplified"]
    sent = {"title": "Another title", "parameters-text": as_sent(before)}
    browser.post(f"{address}preview/", sent)
    assert browser.post(address, {**sent, "act": "save"}).status_code == 302
    now = Content.objects.get(pk=content.pk).current
    assert (now.number, now.parameters["text"]) == (2, before)


def test_who_changes_such_a_text_was_told_what_is_lost(browser: Client, author: User):
    content, address = opened(browser, RED, by=author)
    assert "A red word" in browser.get(address).content.decode()
    browser.post(address, {"title": "Text", "parameters-text": as_sent("<p>A green word</p>"), "act": "save"})
    assert Content.objects.get(pk=content.pk).current.parameters["text"] == "<p>A green word</p>"


def test_a_text_that_the_editor_knows_is_opened_without_a_warning(browser: Client, author: User):
    _content, address = opened(browser, "<p>A <strong>plain</strong> word</p>", by=author)
    assert browser.get(address).context["simplified"] == []
