"""Selected and confirmed together never exceed the seats of the city nor of the edition."""

import contextlib
import random
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from courses.programmes.actions import nominations
from courses.programmes.guards import AlreadySeated, NoSeatLeft
from courses.programmes.models import Edition, Invitation, Nomination
from lms.accounts.models import User
from lms.outbox.models import OutboxEvent
from lms.refusals import Refusal
from tests.factories.programmes import MONDAY, Story, city, person


def seated(**of: object) -> int:
    return Nomination.objects.filter(state__in=Nomination.SEATED, **of).count()


def assert_seats_hold(edition: Edition) -> None:
    assert seated(invitation__edition=edition) <= edition.seats
    for invitation in Invitation.objects.filter(edition=edition):
        assert seated(invitation=invitation) <= invitation.seats


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_steps_gives_more_seats_than_there_are(seed: int) -> None:
    chance = random.Random(seed)
    first = Story(seats=4)
    stories = [first, Story(home=city("lima", "americas"), run=first.edition)]
    officials = {f"official.{n}@city.example": person(f"Official {n}") for n in range(8)}
    rows: list[tuple[Story, Nomination, User]] = []
    for story in stories:
        invitation = story.accepted(seats=chance.choice([1, 2, 3]))
        for official in chance.sample(sorted(officials.values(), key=lambda o: o.email), 5):
            rows.append((story, story.under_review(invitation, official), official))
    for _step in range(60):
        story, row, official = chance.choice(rows)
        row.refresh_from_db()
        take: Callable[[], object] = chance.choice(
            [
                lambda s=story, r=row: nominations.select_nomination(nomination=r, by=s.secretary, at=MONDAY),
                lambda s=story, r=row: nominations.select_nomination(nomination=r, by=s.secretary, at=MONDAY),
                lambda s=story, r=row: nominations.waitlist_nomination(nomination=r, by=s.secretary, at=MONDAY),
                lambda r=row, o=official: nominations.confirm_seat(
                    nomination=r, released_by="A. Mwangi", by=o, at=MONDAY
                ),
                lambda r=row, o=official: nominations.decline_seat(nomination=r, reason="", by=o, at=MONDAY),
                lambda s=story, r=row: nominations.replace_nominee(
                    nomination=r, email=f"new.{chance.random()}@city.example", display_name="New", reason="Leave",
                    by=s.focal_point, at=MONDAY,
                ),
            ]
        )  # fmt: skip
        with contextlib.suppress(Refusal):
            take()
        assert_seats_hold(first.edition)
    assert seated() > 0


@pytest.mark.django_db
def test_a_seat_that_becomes_free_goes_to_the_waiting_list() -> None:
    story = Story()
    invitation = story.accepted(seats=1)
    official = person("First")
    held = story.selected(invitation, official)
    waiting = story.nomination_in("waitlisted", invitation, person("Second"))
    with pytest.raises(NoSeatLeft):
        nominations.select_nomination(nomination=waiting, by=story.secretary, at=MONDAY)
    nominations.decline_seat(nomination=held, reason="", by=official, at=MONDAY)
    assert nominations.select_nomination(nomination=waiting, by=story.secretary, at=MONDAY).state == "selected"


@pytest.mark.django_db
def test_one_official_has_one_seat_in_an_edition_whichever_city_names_them() -> None:
    nairobi, official = Story(), person("Otieno")
    lima = Story(home=city("lima", "americas"), run=nairobi.edition)
    nairobi.selected(nairobi.accepted(), official)
    other = lima.under_review(lima.accepted(), official)
    with pytest.raises(AlreadySeated):
        nominations.select_nomination(nomination=other, by=lima.secretary, at=MONDAY)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run the actions in threads of their own that start together; what each returned or raised."""
    barrier, results = Barrier(len(actions)), []

    def run(action: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results.append(action())
        except Refusal as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_of_an_edition_is_given_once_when_many_reach_for_it() -> None:
    first = Story(seats=1)
    homes = ["nairobi", "lima", "seoul", "hanoi"]
    stories = [first, *(Story(home=city(name), run=first.edition) for name in homes[1:])]
    rows = [(story, story.under_review(story.accepted(), person("Official"))) for story in stories]
    results = at_once(
        *(
            lambda s=story, r=row: nominations.select_nomination(nomination=r, by=s.secretary, at=MONDAY)
            for story, row in rows
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["NoSeatLeft"] * 3 + ["Nomination"]
    assert seated() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_confirmed_once_when_the_official_presses_twice() -> None:
    story, official = Story(seats=1), person("Otieno")
    row = story.selected(story.accepted(seats=1), official)
    confirm = [lambda: nominations.confirm_seat(nomination=row, released_by="A. Mwangi", by=official, at=MONDAY)] * 4
    results = at_once(*confirm)
    assert sorted(type(result).__name__ for result in results) == ["Nomination"] + ["StepNotPossible"] * 3
    assert OutboxEvent.objects.filter(name="courses.seat-confirmed.v1").count() == 1
    assert seated() == 1


@pytest.mark.django_db(transaction=True)
def test_a_seat_is_not_taken_and_replaced_at_once() -> None:
    story = Story(seats=1)
    invitation = story.accepted(seats=1)
    held = story.confirmed(invitation, person("First"))
    waiting = story.under_review(invitation, person("Second"))
    at_once(
        lambda: nominations.replace_nominee(
            nomination=held, email="third@city.example", display_name="Third", reason="Leave",
            by=story.focal_point, at=MONDAY,
        ),
        lambda: nominations.select_nomination(nomination=waiting, by=story.secretary, at=MONDAY),
    )  # fmt: skip
    assert_seats_hold(story.edition)
    assert seated() == 1
