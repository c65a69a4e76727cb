"""Who may take a step, and until when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from courses.programmes.actions import invitations, nominations, withdrawals
from courses.programmes.actions.deadlines import expire_invitations
from courses.programmes.actions.editions import EditionNotOver, finish_edition
from courses.programmes.guards import EditionStarted, NotThisCity, OutOfReach
from courses.programmes.models import Edition, Invitation, Nomination
from lms.audit.models import AuditEntry
from lms.network.models import Position
from lms.outbox.models import OutboxEvent
from lms.refusals import Refusal
from tests.factories.programmes import (
    AFTER_END,
    AFTER_NOMINATION,
    AFTER_START,
    MONDAY,
    STARTS_ON,
    Story,
    city,
    focal_point,
    person,
    regional_officer,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)

# City's zone and weekend, the day that is due, and the last minute in which it may be done, in UTC.
DEADLINES = [
    ("Asia/Ho_Chi_Minh", [5, 6], date(2026, 3, 20), datetime(2026, 3, 20, 16, 59, tzinfo=UTC)),
    ("America/Sao_Paulo", [5, 6], date(2026, 3, 20), datetime(2026, 3, 21, 2, 59, tzinfo=UTC)),
    ("Africa/Cairo", [4, 5], date(2026, 3, 20), datetime(2026, 3, 22, 21, 59, tzinfo=UTC)),
    ("America/New_York", [5, 6], date(2026, 3, 7), datetime(2026, 3, 10, 3, 59, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "weekend", "day", "last_minute"), DEADLINES)
def test_an_answer_is_in_time_until_23_59_in_the_city(
    zone: str, weekend: list[int], day: date, last_minute: datetime
) -> None:
    story = Story(home=city("there", time_zone=zone, weekend=weekend))
    invitation = story.invited(reply_by=day)
    almost_over = last_minute + timedelta(seconds=59)
    assert expire_invitations(at=almost_over) == 0
    with pytest.raises(invitations.InvitationExpired):
        invitations.accept_invitation(invitation=invitation, by=story.focal_point, at=last_minute + MINUTE)
    assert (
        invitations.accept_invitation(invitation=invitation, by=story.focal_point, at=almost_over).state == "accepted"
    )


@pytest.mark.parametrize(("zone", "weekend", "day", "last_minute"), DEADLINES)
def test_what_nobody_answered_expires_with_the_minute(
    zone: str, weekend: list[int], day: date, last_minute: datetime
) -> None:
    story = Story(home=city("there", time_zone=zone, weekend=weekend))
    invitation = story.invited(reply_by=day)
    assert expire_invitations(at=last_minute + MINUTE) == 1
    assert expire_invitations(at=last_minute + MINUTE) == 0
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.EXPIRED


def test_nominations_close_with_their_deadline_but_what_was_returned_may_be_mended() -> None:
    story = Story()
    invitation = story.accepted()
    draft = story.nominated(invitation, person("Draft"))
    returned = story.nomination_in("returned", invitation, person("Returned"))
    assert expire_invitations(at=AFTER_NOMINATION) == 1
    for action in (
        lambda: story.nominated(invitation),
        lambda: nominations.submit_nomination(nomination=draft, by=story.focal_point, at=AFTER_NOMINATION),
    ):
        with pytest.raises(Refusal):
            action()
    later = {"by": story.focal_point, "at": AFTER_NOMINATION}
    nominations.amend_nomination(nomination=returned, email=returned.email, display_name="Mended", **later)
    assert nominations.submit_nomination(nomination=returned, **later).state == "submitted"


def test_the_edition_starts_at_midnight_in_the_city() -> None:
    story = Story(home=city("auckland", "oceania", time_zone="Pacific/Auckland"))
    row = story.confirmed(story.accepted(), person("Otieno"))
    midnight_there = datetime(2026, 5, 3, 12, tzinfo=UTC)
    assert midnight_there.date() < STARTS_ON
    with pytest.raises(EditionStarted):
        nominations.withdraw_nomination(nomination=row, reason="", by=story.focal_point, at=midnight_there)
    before = midnight_there - MINUTE
    assert (
        nominations.withdraw_nomination(nomination=row, reason="", by=story.focal_point, at=before).state == "withdrawn"
    )


def test_once_it_runs_a_confirmed_official_is_not_taken_out_from_above() -> None:
    story = Story()
    row = story.confirmed(story.accepted())
    with pytest.raises(EditionStarted):
        withdrawals.withdraw_invitation(invitation=row.invitation, reason="x", by=story.secretary, at=AFTER_START)
    with pytest.raises(EditionStarted):
        withdrawals.cancel_edition(edition=story.edition, reason="x", by=story.secretary, at=AFTER_START)
    row.refresh_from_db()
    assert row.state == "confirmed"
    story.edition.refresh_from_db()
    assert story.edition.state == Edition.State.OPEN


def test_withdrawing_an_invitation_takes_its_nominations_along() -> None:
    story = Story()
    invitation = story.accepted()
    seat = story.confirmed(invitation)
    story.nominated(invitation, person("Draft"))
    withdrawals.withdraw_invitation(invitation=invitation, reason="Budget", by=story.secretary, at=MONDAY)
    assert set(Nomination.objects.values_list("state", "reason")) == {("withdrawn", "Budget")}
    assert OutboxEvent.objects.get(name="courses.seat-given-up.v1").payload == {"nomination_id": seat.pk}


@pytest.mark.parametrize("role", ["stranger", "other city", "former", "secretary"])
def test_only_a_present_focal_point_of_the_city_acts_for_it(role: str) -> None:
    story = Story()
    invitation = story.accepted()
    row = story.nominated(invitation)
    other = Story(home=city("lima", "americas"), run=story.edition)
    former = focal_point(story.city, "Former")
    former.focal_point_roles.update(until=date(2026, 3, 1))
    by = {"stranger": person(), "other city": other.focal_point, "former": former, "secretary": story.secretary}[role]
    for action in CITY_ACTIONS:
        with pytest.raises(NotThisCity):
            action(invitation, row, by)


CITY_ACTIONS: list[Callable] = [
    lambda i, _n, by: invitations.accept_invitation(invitation=i, by=by, at=MONDAY),
    lambda i, _n, by: invitations.decline_invitation(invitation=i, reason="x", by=by, at=MONDAY),
    lambda i, _n, by: nominations.nominate(invitation=i, email="a@b.example", display_name="A", by=by, at=MONDAY),
    lambda _i, n, by: nominations.amend_nomination(nomination=n, email=n.email, display_name="A", by=by, at=MONDAY),
    lambda _i, n, by: nominations.submit_nomination(nomination=n, by=by, at=MONDAY),
    lambda _i, n, by: nominations.withdraw_nomination(nomination=n, reason="", by=by, at=MONDAY),
    lambda _i, n, by: nominations.replace_nominee(
        nomination=n, email="a@b.example", display_name="A", reason="x", by=by, at=MONDAY
    ),
]


def test_a_regional_office_works_on_its_region_only() -> None:
    story = Story()
    row = story.under_review(story.accepted())
    away = {"by": regional_officer("americas"), "at": MONDAY}
    for action in (
        lambda: invitations.draft_invitation(
            edition=story.edition, city=city("mombasa"), seats=1, reply_by=story.edition.reply_by, **away
        ),
        lambda: withdrawals.withdraw_invitation(invitation=row.invitation, reason="x", **away),
        lambda: nominations.select_nomination(nomination=row, **away),
        lambda: nominations.reject_nomination(nomination=row, reason="x", **away),
    ):
        with pytest.raises(OutOfReach):
            action()
    assert nominations.select_nomination(nomination=row, by=regional_officer("africa"), at=MONDAY).state == "selected"


def test_only_the_nominee_takes_or_declines_the_seat() -> None:
    story = Story()
    row = story.selected(story.accepted())
    for by in (person("Other"), story.focal_point, story.secretary):
        with pytest.raises(nominations.NotTheNominee):
            nominations.confirm_seat(nomination=row, released_by="A", by=by, at=MONDAY)
        with pytest.raises(nominations.NotTheNominee):
            nominations.decline_seat(nomination=row, reason="", by=by, at=MONDAY)


def test_a_seat_needs_a_named_release_and_an_edition_that_is_not_over() -> None:
    story, official = Story(), person("Otieno")
    row = story.selected(story.accepted(), official)
    with pytest.raises(nominations.ReleaseMissing):
        nominations.confirm_seat(nomination=row, released_by=" ", by=official, at=MONDAY)
    with pytest.raises(nominations.EditionIsOver):
        nominations.confirm_seat(nomination=row, released_by="A", by=official, at=AFTER_END)
    finish_edition(edition=story.edition, by=story.secretary, at=AFTER_END)
    with pytest.raises(invitations.EditionNotOpen):
        nominations.confirm_seat(nomination=row, released_by="A", by=official, at=MONDAY)


def test_a_new_post_ends_the_one_before() -> None:
    story, official = Story(), person("Otieno")
    old = Position.objects.create(person=official, city=story.city, title="Clerk", since=date(2020, 1, 1))
    row = story.selected(story.accepted(), official)
    nominations.confirm_seat(nomination=row, released_by="A", title="Registrar", by=official, at=MONDAY)
    old.refresh_from_db()
    assert old.until == MONDAY.date()
    new = Position.objects.get(person=official, until=None)
    assert new.title == "Registrar"
    logged = AuditEntry.objects.filter(action__startswith="position.").order_by("pk")
    assert [(entry.action, entry.target_id, entry.actor) for entry in logged] == [
        ("position.changed", str(old.pk), official),
        ("position.added", str(new.pk), official),
    ]
    assert logged[0].details["changes"] == {"until": ["None", "2026-03-02"]}


def test_a_post_that_is_corrected_on_its_first_day_is_logged() -> None:
    story, official = Story(), person("Otieno")
    Position.objects.create(person=official, city=story.city, title="Clerk", since=MONDAY.date())
    row = story.selected(story.accepted(), official)
    nominations.confirm_seat(nomination=row, released_by="A", title="Registrar", by=official, at=MONDAY)
    entry = AuditEntry.objects.get(action="position.changed")
    assert entry.details["changes"]["title"] == ["Clerk", "Registrar"]


LAST_MINUTES = [
    # The last day is Friday 31 July: in Muscat it is on the weekend, and in Los Angeles it is over last.
    ("Asia/Muscat", [4, 5], date(2026, 8, 2), datetime(2026, 8, 2, 19, 59, tzinfo=UTC)),
    ("America/Los_Angeles", [5, 6], date(2026, 7, 31), datetime(2026, 8, 1, 6, 59, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "weekend", "day", "last_minute"), LAST_MINUTES)
def test_an_edition_is_not_finished_before_its_last_day_is_over_in_each_of_its_cities(
    zone: str, weekend: list[int], day: date, last_minute: datetime
) -> None:
    story = Story(home=city("there", time_zone=zone, weekend=weekend))
    story.accepted()
    with pytest.raises(EditionNotOver) as refusal:
        finish_edition(edition=story.edition, by=story.secretary, at=last_minute)
    assert refusal.value.values["day"] == day
    finished = finish_edition(edition=story.edition, by=story.secretary, at=last_minute + MINUTE)
    assert finished.state == Edition.State.FINISHED


def test_a_city_that_declined_does_not_hold_up_the_end_of_an_edition() -> None:
    story = Story(home=city("muscat", time_zone="Asia/Muscat", weekend=[4, 5]))
    story.invitation_in(Invitation.State.DECLINED)
    saturday = datetime(2026, 8, 1, 6, tzinfo=UTC)
    finished = finish_edition(edition=story.edition, by=story.secretary, at=saturday)
    assert finished.state == Edition.State.FINISHED


@pytest.mark.parametrize("seats", [0, 4])
def test_a_city_is_offered_no_more_seats_than_the_edition_allows(seats: int) -> None:
    with pytest.raises(invitations.TooManySeatsOffered):
        Story().drafted(seats=seats)


@pytest.mark.parametrize("day", [date(2026, 2, 27), date(2026, 4, 11)])
def test_a_reply_date_lies_between_today_and_the_nomination_deadline(day: date) -> None:
    with pytest.raises(invitations.ReplyDateOutOfRange):
        Story().drafted(reply_by=day)


def test_a_city_is_invited_once_and_a_discarded_draft_leaves_no_gap() -> None:
    story = Story()
    draft = story.drafted()
    with pytest.raises(invitations.CityAlreadyInvited):
        story.drafted()
    invitations.discard_invitation(invitation=draft, by=story.secretary, at=MONDAY)
    assert story.drafted().reference == "EGF-2026-INV-001"


def test_a_city_without_a_focal_point_is_not_written_to() -> None:
    story = Story()
    draft = story.drafted()
    story.focal_point.focal_point_roles.update(until=MONDAY.date())
    with pytest.raises(invitations.NoFocalPoint):
        invitations.send_invitation(invitation=draft, by=story.secretary, at=MONDAY)


@pytest.mark.parametrize("state", [Edition.State.DRAFT, Edition.State.FINISHED, Edition.State.CANCELLED])
def test_an_edition_that_is_not_open_invites_and_selects_nobody(state: str) -> None:
    story = Story()
    row = story.under_review(story.accepted())
    other = Story(home=city("lima", "americas"), run=story.edition)
    draft = other.drafted()
    Edition.objects.update(state=state)
    for action in (
        lambda: Story(home=city("seoul", "asia"), run=story.edition).drafted(),
        lambda: invitations.send_invitation(invitation=draft, by=other.secretary, at=MONDAY),
        lambda: nominations.select_nomination(nomination=row, by=story.secretary, at=MONDAY),
    ):
        with pytest.raises(invitations.EditionNotOpen):
            action()


def test_an_official_is_nominated_once_by_a_city_whatever_the_case() -> None:
    story = Story()
    invitation = story.accepted()
    row = story.nominated(invitation, person("Otieno"))
    with pytest.raises(nominations.AlreadyNominated):
        nominations.nominate(
            invitation=invitation, email=row.email.upper(), display_name="O", by=story.focal_point, at=MONDAY
        )
    nominations.withdraw_nomination(nomination=row, reason="", by=story.focal_point, at=MONDAY)
    nominations.nominate(invitation=invitation, email=row.email, display_name="O", by=story.focal_point, at=MONDAY)
