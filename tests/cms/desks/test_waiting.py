"""The dashboard: what waits for an officer, by role and region, at an address where it is found."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.actions.revocations import propose_revocation
from certificates.models import CertificateBatch
from cms.desks.waiting import waiting_for
from courses.programmes.models import Nomination
from lms.accounts.models import User
from lms.jobs.actions import ask_for_job
from lms.jobs.models import Job
from lms.network.queries import cities_in_reach_of
from tests.factories import certificates, people
from tests.factories.learning import city as home_of_learners
from tests.factories.learning import edition as edition_of_learners
from tests.factories.learning import person as learner
from tests.factories.programmes import MONDAY, Story, city, person, regional_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def counts(officer: User) -> dict[str, int]:
    return {str(item.label): item.count for item in waiting_for(officer=officer, at=MONDAY)}


def everything_waits() -> None:
    """In Nairobi (africa): two submitted, one under review, one sent and near, one draft. In Tunis (demo): one to
    be certified, one batch, one revocation. And a failed job.
    """
    story = Story()
    invitation = story.accepted()
    for name in ("Otieno", "Achieng"):
        story.nomination_in(Nomination.State.SUBMITTED, invitation, person(name))
    story.under_review(invitation, person("Baraka"))
    Story(home=city("mombasa"), run=story.edition).invited(reply_by=date(2026, 3, 9))
    Story(home=city("kisumu"), run=story.edition).invited()
    Story(home=city("kampala"), run=story.edition).drafted()
    certificate = certificates.issued(certificates.approved(officials=1)).certificates.get(kind="C")
    propose_revocation(certificate=certificate, reason="error", by=people.secretary(), at=MONDAY)
    certificates.prepared(edition_of_learners(code="EGF-2"))
    certificates.ended(edition_of_learners(code="EGF-3"), home_of_learners("tunis"), learner("Chebet"))
    ask_for_job(key="x", task="certificates.issue_batch", arguments={}, at=MONDAY)
    Job.objects.filter(key="x").update(state=Job.State.FAILED)


NOMINATIONS = {"Nominations to take under review": 2, "Nominations to decide": 1}
INVITATIONS = {"Invitations to send": 1, "Invitations without an answer, due within a week": 1}
ESSAYS = {"Quiz attempts with essays to mark": 0, "Assignments to mark": 0}
NONE = dict.fromkeys(NOMINATIONS | INVITATIONS, 0)
SEEN: dict[str, tuple[Callable[[], User], dict[str, int]]] = {
    "secretary": (
        people.secretary,
        NOMINATIONS | INVITATIONS | ESSAYS | {"Officials to be certified": 1, "Jobs that failed": 1},
    ),
    "approver": (
        people.approver, {"Batches of certificates to approve": 1, "Revocations to confirm or decline": 1},
    ),
    "office of Africa": (regional_officer, NOMINATIONS | INVITATIONS | {"Officials to be certified": 0}),
    "office of another region": (lambda: regional_officer("demo"), NONE | {"Officials to be certified": 1}),
    "instructor": (people.instructor, ESSAYS),
}  # fmt: skip


@pytest.mark.parametrize("who", SEEN)
def test_everybody_sees_the_work_of_the_own_role_and_region(who: str) -> None:
    everything_waits()
    officer, expected = SEEN[who][0](), SEEN[who][1]
    assert counts(officer) == expected


@pytest.mark.parametrize("who", ["secretary", "approver", "office of Africa"])
def test_every_count_leads_to_a_page_that_opens(who: str) -> None:
    everything_waits()
    officer, client = SEEN[who][0](), Client()
    client.force_login(officer)
    home = client.get("/admin/").content.decode()
    assert "What waits for you" in home
    for item in waiting_for(officer=officer, at=MONDAY):
        assert item.href.replace("&", "&amp;") in home
        assert client.get(item.href).status_code == 200, item.href


def test_the_board_behind_a_count_shows_as_many_rows() -> None:
    everything_waits()
    officer, client = people.secretary(), Client()
    client.force_login(officer)
    for item in waiting_for(officer=officer, at=MONDAY):
        if "/training/" in item.href:
            assert len(client.get(item.href).context["rows"]) == item.count, item.label


def test_the_only_batch_is_one_step_away() -> None:
    officer = people.approver()
    certificates.prepared()
    (batches, _revocations) = waiting_for(officer=officer, at=MONDAY)
    assert batches.href == f"/admin/certificates/batches/{CertificateBatch.objects.get().pk}/"


def test_what_an_officer_prepared_or_proposed_waits_for_another() -> None:
    officer = people.administrator()
    certificate = certificates.issued().certificates.get(kind="C")
    propose_revocation(certificate=certificate, reason="error", by=officer, at=MONDAY)
    certificates.prepared(edition_of_learners(code="EGF-2"), by=officer)
    seen = counts(officer)
    assert seen["Batches of certificates to approve"] == seen["Revocations to confirm or decline"] == 0
    assert cities_in_reach_of(officer=officer).exists()


def test_an_idle_dashboard_says_so() -> None:
    for make in (people.instructor, people.secretary):
        client = Client()
        client.force_login(make())
        page = client.get("/admin/").content.decode()
        assert "What waits for you" in page
        assert "Nothing at the moment." in page


def test_more_work_asks_no_more_of_the_database() -> None:
    officer = people.secretary()

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            waiting_for(officer=User.objects.get(pk=officer.pk), at=MONDAY)
        return len(asked)

    none = statements()
    everything_waits()
    assert statements() == none <= 12
