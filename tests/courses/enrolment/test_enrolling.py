from datetime import UTC, date, datetime

import pytest

from courses.enrolment import actions
from courses.enrolment.guards import DeadlinePassed
from courses.enrolment.models import Enrolment
from courses.enrolment.queries import enrolled_course_for, enrolment_for, enrolments_to_start, overdue_enrolments
from courses.enrolment.tasks import enrol_confirmed, withdraw_given_up
from courses.enrolment.times import deadline_of
from courses.outline.models import Course
from courses.programmes.actions.invitations import EditionNotOpen
from courses.programmes.models import Edition, Nomination
from courses.programmes.states import StepNotPossible
from lms.audit.models import AuditEntry
from lms.outbox.models import OutboxEvent
from lms.outbox.subscriptions import subscribers_of
from tests.factories.learning import (
    AFTER,
    BEFORE,
    DURING,
    city,
    confirmed_nomination,
    course_of,
    edition,
    enrolled,
    person,
)
from tests.factories.outlines import lesson, outline, published

pytestmark = pytest.mark.django_db
State = Enrolment.State


def test_an_official_is_pinned_to_the_latest_revision_of_every_course():
    first, second = published(outline("one")), published(outline("two"))
    enrolment = enrolled(run=edition(first, second))
    published(outline("one", lesson("new")))
    assert [row.revision for row in enrolment.courses.all()] == [first.latest, second.latest]
    first.refresh_from_db()
    assert first.latest.number == 2


def test_enrolling_is_audited_and_told():
    enrolment = enrolled(at=BEFORE)
    assert AuditEntry.objects.get().action == "enrolment.made"
    event = OutboxEvent.objects.get(name="courses.official-enrolled.v1")
    assert event.payload == {"enrolment_id": enrolment.pk}


def test_an_official_enrolled_before_the_start_waits_for_it():
    assert enrolled(at=BEFORE).state == State.PENDING


def test_an_official_enrolled_while_the_edition_runs_is_active():
    assert enrolled(at=DURING).state == State.ACTIVE


def test_nobody_is_enrolled_twice_in_an_edition():
    run, official = edition(), person()
    enrolled(official, run)
    with pytest.raises(actions.AlreadyEnrolled):
        enrolled(official, run, city("tunis", "Africa/Tunis"))


def test_who_withdrew_and_is_nominated_again_learns_from_the_start(time_machine):
    time_machine.move_to(BEFORE)
    official, run = person(), edition()
    given_up = confirmed_nomination(official, run, city("tunis", "Africa/Tunis"))
    enrol_confirmed(nomination_id=given_up.pk)
    Nomination.objects.update(state=Nomination.State.WITHDRAWN)
    withdraw_given_up(nomination_id=given_up.pk)
    enrol_confirmed(nomination_id=confirmed_nomination(official, run, city()).pk)
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == [State.WITHDRAWN, State.PENDING]


@pytest.mark.parametrize("state", [Edition.State.DRAFT, Edition.State.FINISHED, Edition.State.CANCELLED])
def test_only_an_open_edition_takes_officials(state: str):
    with pytest.raises(EditionNotOpen):
        enrolled(run=edition(state=state))


def test_an_edition_that_is_over_in_the_city_takes_nobody():
    run = edition()
    last_minute = datetime(2026, 5, 29, 20, 59, 59, tzinfo=UTC)
    assert enrolled(run=run, at=last_minute).state == State.ACTIVE
    with pytest.raises(actions.EditionOver):
        enrolled(run=run, at=last_minute.replace(hour=21, minute=0))


def test_an_edition_without_a_published_course_takes_nobody():
    unpublished = Course.objects.create(key="7f1c1a51-6f2c-4c7e-a8c1-0a2f7d3e1f00", slug="draft", title="Draft")
    with pytest.raises(actions.NoCourses):
        enrolled(run=edition(unpublished))


def test_the_deadline_is_the_last_minute_of_the_day_in_the_city():
    nairobi = enrolled(run=edition(code="A"))
    seoul = enrolled(run=edition(code="B"), home=city("seoul", "Asia/Seoul"))
    assert deadline_of(nairobi).astimezone(UTC) == datetime(2026, 5, 29, 20, 59, tzinfo=UTC)
    assert deadline_of(seoul).astimezone(UTC) == datetime(2026, 5, 29, 14, 59, tzinfo=UTC)


def test_the_deadline_is_never_on_the_weekend_of_the_city():
    dhaka = city("dhaka", "Asia/Dhaka", weekend=[4, 5])
    assert enrolled(home=dhaka).ends_on == date(2026, 5, 31)


