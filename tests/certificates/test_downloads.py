"""Who fetches which file; the ZIP; the record; the letter. Another's and unknown are alike."""

import hashlib
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from certificates.addresses import letter_link
from certificates.models import Certificate
from certificates.render import InvitationLetter
from courses.programmes.models import Edition, Invitation
from lms.accounts.actions import give_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import Region
from tests.factories.certificates import (
    approved,
    approver,
    ended,
    focal_point,
    issued,
    officer,
    prepared,
    secretary,
)
from tests.factories.learning import AFTER, city, edition, enrolled, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]


@pytest.fixture
def nairobi() -> list[Certificate]:
    """Two officials of Nairobi and the city, certified."""
    run = edition()
    for name in ("Achieng", "Baraka"):
        ended(run, city(), person(name))
    return list(issued(approved(prepared(run, officials=0))).certificates.order_by("serial"))


def of_kind(certificates: list[Certificate], kind: str) -> Certificate:
    return next(certificate for certificate in certificates if certificate.kind == kind)


def holder(certificates: list[Certificate]) -> User:
    return of_kind(certificates, "C").enrolment.person


def learner_of(home: str) -> User:
    return enrolled(run=edition(code="EGF-9"), home=city(home)).person


def regional(code: str) -> User:
    region, _created = Region.objects.get_or_create(code=code, defaults={"name": code})
    return officer(Role.REGIONAL_OFFICE, region=region)


def as_far_officer(person: User) -> User:
    """The same person, who is in office for a region elsewhere as well."""
    office = regional("far").regional_offices.get()
    office.officers.add(person)
    give_role(person=person, role=Role.REGIONAL_OFFICE, by=None, at=AFTER)
    return person


def status(browser: Client, address: str) -> int:
    """The answer's status; its file is read to the end."""
    answer = browser.get(address)
    fetched(answer)
    return answer.status_code


def fetched(answer) -> bytes:
    """The body, read to the end, with which the test client closes the file."""
    return answer.getvalue()


# who: sees the official's file, the city's file, the ZIP
WHO = {
    "the holder": (holder, 200, 404, 404),
    "another official of the city": (lambda _: learner_of("nairobi"), 404, 404, 404),
    "an official of another city": (
        lambda _: enrolled(run=edition(code="EGF-9"), home=city("tunis")).person,
        404,
        404,
        404,
    ),
    "the city's focal point": (lambda _: focal_point(city()), 200, 200, 200),
    "a holder in office elsewhere": (lambda rows: as_far_officer(holder(rows)), 200, 404, 404),
    "a focal point in office elsewhere": (lambda _: as_far_officer(focal_point(city())), 200, 200, 200),
    "another city's focal point": (lambda _: focal_point(city("tunis")), 404, 404, 404),
    "an instructor": (lambda _: officer(Role.INSTRUCTOR), 404, 404, 404),
    "a secretary": (lambda _: secretary(), 200, 200, 200),
    "an approver": (lambda _: approver(), 200, 200, 200),
    "an officer of the region": (lambda _: regional("demo"), 200, 200, 200),
    "an officer of another region": (lambda _: regional("far"), 404, 404, 404),
}


@pytest.mark.parametrize("who", WHO)
def test_who_fetches_what(nairobi, browser_of, who):
    make, official, town, archive = WHO[who]
    browser = browser_of(make(nairobi))
    addresses = (f"/certificates/{of_kind(nairobi, 'C').number}/", f"/certificates/{of_kind(nairobi, 'T').number}/",
                 "/certificates/EGF-1/nairobi.zip")  # fmt: skip
    assert tuple(status(browser, address) for address in addresses) == (official, town, archive)


def test_without_an_account_one_is_asked_to_sign_in(nairobi):
    for address in (
        f"/certificates/{nairobi[0].number}/",
        "/certificates/EGF-1/nairobi.zip",
        "/my/record/",
        "/city/certificates/",
    ):
        answer = Client().get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={address}")


