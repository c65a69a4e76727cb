"""Issuing: every certificate once, numbers without a gap, the same bytes however often it is tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from certificates import files, issuing
from certificates.actions.batches import CannotBePrinted, prepare_batch
from certificates.actions.printing import HOLD, claim_certificate
from certificates.issuing import HeldByAnother, NotPrinted, issue_batch, preview_batch
from certificates.models import Certificate, CertificateBatch, NumberSequence
from certificates.render import RenderError
from certificates.render.printing import render
from certificates.texts import document_of
from lms.accounts.models import User
from lms.outbox.models import OutboxEvent
from tests.certificates.press import printed
from tests.factories.certificates import ISSUE_DAY, approved, ended, issued, prepared, secretary, signatories
from tests.factories.learning import city, edition, person

pytestmark = [pytest.mark.usefixtures("light_press")]


def serials() -> list[int]:
    return sorted(Certificate.objects.filter(serial__isnull=False).values_list("serial", flat=True))


def stored(certificate: Certificate) -> bytes:
    with files.opened(certificate) as file:
        return file.read()


@pytest.mark.django_db(transaction=True)
def test_two_workers_issue_one_batch_and_no_number_is_doubled_or_missed():
    batch = approved(officials=20)
    start = Barrier(2)

    def work() -> None:
        start.wait()
        try:
            issue_batch(batch_id=batch.pk, now=timezone.now)
        except HeldByAnother:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(work), workers.submit(work)]:
            done.result()
    issue_batch(batch_id=batch.pk, now=timezone.now)
    certificates = list(batch.certificates.all())
    assert {certificate.state for certificate in certificates} == {Certificate.State.ISSUED}
    assert serials() == list(range(1, 22))
    assert all(files.digest_of(stored(certificate)) == certificate.sha256 for certificate in certificates)
    events = OutboxEvent.objects.filter(name="certificates.certificate-issued.v1")
    assert sorted(row.payload["certificate_id"] for row in events) == sorted(row.pk for row in certificates)
    assert OutboxEvent.objects.filter(name="certificates.batch-issued.v1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_approve_two_batches_at_once_and_the_year_has_no_gap():
    batches = [prepared(edition(code=code), officials=5) for code in ("EGF-1", "EGF-2")]
    start = Barrier(2)

    def approve(batch: CertificateBatch) -> None:
        start.wait()
        try:
            approved(batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as officers:
        list(officers.map(approve, batches))
    assert serials() == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_two_approvers_press_at_once_and_numbers_are_given_once():
    batch = prepared(officials=3)
    start = Barrier(2)

    def approve(_: int) -> str:
        start.wait()
        try:
            approved(batch)
            return "approved"
        except Exception as refused:  # noqa: BLE001 - the kind is what is asserted
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as officers:
        assert sorted(officers.map(approve, range(2))) == ["BatchNotOpen", "approved"]
    assert serials() == [1, 2, 3, 4]


@pytest.mark.django_db
def test_a_certificate_held_by_a_killed_worker_is_free_when_the_time_is_over():
    batch = approved(officials=1)
    at = timezone.now()
    for _ in range(2):
        assert claim_certificate(batch_id=batch.pk, state=Certificate.State.APPROVED, at=at)
    with pytest.raises(HeldByAnother):
        issue_batch(batch_id=batch.pk, now=lambda: at)
    issue_batch(batch_id=batch.pk, now=lambda: at + HOLD)
    assert CertificateBatch.objects.get(pk=batch.pk).state == CertificateBatch.State.ISSUED


@pytest.mark.django_db
def test_a_file_left_half_written_is_passed_over_and_nothing_is_deleted(monkeypatch):
    batch = approved()
    certificate = batch.certificates.filter(kind="C").get()
    pdf = printed(document_of(certificate))
    name = files.keep(year=2026, number=certificate.number, pdf=pdf)
    with files.storage().open(name, "wb") as half:
        half.write(pdf[:100])
    monkeypatch.setattr(type(files.storage()), "delete", lambda _storage, gone: pytest.fail(gone))
    issued(batch)
    certificate.refresh_from_db()
    assert stored(certificate) == pdf


@pytest.mark.django_db
def test_issuing_again_changes_nothing():
    batch = issued(officials=2)
    before = list(batch.certificates.values())
    issue_batch(batch_id=batch.pk, now=timezone.now)
    assert list(batch.certificates.values()) == before
    assert OutboxEvent.objects.filter(name="certificates.batch-issued.v1").count() == 1


@pytest.mark.django_db
def test_one_that_cannot_be_printed_keeps_its_number_and_does_not_hold_up_the_others(monkeypatch):
    batch = approved(officials=2)
    bad = batch.certificates.filter(kind="C").first()

    def sometimes(document):
        if document.number == bad.number:
            raise RenderError
        return printed(document)

    monkeypatch.setattr(issuing, "render", sometimes)
    with pytest.raises(NotPrinted, match="1"):
        issue_batch(batch_id=batch.pk, now=timezone.now)
    left = batch.certificates.get(state=Certificate.State.APPROVED)
    assert (left.pk, left.number) == (bad.pk, bad.number)
    assert left.failure
    monkeypatch.setattr(issuing, "render", printed)
    issue_batch(batch_id=batch.pk, now=timezone.now)
    left.refresh_from_db()
    assert (left.state, left.number, left.failure) == (Certificate.State.ISSUED, bad.number, "")
    assert serials() == [1, 2, 3]


@pytest.mark.django_db
def test_a_character_without_a_typeface_is_named_in_the_officers_language_before_a_number_is_taken(monkeypatch):
    monkeypatch.setattr(issuing, "render", render)
    run = edition()
    ended(run, city(), person("Batu ᠪᠠᠲᠤ"))
    signatories()
    korean = secretary()
    User.objects.filter(pk=korean.pk).update(language="ko")
    batch = prepare_batch(edition=run, by=korean, at=ISSUE_DAY)
    preview_batch(batch_id=batch.pk, now=timezone.now)
    failed = batch.certificates.get(kind="C")
    assert failed.state == Certificate.State.FAILED
    assert "U+182A, MONGOLIAN LETTER BA" in failed.failure
    assert "지원하는 글꼴이 없습니다" in failed.failure
    with pytest.raises(CannotBePrinted):
        approved(batch)
    assert not NumberSequence.objects.filter(last__gt=0).exists()
    assert serials() == []


@pytest.mark.django_db
def test_the_number_and_day_printed_are_those_of_the_approval_whenever_the_file_is_made():
    batch = approved()
    issue_batch(batch_id=batch.pk, now=lambda: ISSUE_DAY + timedelta(days=300))
    certificate = batch.certificates.get(kind="C")
    assert certificate.text["issued_on"] == ISSUE_DAY.date().isoformat()
    assert certificate.number.startswith("WNCG-2026-EGF-1-C-0000")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"number": "WNCG-1"}, {"text": {}}, {"sha256": "0" * 64}, {"code": "x"}, {"serial": 9}]
)
def test_the_database_refuses_to_change_what_was_issued(change):
    certificate = issued().certificates.get(kind="C")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**change)


@pytest.mark.django_db
def test_the_database_refuses_to_delete_what_has_a_number():
    certificate = approved().certificates.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).delete()
