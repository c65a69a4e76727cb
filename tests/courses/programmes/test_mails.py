"""Who is written to, in which language, once."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone, translation

from courses.programmes.actions import deadlines, invitations, nominations, withdrawals
from courses.programmes.actions.notices import language_for
from courses.programmes.models import Invitation, Nomination
from lms.accounts.models import SignUpInvitation
from lms.accounts.queries import open_sign_up
from lms.celery import app
from lms.jobs.models import Job
from lms.jobs.queries import due_jobs
from lms.jobs.tasks import perform
from lms.mail.models import OutgoingMail
from tests.factories.programmes import AFTER_REPLY, MONDAY, Story, city, edition, focal_point, person, regional_officer

pytestmark = pytest.mark.django_db

MOST_BYTES = 20 * 1024


@pytest.fixture(autouse=True, scope="module")
def _tasks_are_known() -> None:
    """As a worker does when it starts."""
    app.loader.import_default_modules()


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def do_jobs() -> None:
    """All of them, also those that a later day of the story asked for."""
    Job.objects.filter(due_at__gt=MONDAY).update(due_at=MONDAY)
    while rows := list(due_jobs(at=timezone.now())):
        for job in rows:
            perform(job_id=job.pk)
    assert not Job.objects.filter(state=Job.State.FAILED).exists()
    assert set(Job.objects.values_list("error", flat=True)) <= {""}


def mails_about(template: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith=template).order_by("pk"))


def nomination(story: Story, state: str) -> Nomination:
    return story.nomination_in(state, story.accepted(), person("Otieno"))


def test_all_focal_points_receive_the_invitation_with_both_links() -> None:
    story = Story()
    second = focal_point(story.city, "Kamau")
    focal_point(city("lima", "americas"), "Quispe")
    invitation = story.invited()
    do_jobs()
    written = mails_about("invitation:")
    assert {row.to for row in written} == {story.focal_point.email, second.email}
    text = written[0].text
    assert f"/invitations/{invitation.code}/\n" in text
    assert f"/invitations/{invitation.code}/letter.pdf?key=" in text
    assert "20 March 2026, 23:59 (Nairobi time)" in text
    assert "3 seats are offered to your city." in text
    assert len(mail.outbox) == 2


def test_told_twice_a_mail_is_written_and_sent_once() -> None:
    story = Story()
    story.invited()
    do_jobs()
    Job.objects.update(state=Job.State.QUEUED, due_at=MONDAY)
    do_jobs()
    assert len(mail.outbox) == len(mails_about("invitation:")) == 1


def test_an_invitation_opened_again_is_written_again() -> None:
    story = Story()
    invitation = story.invitation_in(Invitation.State.EXPIRED)
    invitations.reopen_invitation(
        invitation=invitation, reply_by=story.edition.nominate_by, by=story.secretary, at=AFTER_REPLY
    )
    do_jobs()
    assert len({row.key for row in mails_about("invitation:")}) == 1
    assert "10 April 2026, 23:59" in mails_about("invitation:")[0].text


@pytest.mark.parametrize(("language", "other"), [("ko", "ar"), ("ar", "ko")])
def test_a_mail_is_in_the_citys_language_or_in_the_persons_own(language: str, other: str) -> None:
    story = Story(home=city("seoul", "asia", languages=["xx", language], names={language: "이름", other: "اسم"}))
    own = focal_point(story.city, "Own", language=other)
    story.invited()
    do_jobs()
    written = {row.to: row for row in mails_about("invitation:")}
    assert written[story.focal_point.email].language == language
    assert written[own.email].language == other
    with translation.override(language):
        greeting = translation.gettext("Dear %(name)s,") % {"name": story.focal_point.display_name}
    assert greeting in written[story.focal_point.email].text
    assert "이름" in written[story.focal_point.email].text
    assert "اسم" in written[own.email].text


def test_a_city_whose_languages_the_platform_lacks_is_written_to_in_english() -> None:
    assert language_for(person=None, city=city("addis", languages=["am"])) == "en"


def test_names_are_written_as_they_are() -> None:
    story = Story(home=city("cote", name="Côte d'Or & Sons"))
    story.invited()
    do_jobs()
    assert "Côte d'Or & Sons" in mails_about("invitation:")[0].subject


def test_a_city_is_reminded_once_in_the_week_before(monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    story.invited()
    do_jobs()
    week_before = MONDAY.replace(day=14)
    monkeypatch.setattr(timezone, "now", lambda: week_before)
    assert deadlines.remind_cities(at=MONDAY.replace(day=13)) == 0
    assert deadlines.remind_cities(at=week_before) == 1
    assert deadlines.remind_cities(at=week_before) == 0
    do_jobs()
    assert [row.to for row in mails_about("reminder:")] == [story.focal_point.email]


def test_who_was_only_just_invited_is_not_reminded() -> None:
    story = Story()
    story.invited(reply_by=MONDAY.replace(day=4).date())
    assert deadlines.remind_cities(at=MONDAY) == 0


def test_expired_withdrawn_and_declined_are_told_to_whom_they_concern() -> None:
    story = Story()
    story.invitation_in(Invitation.State.EXPIRED)
    lima = Story(home=city("lima", "americas"), run=story.edition)
    withdrawals.withdraw_invitation(invitation=lima.invited(), reason="Budget cut", by=lima.secretary, at=MONDAY)
    seoul = Story(home=city("seoul", "asia"), run=story.edition)
    invitations.decline_invitation(
        invitation=seoul.invited(), reason="Elections ahead", by=seoul.focal_point, at=MONDAY
    )
    do_jobs()
    texts = {row.to: row.text for row in OutgoingMail.objects.filter(key__startswith="invitation:")}
    assert "has expired" in texts[story.focal_point.email]
    assert "Budget cut" in texts[lima.focal_point.email]
    assert "Elections ahead" in texts[story.secretary.email]


def test_the_official_without_an_account_can_make_one_from_the_mail() -> None:
    story = Story()
    draft = nominations.nominate(
        invitation=story.accepted(), email="New.Official@city.example", display_name="Achieng",
        by=story.focal_point, at=MONDAY,
    )  # fmt: skip
    nominations.submit_nomination(nomination=draft, by=story.focal_point, at=MONDAY)
    nominations.review_nomination(nomination=draft, by=story.secretary, at=MONDAY)
    nominations.select_nomination(nomination=draft, by=story.secretary, at=MONDAY)
    do_jobs()
    text = str(next(sent for sent in mail.outbox if sent.to == ["new.official@city.example"]).body)
    code = text.partition("/people/join/")[2].partition("/")[0]
    invitation = open_sign_up(code=code, at=MONDAY)
    assert invitation is not None
    assert invitation.email == "new.official@city.example"
    assert f"?next=/nominations/{draft.code}/" in text
    kept = OutgoingMail.objects.get(to="new.official@city.example")
    assert kept.text == "", "what opens an account is forgotten once it is sent"


def test_the_official_with_an_account_gets_the_plain_link() -> None:
    row = nomination(Story(), Nomination.State.SELECTED)
    do_jobs()
    written = OutgoingMail.objects.get(to=row.email)
    assert f"/nominations/{row.code}/" in written.text
    assert "/people/join/" not in written.text
    assert not SignUpInvitation.objects.exists()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Nomination.State.SUBMITTED, "We have received the nomination of Otieno"),
        (Nomination.State.RETURNED, "No title"),
        (Nomination.State.WAITLISTED, "waiting list"),
        (Nomination.State.REJECTED, "Too junior"),
        (Nomination.State.SELECTED, "has been selected"),
        (Nomination.State.CONFIRMED, "A. Mwangi"),
    ],
)
def test_the_city_learns_what_became_of_its_nomination(state: str, said: str) -> None:
    story = Story()
    nomination(story, state)
    do_jobs()
    texts = OutgoingMail.objects.filter(to=story.focal_point.email).values_list("text", flat=True)
    assert any(said in text for text in texts)


def test_the_confirmed_official_is_told_where_to_learn() -> None:
    row = nomination(Story(), Nomination.State.CONFIRMED)
    do_jobs()
    assert "is confirmed" in OutgoingMail.objects.get(key=f"confirmed:{row.pk}:official").text


def test_a_free_seat_is_told_to_the_secretariat_and_to_the_office_of_the_region() -> None:
    story = Story()
    office, elsewhere = regional_officer("africa"), regional_officer("asia")
    nomination(story, Nomination.State.DECLINED)
    do_jobs()
    told = {row.to for row in mails_about("seat-free:")}
    assert told == {story.secretary.email, office.email}
    assert elsewhere.email not in told


def test_who_is_replaced_is_told_and_no_seat_is_free() -> None:
    row = nomination(Story(), Nomination.State.REPLACED)
    do_jobs()
    assert OutgoingMail.objects.get(key=f"seat-withdrawn:{row.pk}").to == row.email
    assert not mails_about("seat-free:")


def test_a_decision_that_was_overtaken_is_not_mailed() -> None:
    story = Story()
    row = nomination(story, Nomination.State.SELECTED)
    nominations.withdraw_nomination(nomination=row, reason="", by=story.focal_point, at=MONDAY)
    do_jobs()
    assert not mails_about(f"nomination:{row.pk}:selected")


LONG = "가" * 200
EVERYTHING: list[Callable[[Story], object]] = [
    *(lambda story, state=state: nomination(story, state) for state in Nomination.State.values),
    *(lambda story, state=state: story.invitation_in(state) for state in Invitation.State.values),
]


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_every_mail_is_small_and_complete(language: str) -> None:
    run = edition()
    for number, make in enumerate(EVERYTHING):
        home = city(f"city-{number}", languages=[language], name=f"{number} {LONG}"[:120])
        make(Story(home=home, run=run))
    do_jobs()
    assert OutgoingMail.objects.exists()
    for row in OutgoingMail.objects.all():
        assert len((row.subject + row.text).encode()) <= MOST_BYTES
        assert row.subject.strip()
        assert "\n\n\n" not in row.text
        assert "{{" not in row.text
        assert "None" not in row.text
