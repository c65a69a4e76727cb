"""Mails, and the command that does the whole for an edition."""

import pytest
from django.core.management import CommandError, call_command

from certificates.actions.notices import tell_cities, tell_holder
from certificates.models import Certificate, CertificateBatch
from lms.accounts.roles import Role
from lms.jobs.models import Job
from lms.mail.models import OutgoingMail
from tests.factories.certificates import (
    ISSUE_DAY,
    approved,
    approver,
    ended,
    focal_point,
    issued,
    officer,
    secretary,
    signatories,
)
from tests.factories.learning import city, edition, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]


def test_the_holder_is_told_once_in_the_own_language_with_links_and_no_file():
    batch = issued(officials=1)
    certificate = batch.certificates.get(kind="C")
    for _ in range(2):
        tell_holder(certificate_id=certificate.pk, at=ISSUE_DAY)
    mail = OutgoingMail.objects.get(to=certificate.enrolment.person.email)
    assert mail.language == "en"
    for part in (str(certificate.number), "http://localhost:8000/my/record/", f"/verify/{certificate.code}/"):
        assert part in mail.text
    assert len(mail.text.encode()) < 20_000
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.DELIVERED


def test_each_focal_point_is_told_of_the_whole_batch_once():
    coordinator = focal_point(city())
    batch = issued(officials=2)
    for _ in range(2):
        tell_cities(batch_id=batch.pk, at=ISSUE_DAY)
    mail = OutgoingMail.objects.get(to=coordinator.email)
    assert "http://localhost:8000/certificates/EGF-1/nairobi.zip" in mail.text
    assert "3 certificates" in mail.text
    assert batch.certificates.get(kind="T").state == Certificate.State.DELIVERED


def test_issuing_asks_for_the_mails_in_the_same_transaction():
    batch = issued(officials=2)
    tasks = list(Job.objects.values_list("task", flat=True))
    assert tasks.count("certificates.tell_holder") == batch.certificates.count()
    assert tasks.count("certificates.tell_cities") == 1


def test_the_command_issues_all_that_is_earned_and_then_has_nothing_to_do(capsys):
    run = edition()
    ended(run, city(), person("Achieng"))
    signatories()
    prepared_by, approved_by = secretary(), approver()
    call_command("issue_certificates", edition="EGF-1")
    batch = CertificateBatch.objects.get()
    assert (batch.state, batch.prepared_by, batch.approved_by) == ("issued", prepared_by, approved_by)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "prepared: 2"
    assert lines[-1] == "issued: 2 of 2"
    call_command("issue_certificates", edition="EGF-1")
    assert "Nobody in EGF-1" in capsys.readouterr().out
    assert Certificate.objects.count() == 2


def test_the_command_first_issues_what_an_earlier_run_left(capsys):
    batch = approved(officials=1)
    call_command("issue_certificates", edition=batch.edition.code)
    assert CertificateBatch.objects.get(pk=batch.pk).state == "issued"


def test_the_command_names_its_officers():
    run = edition()
    ended(run, city())
    signatories()
    prepared_by, approved_by = secretary(), approver()
    call_command("issue_certificates", edition="EGF-1", preparer=prepared_by.email, approver=approved_by.email)
    assert CertificateBatch.objects.get().approved_by == approved_by


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"edition": "NONE"}, "no edition"),
        ({"edition": "EGF-1", "preparer": "nobody@polidari.example"}, "nobody@polidari.example"),
        ({"edition": "EGF-1", "approver": "same"}, "Another officer|does not have the right"),
    ],
)
def test_the_command_says_what_is_wrong(options, said):
    run, by = edition(), secretary()
    officer(Role.APPROVER)
    ended(run, city())
    signatories()
    options = {name: by.email if value == "same" else value for name, value in options.items()}
    with pytest.raises(CommandError, match=said):
        call_command("issue_certificates", **options)
