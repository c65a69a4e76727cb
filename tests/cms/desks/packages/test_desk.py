"""The desk for interactive content, as instructors, the secretariat and others meet it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.packages.models import Content
from lms.audit.models import AuditEntry
from tests.factories import packages, people

pytestmark = pytest.mark.django_db
DESK = "/admin/packages/"


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(client: Client, held: BytesIO, name: str = "small.h5p"):
    return client.post(f"{DESK}upload/", {"package": SimpleUploadedFile(name, held.getvalue())})


@pytest.mark.parametrize("role", [people.instructor, people.secretary])
def test_who_writes_courses_uploads_tries_and_finds_a_package(role):
    officer = role()
    client = browser(officer)
    answer = upload(client, packages.small())
    content = Content.objects.get()
    assert answer["Location"] == f"{DESK}{content.pk}/"
    assert content.uploaded_by == officer
    assert AuditEntry.objects.get(action="h5p.imported").actor == officer
    page = client.get(answer["Location"]).content.decode()
    assert f'data-embed="/h5p/{content.pk}/?signature=' in page
    assert "data-result" not in page
    assert "Small" in client.get(DESK).content.decode()


def test_a_bad_package_is_refused_on_the_form_with_its_entry_and_rule():
    page = upload(browser(people.instructor()), packages.small(**{"content__a.html": "<p>"}))
    assert "content/a.html: files of this kind are not allowed here." in page.content.decode()
    assert not Content.objects.exists()


def test_a_file_of_another_kind_is_refused():
    page = upload(browser(people.instructor()), packages.small(), name="small.zip")
    assert "ends in .h5p" in page.content.decode()
    assert not Content.objects.exists()


@pytest.mark.parametrize("role", [people.approver, people.regional_officer, people.official])
def test_others_do_not_come_to_the_desk(role):
    content = packages.content()
    client = browser(role())
    for path in ("", "upload/", f"{content.pk}/"):
        assert client.get(DESK + path).status_code in (302, 403)
    assert upload(client, packages.small()).status_code in (302, 403)
    assert Content.objects.count() == 1


def test_the_list_costs_the_same_for_one_as_for_twenty(django_assert_max_num_queries):
    client, officer = browser(people.instructor()), people.instructor()
    packages.content()
    client.get(DESK)
    with django_assert_max_num_queries(30) as one:
        client.get(DESK)
    held = {"main_library": "A 1.0", "sha256": "0", "size": 1, "uploaded_by": officer, "uploaded_at": packages.BEFORE}
    rows = [Content(title=f"C{number}", folder=str(number), **held) for number in range(19)]
    Content.objects.bulk_create(rows)
    with django_assert_max_num_queries(len(one)):
        client.get(DESK)