def test_a_confirmed_seat_becomes_one_enrolment_however_often_it_is_told(time_machine):
    time_machine.move_to(DURING)
    official, run, home = person(), edition(), city()
    nomination = confirmed_nomination(official, run, home)
    enrol_confirmed(nomination_id=nomination.pk)
    enrol_confirmed(nomination_id=nomination.pk)
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.city, enrolment.title) == (official, home, "Head of services")


def test_a_seat_that_is_given_up_withdraws_its_official(time_machine):
    time_machine.move_to(DURING)
    nomination = confirmed_nomination(person(), edition(), city())
    enrol_confirmed(nomination_id=nomination.pk)
    withdraw_given_up(nomination_id=nomination.pk)
    withdraw_given_up(nomination_id=nomination.pk)
    assert Enrolment.objects.get().state == State.WITHDRAWN


def test_a_seat_that_is_not_confirmed_enrols_nobody(time_machine):
    time_machine.move_to(DURING)
    official, run, home = person(), edition(), city()
    nomination = confirmed_nomination(official, run, home)
    Nomination.objects.update(state=Nomination.State.SELECTED)
    enrol_confirmed(nomination_id=nomination.pk)
    assert not Enrolment.objects.exists()
    nomination.refresh_from_db()
    with pytest.raises(actions.SeatNotConfirmed):
        actions.enrol(person=official, edition=run, city=home, nomination=nomination, by=None, at=DURING)


def test_nobody_takes_the_seat_of_another():
    run, home = edition(), city()
    nomination = confirmed_nomination(person(), run, home)
    with pytest.raises(actions.SeatNotConfirmed):
        actions.enrol(person=person("Amina"), edition=run, city=home, nomination=nomination, by=None, at=DURING)


def test_the_platform_listens_to_seats():
    assert "enrolment.enrol_confirmed" in subscribers_of("courses.seat-confirmed.v1")
    assert "enrolment.withdraw_given_up" in subscribers_of("courses.seat-given-up.v1")


def test_enrolments_start_on_the_first_day_in_their_own_city():
    run = edition()
    seoul = enrolled(run=run, home=city("seoul", "Asia/Seoul"), at=BEFORE)
    enrolled(run=run, home=city("nairobi"), at=BEFORE)
    midnight_in_seoul = datetime(2026, 3, 8, 15, tzinfo=UTC)
    assert enrolments_to_start(at=midnight_in_seoul) == [seoul]
    assert len(enrolments_to_start(at=DURING)) == 2


def test_starting_twice_changes_nothing_and_starting_early_is_refused():
    enrolment = enrolled(at=BEFORE)
    with pytest.raises(actions.NotStartedYet):
        actions.start_enrolment(enrolment=enrolment, by=None, at=BEFORE)
    for _time in range(2):
        enrolment = actions.start_enrolment(enrolment=enrolment, by=None, at=DURING)
    assert enrolment.state == State.ACTIVE
    assert AuditEntry.objects.filter(action="enrolment.started").count() == 1


def test_a_pause_ends_by_resuming():
    secretary, enrolment = person("Han Seo-yeon"), enrolled()
    enrolment = actions.pause_enrolment(enrolment=enrolment, reason="Leave", by=secretary, at=DURING)
    assert (enrolment.state, enrolment.reason) == (State.PAUSED, "Leave")
    assert actions.resume_enrolment(enrolment=enrolment, by=secretary, at=DURING).state == State.ACTIVE


def test_a_pause_cannot_be_resumed_after_the_deadline():
    secretary, enrolment = person("Han Seo-yeon"), enrolled()
    actions.pause_enrolment(enrolment=enrolment, reason="Leave", by=secretary, at=DURING)
    with pytest.raises(DeadlinePassed):
        actions.resume_enrolment(enrolment=enrolment, by=secretary, at=AFTER)


def test_a_reason_is_asked_for():
    secretary, enrolment = person("Han Seo-yeon"), enrolled()
    with pytest.raises(actions.ReasonMissing):
        actions.pause_enrolment(enrolment=enrolment, reason=" ", by=secretary, at=DURING)
    with pytest.raises(actions.ReasonMissing):
        actions.withdraw_enrolment(enrolment=enrolment, reason="", by=secretary, at=DURING)


