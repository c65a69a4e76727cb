"""The certificate desk in the admin: prepared by one officer, approved by another, seen by those in reach."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from certificates import previews
from certificates.actions.batches import prepare_batch
from certificates.actions.printing import note_preview
from certificates.issuing import issue_batch
from certificates.models import Certificate, CertificateBatch, Revocation
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.audit.models import AuditEntry
from lms.jobs.models import Job
from lms.network.models import Region
from tests.certificates.press import printed
from tests.factories.certificates import (
    ISSUE_DAY,
    approved,
    approver,
    ended,
    focal_point,
    issued,
    officer,
    prepared,
    previewed,
    secretary,
    signatories,
)
from tests.factories.learning import city, edition, enrolled, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
DESK = "/admin/certificates/"


@pytest.fixture(autouse=True)
def _in_english(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False


def page(browser: Client, address: str) -> str:
    answer = browser.get(DESK + address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_one_officer_prepares_another_approves_and_the_worker_issues(browser_of):
    run = edition()
    ended(run, city(), person("Achieng"))
    signatories()
    first, second = browser_of(secretary()), browser_of(approver())
    shown = page(first, "editions/EGF-1/")
    assert "Achieng" in shown
    assert "Nairobi: 1 official completed" in shown
    batch_page = first.post(f"{DESK}editions/EGF-1/").url
    batch = CertificateBatch.objects.get()
    assert batch_page == f"{DESK}batches/{batch.pk}/"
    previewed(batch.certificates.all())
    first.post(batch_page, {"do": "approve"})
    assert CertificateBatch.objects.get().state == "prepared"
    assert "Approve and issue" not in first.get(batch_page).content.decode()
    assert "Approve and issue" in second.get(batch_page).content.decode()
    second.post(batch_page, {"do": "approve"})
    issue_batch(batch_id=batch.pk, now=lambda: ISSUE_DAY)
    assert CertificateBatch.objects.get().state == "issued"
    assert "/certificates/EGF-1/nairobi.zip" in page(first, "editions/EGF-1/")
    number = str(Certificate.objects.get(kind="C").number)
    assert number in page(first, f"register/?q={number}")
    assert number in page(first, "register/?q=achieng")
    assert number not in page(first, "register/?q=nobody")


def test_the_bar_says_how_far_the_batch_is_and_survives_a_reload(browser_of):
    batch, browser = approved(officials=2), browser_of(secretary())
    before = browser.get(f"{DESK}batches/{batch.pk}/progress.json").json()
    assert (before["done"], before["total"], before["running"]) == (0, 3, True)
    html = page(browser, f"batches/{batch.pk}/")
    assert "data-running" in html
    assert "<progress" in html
    issue_batch(batch_id=batch.pk, now=lambda: ISSUE_DAY)
    Job.objects.update(state=Job.State.DONE)
    after = browser.get(f"{DESK}batches/{batch.pk}/progress.json").json()
    assert (after["done"], after["total"], after["running"], after["state"]) == (3, 3, False, "issued")


def test_a_failure_is_shown_with_its_reason_and_can_be_tried_again(browser_of):
    batch = approved(officials=1)
    Certificate.objects.filter(batch=batch, kind="C").update(failure="No typeface has the character ?")
    job = Job.objects.get(task="certificates.issue_batch")
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error="1 certificate", tries=3)
    browser = browser_of(secretary())
    assert "No typeface has the character ?" in page(browser, f"batches/{batch.pk}/")
    browser.post(f"{DESK}batches/{batch.pk}/", {"do": "retry"})
    job.refresh_from_db()
    assert (job.state, job.tries) == (Job.State.QUEUED, 0)


def test_a_preview_is_marked_and_has_no_number(browser_of, monkeypatch):
    monkeypatch.setattr(previews, "render", printed)
    batch, browser = prepared(officials=2), browser_of(secretary())
    certificate = batch.certificates.first()
    for address, pages in ((f"previews/{certificate.pk}.pdf", 1), (f"batches/{batch.pk}/preview.pdf", 3)):
        answer = browser.get(DESK + address)
        assert answer.headers["Content-Type"] == "application/pdf"
        reader = PdfReader(BytesIO(answer.content))
        assert len(reader.pages) == pages
        assert all("PREVIEW" in page.extract_text() for page in reader.pages)
        assert "/CertificateNumber" not in (reader.metadata or {})
        assert certificate.code.encode() not in answer.content


def test_what_the_job_has_not_printed_yet_has_no_preview(browser_of):
    run = edition()
    ended(run, city())
    signatories()
    batch = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    browser = browser_of(approver())
    assert browser.get(f"{DESK}previews/{batch.certificates.first().pk}.pdf").status_code == 404
    shown = page(browser, f"batches/{batch.pk}/")
    assert "previews/" not in shown
    assert "preview.pdf" not in shown


def test_a_job_that_has_not_failed_is_not_tried_again_and_nothing_is_logged(browser_of):
    batch = approved()
    browser_of(approver()).post(f"{DESK}batches/{batch.pk}/", {"do": "retry"})
    assert not AuditEntry.objects.filter(action="job.retried").exists()


def test_one_that_cannot_be_printed_is_set_aside(browser_of):
    run = edition()
    ended(run, city())
    signatories()
    by = secretary()
    batch = prepare_batch(edition=run, by=by, at=ISSUE_DAY)
    bad = batch.certificates.get(kind="C")
    note_preview(certificate=bad, failure="cannot")
    browser_of(by).post(f"{DESK}batches/{batch.pk}/", {"do": "set-aside", "certificate": bad.pk})
    bad.refresh_from_db()
    assert bad.state == Certificate.State.DISCARDED


def test_a_revocation_is_proposed_by_one_and_confirmed_by_another(browser_of):
    certificate = issued().certificates.get(kind="C")
    first, second = browser_of(secretary()), browser_of(approver())
    address = f"{DESK}register/{certificate.number}/"
    first.post(address, {"do": "revoke", "reason": "error", "note": "wrong person"})
    proposal = Revocation.objects.get()
    first.post(f"{DESK}revocations/", {"do": "confirm", "revocation": proposal.pk})
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.ISSUED
    assert "Confirm: revoke" in page(second, "revocations/")
    second.post(f"{DESK}revocations/", {"do": "confirm", "revocation": proposal.pk})
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.REVOKED
    assert "confirmed by Lucía Ferrer" in page(first, f"register/{certificate.number}/")


def test_a_misspelt_name_is_corrected_from_the_register(browser_of):
    certificate = issued().certificates.get(kind="C")
    browser = browser_of(secretary())
    address = f"{DESK}register/{certificate.number}/"
    assert browser.post(address, {"do": "correct", "name": "Atieno"}).status_code == 200
    answer = browser.post(address, {"do": "correct", "name": "Atieno", "reason": "misspelt"})
    new = Certificate.objects.get(supersedes=certificate)
    assert answer.url == f"{DESK}batches/{new.batch_id}/"
    assert new.text["person"]["name"]["english"] == "Atieno"


def test_why_somebody_is_not_eligible_is_listed(browser_of):
    run = edition()
    enrolled(person("Chebet"), run)
    shown = page(browser_of(secretary()), "editions/EGF-1/")
    assert "Chebet" in shown
    assert "4 lessons" in shown


def far_officer() -> User:
    return officer(Role.REGIONAL_OFFICE, region=Region.objects.create(code="far", name="Far"))


@pytest.mark.parametrize(
    ("who", "index", "row"),
    [
        (secretary, 200, 200),
        (approver, 200, 200),
        (lambda: officer(Role.REGIONAL_OFFICE), 200, 200),
        (far_officer, 200, 404),
        (lambda: officer(Role.INSTRUCTOR), 302, 302),
        (lambda: focal_point(city()), 302, 302),
        (lambda: person("Official"), 302, 302),
    ],
)
def test_who_sees_the_desk_and_which_rows(browser_of, who, index, row):
    batch, waiting = issued(officials=1), prepared(edition(code="EGF-2"))
    number = str(batch.certificates.get(kind="C").number)
    browser = browser_of(who())
    lists = ("", "register/", "revocations/", "editions/EGF-1/")
    rows = (f"batches/{batch.pk}/", f"batches/{batch.pk}/progress.json", f"batches/{waiting.pk}/preview.pdf",
            f"register/{number}/")  # fmt: skip
    assert {browser.get(DESK + address).status_code for address in lists} == {index}
    assert {browser.get(DESK + address).status_code for address in rows} == {row}
    if row == 404:
        assert number not in page(browser, "register/")
        assert "Nairobi" not in page(browser, "editions/EGF-1/")


def test_lists_cost_the_same_for_one_row_and_for_twenty(browser_of, django_assert_max_num_queries):
    one, many = edition(code="EGF-1"), edition(code="EGF-2")
    ended(one, city(), person("Official"))
    for number in range(20):
        ended(many, city(), person(f"Official {number}"))
    for number in range(5):
        enrolled(person(f"Learner {number}"), many)
    browser = browser_of(secretary())
    page(browser, "")
    for address in ("", "editions/EGF-1/", "editions/EGF-2/"):
        with django_assert_max_num_queries(35):
            page(browser, address)
    issued(approved(prepared(many, officials=0)))
    for address in ("register/", f"batches/{CertificateBatch.objects.get().pk}/"):
        with django_assert_max_num_queries(35):
            page(browser, address)
