"""From an empty form to a content that lessons can show."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.authoring.models import Draft
from courses.packages.actions import translate_content
from courses.packages.h5p.texts import Translated, Words, digest_of_words
from courses.packages.models import Content, ContentRevision
from lms.audit.models import AuditEntry
from tests.cms.authoring.forms import BEGIN, answer, begun, quiz
from tests.factories import people
from tests.factories.semantics import COLUMN, QUIZ, TEXT, in_store

pytestmark = pytest.mark.django_db


def test_the_types_that_can_be_written_are_offered(writer: Client):
    in_store()
    page = writer.get(BEGIN)
    assert [label for _value, label in page.context["form"]["main"].field.choices] == [
        "Column",
        "Media",
        "Quiz",
        "Text",
    ]


def test_a_content_is_written_and_saved(writer: Client):
    in_store()
    address = begun(writer)
    assert writer.get(address).status_code == 200
    sent = quiz(answer("Yes & no", correct=True, tip="<think>"), answer("No"))
    page = writer.post(address, {**sent, "act": "save"})
    assert page.status_code == 302, page.context["form"].errors.as_json()
    content = Content.objects.get()
    revision = content.current
    assert page["Location"] == reverse("packages_desk:content", args=[content.pk])
    assert (revision.origin, revision.number, str(revision.main), revision.language) == ("authored", 1, QUIZ, "en")
    assert revision.parameters == {
        "question": "<p>Why?</p>",
        "answers": [
            {"text": "<p>Yes &amp; no</p>", "correct": True, "tips": "&lt;think&gt;"},
            {"text": "<p>No</p>", "correct": False, "tips": ""},
        ],
        "media": {"zooming": False},
        "code": "",
        "behaviour": {"enableRetry": True, "hidden": True, "type": "auto", "passPercentage": 50},
        "UI": {"check": "Check", "retry": "Retry"},
    }
    assert not Draft.objects.exists()
    assert AuditEntry.objects.get(action="content.authored").details["main"] == QUIZ


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(writer: Client):
    in_store()
    address = begun(writer)
    sent = quiz(question="", code="12", **{"behaviour-passPercentage": "101"})
    page = writer.post(address, {**sent, "act": "save"})
    assert page.status_code == 200
    errors = page.context["form"].errors.as_data()["parameters"][0].as_json_data()["blockErrors"]
    assert set(errors) == {"question", "answers", "code", "behaviour"}
    assert errors["behaviour"]["blockErrors"]["passPercentage"]["messages"]
    assert not Content.objects.exists()
    assert Draft.objects.get().typed["code"] == "12"


def test_a_draft_is_kept_as_it_was_typed_even_where_it_is_not_valid(writer: Client):
    in_store()
    address = begun(writer)
    sent = quiz(answer("Half an answ"), title="", **{"behaviour-passPercentage": "many"})
    assert writer.post(address, {**sent, "act": "keep"}).status_code == 302
    form = writer.get(address).context["form"]
    value = form["parameters"].value()
    assert "Half an answ" in value["answers"][0]["text"].source
    assert value["behaviour"]["passPercentage"] == "many"
    assert writer.get(BEGIN).context["drafts"].get().pk == Draft.objects.get().pk


def test_a_draft_is_another_persons_business_to_nobody(writer: Client):
    in_store()
    address = begun(writer)
    other = Client()
    other.force_login(people.secretary(name="Somebody Else"))
    assert other.get(address).status_code == 404
    assert other.post(address, {"act": "discard"}).status_code == 404
    assert other.post(f"{address}preview/", {}).status_code == 404


def test_a_draft_is_looked_at_without_becoming_a_content(writer: Client):
    in_store()
    address = begun(writer)
    first = writer.post(f"{address}preview/", quiz(answer("Yes"))).json()["embed"]
    second = writer.post(f"{address}preview/", quiz(answer("No"))).json()["embed"]
    assert first != second
    assert "No" in str(ContentRevision.objects.get().parameters["answers"])
    assert "answers" in writer.get(second).content.decode()
    assert not Content.objects.exclude(current=None).exists()
    assert writer.get("/admin/packages/").context["page"].paginator.count == 0
    assert not writer.get("/admin/h5p_chooser/").context["results"].object_list
    writer.post(address, {"act": "discard"})
    assert not Content.objects.exists()
    assert not Draft.objects.exists()


def test_a_content_is_changed_by_a_further_revision(writer: Client):
    in_store()
    writer.post(begun(writer), {**quiz(answer("Yes", correct=True)), "act": "save"})
    content = Content.objects.get()
    address = writer.post(f"{BEGIN}contents/{content.pk}/")["Location"]
    assert writer.post(f"{BEGIN}contents/{content.pk}/")["Location"] == address
    value = writer.get(address).context["form"]["parameters"].value()
    assert value["answers"][0]["text"].source == "<p>Yes</p>"
    writer.post(address, {**quiz(answer("No"), title="Another"), "act": "save"})
    content.refresh_from_db()
    assert (content.title, content.current.number) == ("Another", 2)
    assert content.current.parameters["answers"][0]["text"] == "<p>No</p>"


def changed_by(author: Client, content: Content) -> str:
    address: str = author.post(f"{BEGIN}contents/{content.pk}/")["Location"]
    return address


def test_who_saves_second_hears_of_who_saved_first(writer: Client):
    in_store()
    writer.post(begun(writer), {**quiz(answer("Yes", correct=True)), "act": "save"})
    content = Content.objects.get()
    other = Client()
    other.force_login(people.secretary(name="Somebody Else"))
    mine, theirs = changed_by(writer, content), changed_by(other, content)
    assert other.post(theirs, {**quiz(answer("Theirs")), "act": "save"}).status_code == 302
    page = writer.post(mine, {**quiz(answer("Mine")), "act": "save"})
    assert "revision 2" in page.context["form"].non_field_errors()[0]
    assert "Somebody Else" in page.content.decode()
    assert Content.objects.get().current.number == 2
    assert "Mine" in str(Draft.objects.get().typed)
    assert writer.get(mine).context["newer"].number == 2
    saved = writer.post(mine, {**quiz(answer("Mine")), "over": "2"})
    assert saved.status_code == 302, saved.context["form"].errors
    now = Content.objects.get().current
    assert (now.number, now.parameters["answers"][0]["text"]) == (3, "<p>Mine</p>")


def test_a_translation_that_was_published_meanwhile_keeps_nobody_from_saving(writer: Client):
    in_store()
    writer.post(begun(writer), {**quiz(answer("Yes", correct=True)), "act": "save"})
    content = Content.objects.get()
    address = changed_by(writer, content)
    why = Translated(digest_of_words(Words("<p>Why?</p>", html=True)), "<p>왜?</p>")
    translate_content(content=content, language="ko", texts={"question": why}, by=None, at=timezone.now())
    assert writer.post(address, {**quiz(answer("No")), "act": "save"}).status_code == 302
    now = Content.objects.get().current
    assert (now.number, now.translations["ko"]["question"]) == (3, "<p>왜?</p>")
    assert now.translations["ko"]["answers"][0]["text"] == "<p>No</p>"


def test_a_draft_in_which_nothing_was_typed_begins_from_what_the_content_is_now(writer: Client):
    in_store()
    writer.post(begun(writer), {**quiz(answer("Yes", correct=True)), "act": "save"})
    content = Content.objects.get()
    other = Client()
    other.force_login(people.secretary(name="Somebody Else"))
    changed_by(writer, content)
    other.post(changed_by(other, content), {**quiz(answer("Theirs")), "act": "save"})
    page = writer.get(changed_by(writer, content))
    assert page.context["newer"] is None
    assert "Theirs" in page.context["form"]["parameters"].value()["answers"][0]["text"].source


def test_the_texts_of_the_interface_come_in_the_language_of_the_course(writer: Client):
    ui = {"fields": [{"label": "Text der Taste", "default": "확인"}, {"default": "다시"}]}
    translation: dict[str, Any] = {"semantics": [{}, {"label": "질문"}, {}, {}, {}, {}, ui]}
    in_store(QUIZ, TEXT, languages={"ko": translation})
    form = writer.get(begun(writer, language="ko")).context["form"]
    assert form["parameters"].value()["UI"] == {"check": "확인", "retry": "다시"}
    assert form.fields["parameters"].block.child_blocks["question"].label == "Question"


def test_a_form_that_was_sent_in_part_changes_no_draft(writer: Client):
    in_store()
    address = begun(writer)
    writer.post(address, {**quiz(answer("Yes")), "act": "keep"})
    before = Draft.objects.get().typed
    for sent in ({}, {"title": "x", "parameters-answers-count": "3"}, {"parameters-answers-count": "many"}):
        assert writer.post(address, {**sent, "act": "keep"}).status_code == 400
        assert writer.post(f"{address}preview/", sent).status_code == 400
    assert Draft.objects.get().typed == before


def test_what_is_nested_and_cannot_be_written_here_stays_as_it_is(writer: Client):
    in_store()
    writer.post(begun(writer), {**quiz(answer("Yes")), "act": "save"})
    revision = ContentRevision.objects.get()
    foreign = {
        "library": "Test.Missing 1.0",
        "params": {"deep": [1]},
        "subContentId": "1d3f3f2c-0c8b-4b8a-9f7e-0d1c2b3a4f5e",
    }
    parameters: Any = revision.parameters
    parameters["media"] = {"type": foreign}
    ContentRevision.objects.filter(pk=revision.pk).update(parameters=parameters)
    address = writer.post(f"{BEGIN}contents/{revision.content_id}/")["Location"]
    value = writer.get(address).context["form"]["parameters"].value()
    assert value["media"]["type"][0].block_type == "kept"


def test_who_may_not_add_contents_is_sent_back():
    in_store(TEXT)
    client = Client()
    client.force_login(people.approver())
    assert client.get(BEGIN).status_code == 302
    assert client.post(BEGIN, {"main": TEXT, "title": "x", "language": "en"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_library_that_left_the_store_cannot_be_written(writer: Client):
    in_store(COLUMN)
    address = begun(writer, COLUMN)
    Draft.objects.update(main="Test.Gone 1.0")
    assert writer.get(address).status_code == 404
