"""The list of jobs and the audit log: for looking."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from lms.accounts.models import User
from lms.audit.actions import audit
from lms.audit.models import AuditEntry
from lms.jobs.actions import ask_for_job
from lms.jobs.models import Job
from tests.factories import people
from tests.factories.cities import city

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOOKS = {"secretary", "approver"}


@pytest.fixture
def job() -> Job:
    job = ask_for_job(key="print:1", task="certificates.issue_batch", arguments={}, at=NOON, total=200)
    Job.objects.update(state=Job.State.FAILED, done=12, error="The press is broken.")
    return job


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("who", ["official", "instructor", "secretary", "approver", "regional_officer"])
def test_who_looks(who: str, job: Job) -> None:
    client = browser(getattr(people, who)())
    for address in ("/admin/job/", f"/admin/job/inspect/{job.pk}/", "/admin/auditentry/"):
        assert (client.get(address).status_code == 200) == (who in LOOKS), address


def test_the_list_shows_state_and_progress(job: Job) -> None:
    page = browser(people.secretary()).get("/admin/job/").content.decode()
    assert "12 of 200" in page
    assert "failed" in page.lower()


def test_a_secretary_tries_a_failed_job_again_and_it_is_audited(job: Job) -> None:
    client = browser(people.secretary())
    assert f"/admin/job/retry/{job.pk}/" in client.get(f"/admin/job/inspect/{job.pk}/").content.decode()
    assert client.get(f"/admin/job/retry/{job.pk}/").status_code == 405
    client.post(f"/admin/job/retry/{job.pk}/")
    job.refresh_from_db()
    assert (job.state, job.tries) == (Job.State.QUEUED, 0)
    client.post(f"/admin/job/retry/{job.pk}/")
    assert AuditEntry.objects.filter(action="job.retried").count() == 1


def test_an_approver_may_look_at_jobs_but_not_run_them(job: Job) -> None:
    browser(people.approver()).post(f"/admin/job/retry/{job.pk}/")
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


@pytest.mark.parametrize("verb", ["new", "edit/1", "delete/1", "history/1", "usage/1"])
@pytest.mark.parametrize("kind", ["job", "auditentry"])
def test_there_is_no_address_at_which_they_are_changed(kind: str, verb: str) -> None:
    root = people.administrator()
    assert browser(root).get(f"/admin/{kind}/{verb}/").status_code == 404


def test_the_log_is_searched() -> None:
    audit(action="city.changed", target=city("Nairobi"), by=people.secretary(), at=NOON)
    audit(action="city.changed", target=city("Kisumu"), by=None, at=NOON)
    page = browser(people.secretary()).get("/admin/auditentry/?q=Kisumu").content.decode()
    assert "Kisumu" in page
    assert "Nairobi" not in page
    assert "the platform" in page
