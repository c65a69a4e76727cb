"""An edition whose last day is moved takes along who is enrolled in it."""

from datetime import date

import pytest

from courses.enrolment import actions, tasks
from courses.enrolment.models import Enrolment
from courses.programmes.actions.editions import change_edition
from courses.programmes.models import Edition
from courses.progress.tasks import close_overdue
from lms.audit.models import AuditEntry
from lms.outbox.models import OutboxEvent
from lms.outbox.subscriptions import subscribers_of
from tests.factories.learning import AFTER, BEFORE, DURING, city, edition, enrolled, person

pytestmark = pytest.mark.django_db
State = Enrolment.State
EXTENDED = "courses.edition-extended.v1"
LATER = date(2026, 6, 26)
"""A Friday."""


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def moved(run: Edition, ends_on: date = LATER) -> None:
    """The secretariat moves the last day, and the jobs that follow from it run."""
    run.ends_on = ends_on
    courses = [row.course for row in run.edition_courses.all()]
    change_edition(edition=run, courses=courses, by=person("Han Seo-yeon"), at=DURING)
    for _event in OutboxEvent.objects.filter(name=EXTENDED):
        tasks.extend_all_with_edition(edition_id=run.pk)


def deadline_in(enrolment: Enrolment) -> date:
    enrolment.refresh_from_db()
    return enrolment.ends_on


def test_enrolment_listens_to_a_later_last_day():
    assert subscribers_of(EXTENDED) == ("enrolment.extend_with_edition",)


def test_everybody_under_way_gets_the_later_day_and_keeps_the_state():
    run = edition()
    pending, active, paused = enrolled(run=run, at=BEFORE), enrolled(run=run), enrolled(run=run)
    actions.pause_enrolment(enrolment=paused, reason="Leave", by=person("Han Seo-yeon"), at=DURING)
    moved(run)
    assert [deadline_in(row) for row in (pending, active, paused)] == [LATER] * 3
    assert [row.state for row in (pending, active, paused)] == [State.PENDING, State.ACTIVE, State.PAUSED]
    assert paused.reason == "Leave"
    entry = AuditEntry.objects.filter(action="enrolment.extended").first()
    assert entry is not None
    assert entry.details == {"from_day": "2026-05-29", "to_day": "2026-06-26", "edition": run.code}


def test_nobody_is_closed_on_the_earlier_day(time_machine):
    run = edition()
    enrolment = enrolled(run=run)
    moved(run)
    time_machine.move_to(AFTER)
    close_overdue()
    enrolment.refresh_from_db()
    assert enrolment.state == State.ACTIVE


def test_the_later_day_is_a_working_day_in_each_city():
    run = edition()
    dhaka = enrolled(run=run, home=city("dhaka", "Asia/Dhaka", weekend=[4, 5]))
    moved(run)
    assert deadline_in(dhaka) == date(2026, 6, 28)


def test_told_twice_nothing_changes():
    run = edition()
    enrolled(run=run)
    moved(run)
    entries, events = AuditEntry.objects.count(), OutboxEvent.objects.count()
    tasks.extend_all_with_edition(edition_id=run.pk)
    assert (AuditEntry.objects.count(), OutboxEvent.objects.count()) == (entries, events)


def test_a_longer_time_of_ones_own_stays():
    run = edition()
    enrolment = enrolled(run=run)
    own = date(2026, 7, 31)
    actions.extend_deadline(enrolment=enrolment, ends_on=own, reason="Ill", by=person("Han Seo-yeon"), at=DURING)
    moved(run)
    assert deadline_in(enrolment) == own


@pytest.mark.parametrize("state", [State.COMPLETED, State.PARTICIPATED, State.INCOMPLETE, State.WITHDRAWN])
def test_what_has_ended_stays_as_it_ended(state: str):
    run = edition()
    enrolment = enrolled(run=run)
    Enrolment.objects.update(state=state, ended_at=DURING)
    moved(run)
    assert deadline_in(enrolment) == date(2026, 5, 29)


def test_an_earlier_last_day_takes_no_time_away():
    run = edition()
    enrolment = enrolled(run=run)
    moved(run, date(2026, 5, 22))
    assert not OutboxEvent.objects.filter(name=EXTENDED).exists()
    assert deadline_in(enrolment) == date(2026, 5, 29)


def test_extending_costs_one_question_for_those_who_have_the_time_already(django_assert_num_queries):
    run = edition()
    for _official in range(3):
        enrolled(run=run)
    with django_assert_num_queries(1):
        tasks.extend_all_with_edition(edition_id=run.pk)
