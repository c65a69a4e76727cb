"""A letter is printed once for each time it is sent, and says the same ever after."""

from datetime import date

import pytest
from django.test import Client

from certificates.addresses import letter_link
from certificates.views.letters import A_MINUTE
from courses.programmes.actions.deadlines import expire_invitations
from courses.programmes.actions.editions import change_edition
from courses.programmes.actions.invitations import reopen_invitation
from courses.programmes.models import Invitation
from lms.celery import app
from lms.jobs.models import Job
from lms.jobs.queries import due_jobs
from lms.jobs.tasks import perform
from tests.factories.programmes import AFTER_REPLY, MONDAY, NOMINATE_BY, Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch, time_machine) -> list[str]:
    """What was printed so far, by a press that writes down what it is given."""
    time_machine.move_to(MONDAY)
    app.loader.import_default_modules()
    texts: list[str] = []

    def press(document: object) -> bytes:
        texts.append(repr(document))
        return texts[-1].encode()

    monkeypatch.setattr("certificates.letters.render.render", press)
    return texts


def do_jobs(at=MONDAY) -> None:
    while rows := list(due_jobs(at=at)):
        for job in rows:
            perform(job_id=job.pk)
    assert not Job.objects.filter(state=Job.State.FAILED).exists()


def letter(invitation: Invitation) -> str:
    return Client().get(letter_link(invitation).removeprefix("http://localhost:8000")).content.decode()


def change(story: Story) -> None:
    """The edition begins later, and the city has another name."""
    story.edition.starts_on = date(2026, 6, 1)
    courses = [row.course for row in story.edition.edition_courses.all()]
    change_edition(edition=story.edition, courses=courses, by=story.secretary, at=MONDAY)
    story.city.name = "Renamed"
    story.city.save()


def test_what_was_sent_says_the_same_after_the_edition_and_the_city_have_changed(printed):
    story = Story()
    invitation = story.invited()
    do_jobs()
    assert len(printed) == 1
    change(story)
    assert letter(invitation) == printed[0]
    assert "2026, 5, 4" in printed[0]
    assert "Renamed" not in printed[0]


def test_asked_for_twice_it_is_printed_once(printed):
    invitation = Story().invited()
    assert letter(invitation) == letter(invitation)
    do_jobs()
    assert len(printed) == 1


def test_sent_again_it_says_what_holds_then(printed, time_machine):
    story = Story()
    invitation = story.invited()
    do_jobs()
    change(story)
    time_machine.move_to(AFTER_REPLY)
    expire_invitations(at=AFTER_REPLY)
    invitation = reopen_invitation(invitation=invitation, reply_by=NOMINATE_BY, by=story.secretary, at=AFTER_REPLY)
    do_jobs(at=AFTER_REPLY)
    assert "2026, 6, 1" in letter(invitation)
    assert "Renamed" in letter(invitation)
    assert len(printed) == 2


def test_a_draft_is_printed_as_of_now_each_time(printed, browser_of):
    story = Story()
    invitation = story.drafted()
    for start in ("2026, 5, 4", "2026, 6, 1"):
        browser = browser_of(story.secretary)
        assert start in browser.get(f"/invitations/{invitation.code}/letter.pdf").content.decode()
        change(story)


def test_who_asks_too_often_has_to_wait():
    link = letter_link(Story().invited()).removeprefix("http://localhost:8000")
    client = Client()
    assert [client.get(link).status_code for _ in range(A_MINUTE + 1)] == [200] * A_MINUTE + [429]
