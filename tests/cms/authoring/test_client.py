"""Writing with H5P's own editor: who sees it, what it is answered, what is saved."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.authoring.actions import begin_draft
from cms.authoring.client_work import metadata_of
from cms.authoring.models import Draft
from courses.packages.editor.models import EditorClient, Workspace
from courses.packages.models import Content
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from tests.factories import people
from tests.factories.editor_clients import ODD, WIDGET, client_archive, installed_client, odd_in_store, picture
from tests.factories.semantics import QUIZ, in_store

pytestmark = pytest.mark.django_db
BEGIN = "/admin/packages/write/"


@pytest.fixture
def author() -> User:
    return people.instructor()


@pytest.fixture
def browser(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


@pytest.fixture
def draft(author: User) -> Draft:
    installed_client(by=people.secretary())
    odd_in_store()
    return begin_draft(main=ODD, title="Odd one", language="ko", by=author, at=timezone.now())


def client_of(draft: Draft, call: str = "") -> str:
    return f"{BEGIN}{draft.pk}/client/{call}"


def handed(text: str = "Hello", **more: Any) -> dict[str, str]:
    value = {"params": {"text": text, **more}, "metadata": {"license": "CC BY", "yearFrom": "1999", "yearTo": "soon"}}
    return {"title": "Odd two", "library": ODD, "params": json.dumps(value)}


def put_in(browser: Client, draft: Draft, **more: Any) -> Any:
    sent = {"file": picture(), "field": json.dumps({"type": "image"}), "contentId": "0", **more}
    return browser.post(client_of(draft, "files/"), sent).json()


def test_a_type_that_needs_the_client_is_offered_where_it_is_installed(browser: Client) -> None:
    odd_in_store()
    assert ODD not in browser.get(BEGIN).content.decode()
    installed_client(by=people.secretary())
    assert ODD in browser.get(BEGIN).content.decode()
    begun = browser.post(BEGIN, {"main": ODD, "title": "Odd", "language": "en"})
    page = browser.get(begun["Location"], follow=True)
    assert page.redirect_chain == [(client_of(Draft.objects.get()), 302)]
    assert 'sandbox="allow-scripts"' in page.content.decode()


def test_a_type_with_a_form_of_ours_has_no_client(browser: Client, author: User, draft: Draft) -> None:
    in_store(QUIZ)
    other = begin_draft(main=QUIZ, title="Quiz", language="en", by=author, at=timezone.now())
    assert browser.get(client_of(other)).status_code == 404
    assert browser.get(f"{BEGIN}{other.pk}/").status_code == 200


def test_what_is_missing_is_said_instead_of_a_broken_editor(browser: Client, author: User) -> None:
    installed_client(by=people.secretary())
    odd_in_store(widget=False)
    draft = begin_draft(main=ODD, title="Odd", language="en", by=author, at=timezone.now())
    page = browser.get(client_of(draft)).content.decode()
    assert WIDGET in page
    assert "<iframe" not in page


def test_nobody_else_asks_about_a_draft(draft: Draft) -> None:
    other = Client()
    other.force_login(people.instructor(name="Somebody Else"))
    assert other.get(client_of(draft)).status_code == 404
    assert other.get(client_of(draft, "libraries/")).status_code == 404
    assert other.post(client_of(draft, "save/"), handed()).status_code == 404


def test_a_question_from_another_site_has_no_token(author: User, draft: Draft) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author)
    for call in ("files/", "filter/", "save/"):
        assert strict.post(client_of(draft, call), handed()).status_code == 403


def test_the_list_has_the_type_of_the_draft(browser: Client, draft: Draft) -> None:
    assert [one["uberName"] for one in browser.get(client_of(draft, "libraries/")).json()] == [ODD]


def test_one_library_details_and_languages_are_answered(browser: Client, draft: Draft) -> None:
    one = {"machineName": "Test.Odd", "majorVersion": "1", "minorVersion": "0", "language": "../../x"}
    assert browser.get(client_of(draft, "libraries/"), one).json()["title"] == "Odd"
    assert browser.get(client_of(draft, "libraries/"), {"machineName": "A"}).json()["success"] is False
    asked = {"libraries[]": [WIDGET, "Test.None 1.0"]}
    assert [one["title"] for one in browser.post(client_of(draft, "libraries/"), asked).json()] == ["Odd widget"]
    answer = browser.post(client_of(draft, "translations/") + "?language=ko", {"libraries[]": [ODD]}).json()
    assert answer["success"]
    assert list(answer["data"]) == [ODD]


def test_parameters_are_filtered(browser: Client, draft: Draft) -> None:
    asked = {"libraryParameters": json.dumps({"library": ODD, "params": {"text": "<script>"}})}
    assert browser.post(client_of(draft, "filter/"), asked).json()["data"]["params"] == {"text": "&lt;script&gt;"}
    for wrong in ("", "[" * 100_000, "3"):
        assert not browser.post(client_of(draft, "filter/"), {"libraryParameters": wrong}).json()["success"]


def test_other_questions_are_none(browser: Client, draft: Draft) -> None:
    assert browser.post(client_of(draft, "library-install/")).status_code == 404
    assert browser.get(client_of(draft, "filter/")).status_code == 404


def test_a_picture_is_put_in_measured_and_saved_with_the_content(browser: Client, draft: Draft) -> None:
    browser.get(client_of(draft))
    answer = put_in(browser, draft)
    assert answer == {"path": answer["path"], "mime": "image/png", "width": 4, "height": 3}
    assert answer["path"].endswith(".png#tmp")
    put_in(browser, draft)
    saved = browser.post(client_of(draft, "save/"), handed(picture=answer, other="dropped"))
    content = Content.objects.get()
    assert saved.json() == {"address": reverse("packages_desk:content", args=[content.pk])}
    path = answer["path"].removesuffix("#tmp")
    assert content.current.parameters["picture"]["path"] == path
    assert set(content.current.parameters) == {"text", "picture"}
    assert list(content.current.files.values_list("path", flat=True)) == [path]
    assert content.current.metadata == {"license": "CC BY", "yearFrom": 1999, "title": "Odd two"}
    assert (content.title, content.current.language, content.current.origin) == ("Odd two", "ko", "authored")
    assert AuditEntry.objects.get(action="content.authored").details["main"] == ODD
    assert not Draft.objects.exists()
    assert not Workspace.objects.exists()


def test_a_content_is_changed_with_the_files_that_it_has(browser: Client, draft: Draft) -> None:
    browser.post(client_of(draft, "save/"), handed(picture=put_in(browser, draft)))
    content = Content.objects.get()
    assert browser.post(f"{BEGIN}contents/{content.pk}/").status_code == 302
    change = Draft.objects.get()
    beginning = browser.get(client_of(change)).context["beginning"]
    value = json.loads(beginning["params"])
    assert value["params"] == content.current.parameters
    assert value["metadata"]["license"] == "CC BY"
    browser.post(client_of(change, "save/"), handed("Again", picture=value["params"]["picture"]))
    content.refresh_from_db()
    assert content.current.number == 2
    assert content.current.parameters["text"] == "Again"
    assert content.current.files.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"params": "no"}, {"params": "[]"}, {"params": '{"params": []}'}, {"title": ""}, {"library": QUIZ},
        {"params": '{"params": {"text": "\\u0000"}}'}, {"params": '{"params": {"text": "\\ud800"}}'},
        {"params": '{"params":' + '{"a":' * 50_000},
    ],
)  # fmt: skip
def test_what_is_no_content_of_this_type_is_not_saved(browser: Client, draft: Draft, wrong: dict[str, str]) -> None:
    answer = browser.post(client_of(draft, "save/"), {**handed(), **wrong})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Content.objects.exists()


def test_a_file_that_no_content_may_hold_is_refused_in_words(browser: Client, draft: Draft) -> None:
    page = picture()
    page.name = "page.html"
    assert "page.html" in put_in(browser, draft, file=page)["message"]
    assert browser.post(client_of(draft, "files/"), {}).json()["success"] is False


def test_discarding_lets_the_files_go(browser: Client, draft: Draft) -> None:
    put_in(browser, draft)
    assert browser.post(client_of(draft), {"act": "discard"}).status_code == 302
    assert not Draft.objects.exists()
    assert not Workspace.objects.exists()


def test_what_metadata_does_not_know_is_left_out() -> None:
    given = {"license": "CC BY", "authors": [{"name": "Ines", "role": "Author"}], "odd": 1, "source": 3, "title": "x"}
    assert metadata_of(given) == {"license": "CC BY", "authors": [{"name": "Ines", "role": "Author"}]}
    assert metadata_of(None) == metadata_of([]) == {}


def test_the_client_is_brought_and_removed_at_the_desk(client: Client) -> None:
    client.force_login(people.secretary())
    archive = client_archive(**{"images__bad.exe": b"MZ"})
    archive.name = "client.zip"
    page = client.post(f"{BEGIN}editor/", {"archive": archive})
    assert "images/bad.exe" in str(page.context["form"].errors)
    archive = client_archive()
    archive.name = "client.zip"
    assert client.post(f"{BEGIN}editor/", {"archive": archive}).status_code == 302
    assert EditorClient.objects.get().digest in client.get(f"{BEGIN}editor/").content.decode()
    assert client.post(f"{BEGIN}editor/", {"do": "remove"}).status_code == 302
    assert not EditorClient.objects.exists()


def test_an_author_does_not_bring_a_client(browser: Client) -> None:
    assert browser.get(f"{BEGIN}editor/").status_code == 302
    assert "/admin/packages/write/editor/" not in browser.get(BEGIN).content.decode()
