"""Certificates and letters are dated, and numbers counted, by the calendar of the network's seat."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.actions.corrections import Correction, prepare_correction
from certificates.actions.revocations import confirm_revocation, propose_revocation
from certificates.addresses import letter_link
from certificates.models import Certificate, NumberSequence, Signatory
from courses.programmes.models import Invitation
from lms.network.seat import day_at_seat
from tests.factories.certificates import approver, ended, issued, prepared, previewed, secretary, signatories
from tests.factories.learning import city, edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]

STILL_2026 = datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC)
"""A second before New Year in Seoul."""
NEW_YEAR = datetime(2026, 12, 31, 15, tzinfo=UTC)
"""Midnight in Seoul."""


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        (STILL_2026, "Asia/Seoul", date(2026, 12, 31)),
        (NEW_YEAR, "Asia/Seoul", date(2027, 1, 1)),
        (datetime(2027, 1, 1, 2, tzinfo=UTC), "America/Lima", date(2026, 12, 31)),
    ],
)
def test_the_day_is_that_of_the_seat(settings, at, zone, day):
    settings.NETWORK_TIME_ZONE = zone
    assert day_at_seat(at=at) == day


@pytest.mark.parametrize(
    ("at", "year", "issued_on"), [(STILL_2026, 2026, "2026-12-31"), (NEW_YEAR, 2027, "2027-01-01")]
)
def test_at_new_year_numbers_begin_anew_when_the_seat_says_so(at, year, issued_on):
    batch = approve_batch(batch=prepared(), by=approver(), at=at)
    rows = batch.certificates.order_by("serial")
    assert {(row.year, row.text["issued_on"]) for row in rows} == {(year, issued_on)}
    assert [row.number.split("-")[1] for row in rows] == [str(year)] * 2
    assert NumberSequence.objects.get().year == year


def test_the_year_that_ends_keeps_its_numbers_and_the_next_starts_at_one():
    before = approve_batch(batch=prepared(edition(code="EGF-1")), by=approver(), at=STILL_2026)
    after = approve_batch(batch=prepared(edition(code="EGF-2")), by=approver(), at=NEW_YEAR)
    taken = [[(row.year, row.serial) for row in batch.certificates.order_by("serial")] for batch in (before, after)]
    assert taken == [[(2026, 1), (2026, 2)], [(2027, 1), (2027, 2)]]


def test_who_signs_is_who_holds_the_office_on_the_day_at_the_seat():
    signatories()
    office = Signatory.Office.SECRETARY_GENERAL
    Signatory.objects.filter(office=office).update(until=date(2027, 1, 1))
    Signatory.objects.create(office=office, name="Ines Duarte", organisation="WNCG", since=date(2027, 1, 1))
    run = edition()
    ended(run, city())
    batch = prepare_batch(edition=run, by=secretary(), at=NEW_YEAR)
    assert batch.certificates.get(kind="C").text["signatories"][0]["name"] == "Ines Duarte"


def test_a_correction_is_dated_when_it_is_approved():
    old = issued().certificates.get(kind="C")
    correction = Correction(name="Atieno")
    batch = prepare_correction(certificate=old, correction=correction, reason="misspelt", by=secretary(), at=NEW_YEAR)
    previewed(batch.certificates.all())
    approve_batch(batch=batch, by=approver(), at=NEW_YEAR)
    assert Certificate.objects.get(supersedes=old).text["issued_on"] == "2027-01-01"


def test_a_revocation_is_dated_likewise():
    certificate = issued().certificates.get(kind="C")
    proposal = propose_revocation(certificate=certificate, reason="error", by=secretary(), at=STILL_2026)
    confirm_revocation(revocation=proposal, by=approver(), at=NEW_YEAR)
    assert Client().get(f"/verify/{certificate.code}.json").json()["revoked_on"] == "2027-01-01"
    assert "1 January 2027" in Client().get(f"/verify/{certificate.code}/").content.decode()


@pytest.mark.parametrize(
    ("sent_at", "dated"), [(STILL_2026, (2026, 12, 31)), (NEW_YEAR, (2027, 1, 1)), (None, (2027, 1, 1))]
)
def test_a_letter_is_dated_when_it_was_sent_and_a_draft_today(monkeypatch, browser_of, sent_at, dated):
    monkeypatch.setattr("certificates.letters.render.render", lambda document: repr(document.issued_on).encode())
    run = edition()
    state = Invitation.State.SENT if sent_at else Invitation.State.DRAFT
    invitation = Invitation.objects.create(
        edition=run, city=city(), reference="EGF-1-INV-001", seats=2, reply_by=run.reply_by, state=state,
        sent_at=sent_at,
    )  # fmt: skip
    with time_machine.travel(NEW_YEAR, tick=False):
        path = letter_link(invitation).removeprefix("http://localhost:8000")
        body = browser_of(secretary()).get(path).content.decode()
    assert body == repr(date(*dated))
