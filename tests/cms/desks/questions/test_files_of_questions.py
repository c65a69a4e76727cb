"""Questions come into the bank from files and go out as files, at the desk."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.assessment.exchange import actions
from courses.assessment.formats import limits
from courses.assessment.formats.catalogue import FORMATS
from courses.assessment.models import BankQuestion
from courses.programmes.models import new_code
from lms.audit.models import AuditEntry
from tests.factories import people
from tests.factories.bank import banked
from tests.factories.outlines import every_kind

pytestmark = pytest.mark.django_db
IMPORT, EXPORT = "/admin/questions/import/", "/admin/questions/export/"
GIFT = "::Reasons::Why?{=so =thus}\n\nHow?{~a =b}\n\nOnly <b>words</b>.\n"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(people.instructor())
    return client


def uploaded(client: Client, text: str | bytes = GIFT, **more: str):
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile("questions.txt", content)
    return client.post(IMPORT, {"format": "gift", "language": "en", "file": file} | more)


def seal(answer) -> str:
    return re.search(r'name="sealed" value="([^"]+)"', answer.content.decode())[1]


def test_a_file_is_looked_through_before_anything_is_written(client: Client):
    answer = uploaded(client)
    page = answer.content.decode()
    assert "new: 2" in page
    assert "refused: 1" in page
    assert "Reasons" in page
    assert "<b>words" not in page
    assert not BankQuestion.objects.exists()


def test_what_was_shown_is_imported_when_it_is_confirmed(client: Client):
    answer = client.post(IMPORT, {"sealed": seal(uploaded(client))}, follow=True)
    assert "2 questions were taken into the bank." in answer.content.decode()
    assert set(BankQuestion.objects.values_list("title", flat=True)) == {"Why?", "How?"}
    assert AuditEntry.objects.filter(action="question.created").count() == 2


def test_nobody_confirms_what_another_was_shown_or_what_was_changed_on_the_way(client: Client):
    kept = seal(uploaded(client))
    other = Client()
    other.force_login(people.instructor(email="another@example.org"))
    for browser, sealed in ((other, kept), (client, kept[:-2]), (client, "x")):
        browser.post(IMPORT, {"sealed": sealed})
    assert not BankQuestion.objects.exists()


def test_a_question_that_somebody_else_wrote_in_the_meantime_is_said_and_nothing_is_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    sealed, plan = seal(uploaded(client)), actions.plan_import

    def planned_before(**given):
        steps = plan(**given)
        banked(steps[1].question)
        return steps

    monkeypatch.setattr(actions, "plan_import", planned_before)
    answer = client.post(IMPORT, {"sealed": sealed}, follow=True)
    assert answer.redirect_chain == [(IMPORT, 302)]
    assert "The bank holds a question with the key" in answer.content.decode()
    assert not BankQuestion.objects.filter(title="Why?").exists()


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [(b"\xff\xfe", {}, "not a text file in UTF-8"), (b"<a", {"format": "moodle"}, "not well-formed XML"),
     (GIFT.encode(), {"format": "exe"}, "valid choice"), ("Why?{}\n\n" * 501, {}, "at most 5 MB and 500 questions")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_on_the_form(client: Client, content, more, told: str):
    answer = uploaded(client, content, **more)
    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_the_bank_goes_out_and_comes_in_again_as_it_is(client: Client, name: str):
    for question in every_kind():
        banked(question.model_copy(update={"key": new_code()}))
    query = {"format": name, "language": "en", "state": "active"}
    assert "The file holds" in client.get(EXPORT, query | {"do": "report"}).content.decode()
    file = client.get(EXPORT, query | {"do": "download"})
    assert file["Content-Disposition"].startswith('attachment; filename="questions-en-')
    page = uploaded(client, file.content, format=name).content.decode()
    assert "sealed" not in page
    assert "Nothing in this file would be written." in page


def test_what_a_format_cannot_hold_is_told_before_the_download(client: Client):
    for question in every_kind():
        banked(question.model_copy(update={"key": new_code()}))
    page = client.get(EXPORT, {"format": "gift", "language": "en", "state": "active", "do": "report"}).content.decode()
    assert "not in the file" in page


def test_what_goes_out_comes_in_again_and_what_is_too_many_for_a_file_is_said(client: Client, monkeypatch):
    monkeypatch.setattr(limits, "ITEMS", 6)
    for question in every_kind():
        banked(question.model_copy(update={"key": new_code()}))
    query = {"format": "csv", "language": "en", "state": "active"}
    page = client.get(EXPORT, query | {"do": "report"}).content.decode()
    assert "The file holds 6 of 8 questions." in page
    assert "at most 6 questions: the last 2 are left out" in page
    file = client.get(EXPORT, query | {"do": "download"})
    assert uploaded(client, file.content, format="csv").status_code == 200


def test_who_may_only_look_at_the_admin_gets_neither():
    client = Client()
    client.force_login(people.approver())
    assert {client.get(address).status_code for address in (IMPORT, EXPORT)} == {302}
