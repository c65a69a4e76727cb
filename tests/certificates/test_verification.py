"""Verification: five answers, for anybody, telling nobody more than they have shown to hold."""

import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from certificates.actions.corrections import Correction, prepare_correction
from certificates.actions.revocations import confirm_revocation, propose_revocation
from certificates.disclosure import initials
from certificates.models import Certificate, VerificationCount
from certificates.views.verification import A_MINUTE
from courses.programmes.models import new_code
from tests.factories.certificates import (
    ISSUE_DAY,
    approved,
    approver,
    awarded,
    content,
    ended,
    issued,
    prepared,
    previewed,
    secretary,
    signatories,
)
from tests.factories.learning import city, edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
NAME = "Wanjiku Otieno"


@pytest.fixture
def certificate() -> Certificate:
    return awarded(NAME)


def ask(**data):
    return Client().post("/verify/", data)


def upload(pdf: bytes):
    return ask(file=SimpleUploadedFile("certificate.pdf", pdf, "application/pdf"))


def revoke(certificate: Certificate) -> None:
    proposal = propose_revocation(
        certificate=certificate, reason="error", note="secret note", by=secretary(), at=ISSUE_DAY
    )
    confirm_revocation(revocation=proposal, by=approver(), at=ISSUE_DAY)


def supersede(certificate: Certificate) -> Certificate:
    batch = prepare_correction(
        certificate=certificate, correction=Correction(name="Corrected"), reason="x", by=secretary(), at=ISSUE_DAY
    )
    previewed(batch.certificates.all())
    return issued(approved(batch)).certificates.get()


def after(change: Callable[[Certificate], object], certificate: Certificate) -> bytes:
    """The file, and its certificate changed."""
    change(certificate)
    return content(certificate)


def status(code: str, **query) -> str:
    return Client().get(f"/verify/{code}.json", query).json()["status"]


def test_the_qr_code_opens_the_answer_with_initials_and_without_number(certificate):
    page = Client().get(f"/verify/{certificate.code}/")
    assert page.status_code == 200
    html = page.content.decode()
    assert "This certificate is valid" in html
    assert "W. O." in html
    assert NAME not in html
    assert certificate.number not in html


def test_number_and_code_together_show_the_name(certificate):
    html = ask(code=certificate.code, number=certificate.number.lower()).content.decode()
    assert NAME in html
    assert certificate.number in html


def test_the_json_has_the_documented_fields(certificate):
    answer = Client().get(f"/verify/{certificate.code}.json", {"number": certificate.number})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "status": "valid", "kind": "completion", "holder": NAME, "in_full": True, "number": certificate.number,
        "programme": "E-government", "city": "Nairobi", "country": "Demo", "starts": "2026-03-09",
        "ends": "2026-05-29", "issued_on": "2026-06-03", "issued_by": "World Network of City Governments",
    }  # fmt: skip
    assert Client().get(f"/verify/{certificate.code}.json").json().keys() == answer.json().keys() - {"number"}


def test_a_city_is_named_to_everybody(certificate):
    town = Certificate.objects.get(kind="T")
    answer = Client().get(f"/verify/{town.code}.json").json()
    assert (answer["kind"], answer["holder"], answer["officials"]) == ("city", "Nairobi", 1)
    assert NAME not in json.dumps(answer)


def test_the_file_itself_is_valid(certificate):
    html = upload(content(certificate)).content.decode()
    assert "This certificate is valid" in html
    assert NAME in html


@pytest.mark.parametrize("change", [lambda pdf: pdf + b"\n", lambda pdf: pdf.replace(b"842", b"841", 1)])
def test_a_changed_file_is_altered(certificate, change):
    changed = change(content(certificate))
    assert changed != content(certificate)
    assert "This file was altered" in upload(changed).content.decode()


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"not a pdf", b"\x00" * 1000, b"%PDF-1.4 trailer<</Info 1 0 R>>"])
def test_any_other_file_is_unknown(certificate, pdf):
    page = upload(pdf)
    assert page.status_code == 200
    assert "No such certificate is known" in page.content.decode()


def test_a_file_larger_than_any_certificate_is_refused(certificate):
    page = upload(b"%PDF-" + b"0" * 5_000_001)
    assert page.status_code == 422
    assert "larger than 5 MB" in page.content.decode()


