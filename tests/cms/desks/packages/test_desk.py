"""The desk for interactive content, as instructors, the secretariat and others meet it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.packages.models import Arrival, Content, LibraryRelease
from lms.audit.models import AuditEntry
from tests.factories import packages, people
from tests.factories.libraries import brought, library, release, store_of
from tests.factories.work import package_jobs

pytestmark = pytest.mark.django_db
DESK = "/admin/packages/"


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(client: Client, held: BytesIO, name: str = "small.h5p", address: str = f"{DESK}upload/", **more):
    return client.post(address, {"package": SimpleUploadedFile(name, held.getvalue()), **more})


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("role", [people.instructor, people.secretary])
def test_who_writes_courses_uploads_tries_and_finds_a_package(role):
    packages.content()
    officer = role()
    client = browser(officer)
    address = upload(client, packages.small())["Location"]
    assert "being checked and taken in" in text_of(client, address)
    assert client.get(address)["Refresh"]
    package_jobs()
    content = Content.objects.latest("pk")
    assert content.made_by == officer
    done = client.get(address)
    assert f"{DESK}{content.pk}/" in done.content.decode()
    assert "Refresh" not in done
    assert AuditEntry.objects.get(action="content.imported", actor=officer).target_id == str(content.pk)
    page = text_of(client, f"{DESK}{content.pk}/")
    assert f'src="/h5p/{content.current_id}/?signature=' in page
    assert "data-result" not in page
    assert "Small" in text_of(client, DESK)


def test_a_bad_package_is_told_on_the_page_of_its_import_with_entry_and_rule():
    client = browser(people.instructor())
    address = upload(client, packages.small(**{"content__a.html": "<p>"}))["Location"]
    package_jobs()
    assert "content/a.html: files of this kind are not allowed here." in text_of(client, address)
    assert not Content.objects.exists()


def test_a_file_of_another_kind_is_refused():
    page = upload(browser(people.instructor()), packages.small(), name="small.exe")
    assert "ends in .h5p" in page.content.decode()
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("role", [people.approver, people.regional_officer, people.official])
def test_others_do_not_come_to_the_desk(role):
    content = packages.content()
    client = browser(role())
    for path in ("", "upload/", f"{content.pk}/", f"{content.pk}/export/", "libraries/"):
        assert client.get(DESK + path).status_code in (302, 403)
    assert upload(client, packages.small()).status_code in (302, 403)
    assert not Arrival.objects.exists()


def test_an_instructor_neither_sees_the_store_nor_approves():
    client, content = browser(people.instructor()), brought("A", library("A"), approve=False)
    page = text_of(client, f"{DESK}{content.pk}/")
    assert "cannot be played until these libraries are approved" in page
    assert "Approve all" not in page
    client.post(f"{DESK}{content.pk}/", {"do": "approve"})
    client.post(f"{DESK}libraries/{release('A').library_id}/", {"do": "approve", "release": release("A").pk})
    assert release("A").state == LibraryRelease.State.QUARANTINED
    assert client.get(f"{DESK}libraries/").status_code in (302, 403)
    assert "approve" not in text_of(client, f"{DESK}upload/")


def test_the_secretariat_approves_what_a_content_waits_for():
    client, content = browser(people.secretary()), brought("A", library("A", needs=["B"]), library("B"), approve=False)
    assert "Waiting for approval" in text_of(client, DESK)
    assert "Small" in text_of(client, f"{DESK}?waiting=on")
    page, shown = text_of(client, f"{DESK}{content.pk}/"), [release(name).digest for name in "AB"]
    for digest in shown:
        assert f'<input type="hidden" name="release" value="{digest}">' in page
    assert "Test.B 1.0.0" in page
    answer = client.post(f"{DESK}{content.pk}/", {"do": "approve", "release": shown[:1]}, follow=True)
    assert "What waits for approval has changed" in answer.content.decode()
    client.post(f"{DESK}{content.pk}/", {"do": "approve", "release": shown})
    assert "There is no such content." in text_of(client, f"{DESK}?waiting=on")
    assert 'src="/h5p/' in text_of(client, f"{DESK}{content.pk}/")


def test_a_library_tells_what_waits_what_it_needs_and_what_needs_it():
    client = browser(people.secretary())
    brought("A", library("A", needs=["B"]), library("B", needs=["A"]))
    brought("A", library("A", patch=1), approve=False)
    page = text_of(client, f"{DESK}libraries/{release('A', 0).library_id}/")
    for part in ("Test.A 1.0.1 waits for approval", "scripts/own.js", "Test.B 1.0", "see above", "Small"):
        assert part in page
    answer = client.post(f"{DESK}libraries/{release('B').library_id}/", {"do": "remove"}, follow=True)
    assert "Test.B 1.0 is needed by Test.A 1.0, “Small”" in answer.content.decode()


def test_a_replaced_content_keeps_its_id_and_gets_a_revision():
    officer, content = people.instructor(), packages.content()
    client = browser(officer)
    Content.objects.update(made_by=officer)
    upload(client, packages.small(content__content_json=None, **{"content__content.json": {"text": "New"}}),
           address=f"{DESK}{content.pk}/replace/")  # fmt: skip
    package_jobs()
    content.refresh_from_db()
    assert content.shown.number == 2
    assert content.shown.parameters == {"text": "New"}
    assert Content.objects.count() == 1


def test_a_content_is_exported_copied_renamed_and_removed():
    client, content = browser(people.instructor()), packages.content()
    answer = client.get(f"{DESK}{content.pk}/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="Small.h5p"'
    assert b"".join(answer).startswith(b"PK")
    copy = client.post(f"{DESK}{content.pk}/", {"do": "duplicate"})["Location"]
    client.post(copy, {"do": "rename", "title": "Another"})
    assert sorted(one.title for one in Content.objects.all()) == ["Another", "Small"]
    assert "This field is required" in client.post(copy, {"do": "rename", "title": ""}).content.decode()
    client.post(copy, {"do": "remove"})
    assert [one.title for one in Content.objects.all()] == ["Small"]


def test_the_list_is_searched_and_narrowed():
    client = browser(people.instructor())
    brought("A", library("A"), title="Water")
    brought("B", library("B"), title="Air")
    for query, found in (("q=wat", "Water"), ("q=test.b", "Air"), ("kind=h5p&q=Air", "Air")):
        page = text_of(client, f"{DESK}?{query}")
        assert found in page
        assert {"Water": "Air", "Air": "Water"}[found] not in page
    assert "There is no such content." in text_of(client, f"{DESK}?kind=cmi5")


@pytest.mark.parametrize("address", ["", "libraries/"])
@pytest.mark.parametrize(("contents", "libraries"), [(20, 20), (2_000, 200)])
def test_lists_stay_under_20_queries_however_much_there_is(
    contents: int, libraries: int, address: str, django_assert_max_num_queries
):
    store_of(contents=contents, libraries=libraries)
    client = browser(people.secretary())
    client.get(DESK + address)
    with django_assert_max_num_queries(19):
        assert client.get(DESK + address).status_code == 200


def test_an_instructor_changes_their_own_contents_and_reads_their_own_arrivals_only():
    mine, others = people.instructor(), people.instructor()
    client, content = browser(mine), packages.content()
    Content.objects.update(made_by=others)
    page = text_of(client, f"{DESK}{content.pk}/")
    for act in ("Replace", "Remove", "Rename", "Change the content"):
        assert f">{act}<" not in page
    denied = [
        client.post(f"{DESK}{content.pk}/", {"do": "remove"}),
        client.post(f"{DESK}{content.pk}/", {"do": "rename", "title": "Mine"}),
        client.get(f"{DESK}{content.pk}/replace/"),
        upload(client, packages.small(), address=f"{DESK}{content.pk}/replace/"),
        client.post(reverse("authoring:change", args=[content.pk])),
    ]
    assert {answer.status_code for answer in denied} <= {302, 403}
    assert not Arrival.objects.exists()
    content.refresh_from_db()
    assert content.title == "Small"
    arrival = packages.uploaded(by=others)
    assert client.get(f"{DESK}arrivals/{arrival.pk}/").status_code == 404
    for reader in (others, people.secretary()):
        assert browser(reader).get(f"{DESK}arrivals/{arrival.pk}/").status_code == 200
    assert ">Remove<" in text_of(browser(people.secretary()), f"{DESK}{content.pk}/")