def test_anothers_certificate_looks_like_one_that_does_not_exist(nairobi, browser_of):
    browser = browser_of(person("Stranger"))
    there = browser.get(f"/certificates/{nairobi[0].number}/")
    nowhere = browser.get("/certificates/WNCG-2026-EGF-1-C-99999-10/")
    assert there.status_code == nowhere.status_code == 404
    assert without_token(there) == without_token(nowhere)


def without_token(answer) -> str:
    """The body but for the token that differs each time, and the address asked for."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return body.replace(answer.wsgi_request.path, "")


def test_the_file_fetched_is_the_file_issued(nairobi, browser_of):
    answer = browser_of(holder(nairobi)).get(f"/certificates/{of_kind(nairobi, 'C').number}/")
    assert hashlib.sha256(fetched(answer)).hexdigest() == of_kind(nairobi, "C").sha256
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "private" in answer.headers["Cache-Control"]


def test_a_former_focal_point_fetches_nothing(nairobi, browser_of):
    person_before = focal_point(city())
    person_before.focal_point_roles.update(until="2026-02-01")
    assert browser_of(person_before).get("/certificates/EGF-1/nairobi.zip").status_code == 404


@pytest.mark.parametrize("state", [Certificate.State.REVOKED, Certificate.State.SUPERSEDED])
def test_what_is_no_longer_in_force_is_for_officers_only(nairobi, browser_of, state):
    certificate = of_kind(nairobi, "C")
    Certificate.objects.filter(pk=certificate.pk).update(state=state)
    address = f"/certificates/{certificate.number}/"
    assert status(browser_of(holder(nairobi)), address) == 404
    assert status(browser_of(secretary()), address) == 200


def test_the_zip_holds_the_letter_and_every_certificate_and_is_the_same_each_time(nairobi, browser_of):
    browser = browser_of(focal_point(city()))
    first, second = (fetched(browser.get("/certificates/EGF-1/nairobi.zip")) for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["00-cover-letter.pdf", *(f"{row.number}.pdf" for row in nairobi)]
        for row in nairobi:
            assert hashlib.sha256(archive.read(f"{row.number}.pdf")).hexdigest() == row.sha256


def test_the_focal_point_finds_the_zip(nairobi, browser_of):
    page = browser_of(focal_point(city())).get("/city/certificates/").content.decode()
    assert "/certificates/EGF-1/nairobi.zip" in page
    assert "3 certificates" in page


def test_the_record_shows_what_was_done_and_awarded(nairobi, browser_of):
    certificate = of_kind(nairobi, "C")
    page = browser_of(holder(nairobi)).get("/my/record/").content.decode()
    for shown in (
        certificate.number,
        f"/certificates/{certificate.number}/",
        f"/verify/{certificate.code}/",
        "85%",
        "EGF-1",
    ):
        assert shown in page
    other = next(row for row in nairobi if row.kind == "C" and row != certificate)
    assert other.number not in page


def test_the_record_costs_the_same_for_one_edition_and_for_five(browser_of, django_assert_max_num_queries):
    learner = person()
    for number in range(5):
        ended(edition(code=f"EGF-{number}"), city(), learner)
    issued(approved(prepared(Edition.objects.get(code="EGF-0"), officials=0)))
    browser = browser_of(learner)
    with django_assert_max_num_queries(9):
        assert browser.get("/my/record/").content.decode().count("<h2>") == 6


@pytest.fixture
def invitation(monkeypatch) -> Invitation:
    run = edition()
    monkeypatch.setattr("certificates.letters.render.render", lambda document: repr(document).encode())
    return Invitation.objects.create(
        edition=run, city=city(), reference="EGF-1-INV-001", seats=2, reply_by=run.reply_by,
        state=Invitation.State.SENT, sent_at="2026-01-20T09:00:00Z",
    )  # fmt: skip


def letter(client: Client, invitation: Invitation):
    return client.get(f"/invitations/{invitation.code}/letter.pdf")


# who: reads the letter that was sent, the letter of a draft
READERS = {
    "the city's focal point": (lambda: focal_point(city()), 200, 404),
    "a focal point in office elsewhere": (lambda: as_far_officer(focal_point(city())), 200, 404),
    "another city's focal point": (lambda: focal_point(city("tunis")), 404, 404),
    "a secretary": (secretary, 200, 200),
    "an officer of the region": (lambda: regional("demo"), 200, 200),
    "an officer of another region": (lambda: regional("far"), 404, 404),
    "an approver": (approver, 404, 404),
    "an instructor": (lambda: officer(Role.INSTRUCTOR), 404, 404),
    "an official of the city": (lambda: learner_of("nairobi"), 404, 404),
    "a stranger": (lambda: person("Stranger"), 404, 404),
}


@pytest.mark.parametrize("who", READERS)
def test_who_reads_a_letter(invitation, browser_of, who):
    make, sent, draft = READERS[who]
    browser = browser_of(make())
    assert letter(browser, invitation).status_code == sent
    Invitation.objects.update(state=Invitation.State.DRAFT, sent_at=None)
    assert letter(browser, invitation).status_code == draft


def test_the_letter_says_what_the_invitation_says(invitation, browser_of):
    body = letter(browser_of(secretary()), invitation).content.decode()
    assert InvitationLetter.__name__ in body
    for said in ("EGF-1-INV-001", "seats=2", "2026, 2, 2, 23, 59", "Africa/Nairobi"):
        assert said in body


def test_a_name_that_no_typeface_has_does_not_keep_a_city_from_its_letter(invitation, browser_of):
    vientiane = city()
    vientiane.native_name, vientiane.names = "ວຽງຈັນ", {}
    vientiane.save()
    User.objects.filter(pk=focal_point(vientiane).pk).update(display_name="ສົມໄຊ")
    body = letter(browser_of(secretary()), invitation).content.decode()
    assert "ວຽງຈັນ" not in body
    assert "ສົມໄຊ" not in body
    assert "Person(name=Words(english='Nairobi'" in body


def test_a_focal_point_whose_name_no_typeface_has_still_fetches_the_zip(nairobi, browser_of, monkeypatch):
    reader = focal_point(city())
    User.objects.filter(pk=reader.pk).update(display_name="Somxay", native_name="ສົມໄຊ")
    monkeypatch.setattr("certificates.archives.render.render", lambda document: repr(document).encode())
    with ZipFile(BytesIO(fetched(browser_of(reader).get("/certificates/EGF-1/nairobi.zip")))) as archive:
        letter_text = archive.read("00-cover-letter.pdf").decode()
    assert "Somxay" in letter_text
    assert "ສົມໄຊ" not in letter_text


def test_the_link_of_the_mail_opens_this_letter_on_any_device(invitation):
    link = letter_link(invitation)
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 200
    other = Invitation.objects.create(
        edition=invitation.edition, city=city("tunis"), reference="X", seats=1, reply_by=invitation.reply_by,
        state=Invitation.State.SENT,
    )  # fmt: skip
    stolen = link.partition("?")[2]
    assert Client().get(f"/invitations/{other.code}/letter.pdf?{stolen}").status_code == 404
    assert Client().get(f"/invitations/{invitation.code}/letter.pdf?key=x").status_code == 404
    assert letter(Client(), invitation).status_code == 302


def test_the_link_ends_with_its_time_and_with_the_invitation(invitation, monkeypatch):
    path = letter_link(invitation).removeprefix("http://localhost:8000")
    Invitation.objects.update(state=Invitation.State.WITHDRAWN)
    assert Client().get(path).status_code == 404
    Invitation.objects.update(state=Invitation.State.SENT)
    monkeypatch.setattr("certificates.addresses.LETTER_KEY_VALID", -1)
    assert Client().get(path).status_code == 404