def test_a_revoked_certificate_says_when_and_why_and_keeps_the_note(certificate):
    revoke(certificate)
    answer = Client().get(f"/verify/{certificate.code}.json").json()
    assert (answer["status"], answer["revoked_on"], answer["reason"]) == ("revoked", "2026-06-03", "error")
    html = Client().get(f"/verify/{certificate.code}/").content.decode()
    assert "issued in error" in html
    assert "secret note" not in html
    assert "was revoked" in upload(content(certificate)).content.decode()


def test_a_superseded_certificate_leads_to_the_one_that_took_its_place(certificate):
    new = supersede(certificate)
    answer = Client().get(f"/verify/{certificate.code}.json").json()
    assert answer["status"] == "superseded"
    assert answer["superseded_by"].endswith(f"/verify/{new.code}/")
    assert f"/verify/{new.code}/" in upload(content(certificate)).content.decode()
    assert status(new.code) == "valid"


def test_what_is_not_issued_looks_like_what_does_not_exist():
    run = edition()
    ended(run, city())
    signatories()
    waiting = approved(prepared(run, officials=0)).certificates.get(kind="C")
    unknown = new_code()
    for address in ("/verify/{}/", "/verify/{}.json"):
        there, nowhere = (Client().get(address.format(code)) for code in (waiting.code, unknown))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert without(there, waiting.code) == without(nowhere, unknown)


def without(answer, code: str) -> str:
    """The body, but for what was asked and the token that differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(code, "")


def test_a_number_of_another_certificate_does_not_open_a_name(certificate):
    town = Certificate.objects.get(kind="T")
    assert status(certificate.code, number=town.number) == "unknown"
    assert NAME not in ask(code=certificate.code, number=town.number).content.decode()


def test_a_number_alone_tells_nothing(certificate):
    page = ask(number=certificate.number)
    assert page.status_code == 422
    assert NAME not in page.content.decode()
    assert Client().get(f"/verify/{certificate.number}.json").json() == {"status": "unknown"}


def test_a_mistyped_number_is_noticed_before_the_register_is_asked(certificate):
    page = ask(code=certificate.code, number=certificate.number[:-1] + "x")
    assert "check digits" in page.content.decode()
    assert not VerificationCount.objects.exists()


def test_answers_are_counted_and_nothing_else_is_kept(certificate):
    for code in (certificate.code, certificate.code, new_code()):
        Client().get(f"/verify/{code}/")
    counts = dict(VerificationCount.objects.values_list("answer", "count"))
    assert counts == {"valid": 2, "unknown": 1}


def test_answers_are_not_kept_by_caches_nor_by_search_engines(certificate):
    page = Client().get(f"/verify/{certificate.code}/")
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_who_asks_too_often_has_to_wait(certificate):
    client = Client()
    answers = [client.get(f"/verify/{certificate.code}.json").status_code for _ in range(A_MINUTE + 1)]
    assert answers == [200] * A_MINUTE + [429]


def test_the_form_is_open_to_everybody_and_light():
    page = Client(HTTP_ACCEPT_ENCODING="br").get("/verify/")
    assert page.status_code == 200
    assert len(page.content) <= 14_000


@pytest.mark.parametrize(
    ("make", "said", "ends_with"),
    [
        (lambda certificate: content(certificate), "valid", 0),
        (lambda certificate: content(certificate) + b"\n", "altered", 1),
        (lambda certificate: after(revoke, certificate), "revoked", 1),
        (lambda certificate: after(supersede, certificate), "superseded", 1),
        (lambda certificate: b"%PDF-1.7 other", "unknown", 1),
    ],
)
def test_the_command_says_the_same(certificate, make, said, ends_with, tmp_path, capsys):
    file = tmp_path / "file.pdf"
    file.write_bytes(make(certificate))
    ended_with: object = 0
    try:
        call_command("verify_certificate", str(file))
    except SystemExit as end:
        ended_with = end.code
    assert (capsys.readouterr().out.strip(), ended_with) == (said, ends_with)


@pytest.mark.parametrize(
    ("name", "short"), [("Otieno", "O."), ("김서연", "김."), ("Jean-Luc Ba", "J. L. B."), ("سلمى بن عمر", "س. ب. ع.")]
)
def test_initials(name, short):
    assert initials(name) == short


def test_a_file_is_found_by_an_index():
    if connection.vendor == "postgresql":  # which would read so small a table as a whole
        connection.cursor().execute("SET LOCAL enable_seqscan = off")
    assert "certificate_by_sha256" in Certificate.objects.filter(sha256="0" * 64).explain()