def test_nothing_is_incomplete_before_the_deadline_in_the_city():
    enrolment = enrolled(home=city("los-angeles", "America/Los_Angeles"))
    almost = datetime(2026, 5, 30, 6, 59, 59, tzinfo=UTC)
    assert overdue_enrolments(at=almost) == []
    with pytest.raises(actions.NotOverYet):
        actions.mark_incomplete(enrolment=enrolment, by=None, at=almost)
    over = datetime(2026, 5, 30, 7, tzinfo=UTC)
    assert overdue_enrolments(at=over) == [enrolment]
    assert actions.mark_incomplete(enrolment=enrolment, by=None, at=over).state == State.INCOMPLETE


def test_an_extension_opens_an_incomplete_enrolment_again():
    secretary, enrolment = person("Han Seo-yeon"), enrolled()
    actions.mark_incomplete(enrolment=enrolment, by=None, at=AFTER)
    with pytest.raises(actions.NotLater):
        actions.extend_deadline(enrolment=enrolment, ends_on=date(2026, 6, 1), reason="Ill", by=secretary, at=AFTER)
    enrolment = actions.extend_deadline(
        enrolment=enrolment, ends_on=date(2026, 6, 30), reason="Ill", by=secretary, at=AFTER
    )
    assert (enrolment.state, enrolment.ends_on, enrolment.ended_at) == (State.ACTIVE, date(2026, 6, 30), None)
    entry = AuditEntry.objects.get(action="enrolment.extended")
    assert entry.details == {"from_day": "2026-05-29", "to_day": "2026-06-30", "reason": "Ill"}


def test_an_extension_of_a_pending_enrolment_does_not_start_it():
    secretary, enrolment = person("Han Seo-yeon"), enrolled(at=BEFORE)
    enrolment = actions.extend_deadline(
        enrolment=enrolment, ends_on=date(2026, 6, 30), reason="Late visa", by=secretary, at=BEFORE
    )
    assert enrolment.state == State.PENDING


def pause(enrolment: Enrolment) -> None:
    actions.pause_enrolment(enrolment=enrolment, reason="x", by=person("Han"), at=DURING)


def resume(enrolment: Enrolment) -> None:
    actions.resume_enrolment(enrolment=enrolment, by=person("Han"), at=DURING)


def withdraw(enrolment: Enrolment) -> None:
    actions.withdraw_enrolment(enrolment=enrolment, reason="x", by=person("Han"), at=DURING)


def start(enrolment: Enrolment) -> None:
    actions.start_enrolment(enrolment=enrolment, by=None, at=DURING)


def complete(enrolment: Enrolment) -> None:
    actions.end_enrolment(enrolment=enrolment, outcome=State.COMPLETED, at=DURING)


def give_up(enrolment: Enrolment) -> None:
    actions.mark_incomplete(enrolment=enrolment, by=None, at=AFTER)


def extend(enrolment: Enrolment) -> None:
    actions.extend_deadline(enrolment=enrolment, ends_on=date(2026, 7, 1), reason="x", by=person("Han"), at=DURING)


REFUSED = {
    State.PENDING: [pause, resume, complete, give_up],
    State.ACTIVE: [resume],
    State.PAUSED: [start, pause, complete, give_up],
    State.COMPLETED: [start, pause, resume, withdraw, complete, give_up, extend],
    State.PARTICIPATED: [start, pause, resume, withdraw, complete, give_up, extend],
    State.INCOMPLETE: [start, pause, resume, withdraw, complete, give_up],
    State.WITHDRAWN: [start, pause, resume, withdraw, complete, give_up, extend],
}


@pytest.mark.parametrize(("state", "step"), [(state, step) for state, steps in REFUSED.items() for step in steps])
def test_a_step_that_the_state_does_not_allow_is_refused(state: str, step):
    enrolment = enrolled()
    Enrolment.objects.update(state=state, ended_at=DURING)
    with pytest.raises(StepNotPossible):
        step(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.state == state


def test_the_door_of_another_is_closed_as_if_there_were_none():
    enrolment, stranger = enrolled(), person("Salma")
    slug = course_of(enrolment).course.slug
    assert enrolment_for(person=enrolment.person, code=enrolment.code) == enrolment
    assert enrolment_for(person=stranger, code=enrolment.code) is None
    assert enrolment_for(person=stranger, code="unknown") is None
    assert enrolled_course_for(person=stranger, code=enrolment.code, slug=slug) is None
    assert enrolled_course_for(person=enrolment.person, code=enrolment.code, slug="other") is None


def test_the_door_to_a_course_costs_one_statement(django_assert_num_queries):
    enrolment = enrolled()
    with django_assert_num_queries(1):
        found = enrolled_course_for(person=enrolment.person, code=enrolment.code, slug="foundations")
        assert found is not None
        assert found.enrolment.city.time_zone
        assert found.revision.digest
