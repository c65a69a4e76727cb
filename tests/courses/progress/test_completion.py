from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from courses.enrolment import actions as enrolment_actions
from courses.enrolment.models import Enrolment
from courses.progress import tasks
from courses.progress.models import CityProgress, Completion
from lms.audit.models import AuditEntry
from lms.outbox.models import OutboxEvent
from tests.factories.learning import AFTER, DURING, edition, enrolled, folded, passed, person, read, record
from tests.factories.outlines import lesson, outline, published, quiz

pytestmark = pytest.mark.django_db
State = Enrolment.State


def everything_done(score: str = "1", **policy: int) -> Enrolment:
    enrolment = enrolled(run=edition(**policy))
    read(enrolment, "l1", "l2", "l3")
    passed(enrolment, "z1", score=score)
    return folded(enrolment)


def told() -> list[dict[str, object]]:
    return [event.payload for event in OutboxEvent.objects.filter(name="courses.course-completed.v1")]


def test_an_official_who_has_done_everything_completes():
    enrolment = everything_done(score="0.9")
    completion = Completion.objects.get()
    assert (enrolment.state, enrolment.ended_at) == (State.COMPLETED, DURING)
    assert (completion.outcome, completion.score, completion.hours) == ("completed", Decimal("0.9"), 4)
    assert completion.policy == {"pass_mark": 70, "attendance_minimum": 80}
    assert completion.evidence["courses"][0]["done"] == ["l1", "l2", "l3", "l4"]
    assert told() == [{"enrolment_id": enrolment.pk, "outcome": "completed"}]
    assert AuditEntry.objects.filter(action="enrolment.completed").count() == 1
    assert CityProgress.objects.get().completed == 1


def test_one_missing_lesson_is_not_completion():
    enrolment = enrolled()
    read(enrolment, "l1", "l2")
    passed(enrolment, "z1")
    assert folded(enrolment).state == State.ACTIVE
    assert not Completion.objects.exists()


def test_an_optional_lesson_is_not_waited_for():
    course = published(outline("optional", lesson("l1"), lesson("l2", required=False)))
    enrolment = enrolled(run=edition(course))
    read(enrolment, "l1")
    assert folded(enrolment).state == State.COMPLETED


def test_the_mark_of_the_edition_is_asked_for_too():
    assert everything_done(score="0.8", pass_mark=85).state == State.ACTIVE


def test_the_mark_of_each_course_is_asked_for():
    strict = published(outline("strict", lesson("a", quiz("za", pass_mark=50)), pass_mark=80))
    enrolment = enrolled(run=edition(strict, pass_mark=50))
    passed(enrolment, "za", score="0.7")
    assert folded(enrolment).state == State.ACTIVE
    passed(enrolment, "za", score="0.8")
    assert folded(enrolment).state == State.COMPLETED


def test_every_course_of_the_edition_is_asked_for():
    run = edition(published(outline("one", lesson("a"))), published(outline("two", lesson("b"))))
    enrolment = enrolled(run=run)
    read(enrolment, "a")
    assert folded(enrolment).state == State.ACTIVE


def test_an_official_completes_once_however_often_it_is_folded():
    enrolment = everything_done()
    folded(enrolment, at=AFTER)
    tasks.follow_enrolment(enrolment_id=enrolment.pk)
    assert Completion.objects.count() == 1
    assert len(told()) == 1


def test_a_pause_puts_the_decision_off_until_it_ends():
    secretary, enrolment = person("Han Seo-yeon"), enrolled()
    read(enrolment, "l1", "l2", "l3")
    passed(enrolment, "z1")
    enrolment_actions.pause_enrolment(enrolment=enrolment, reason="Leave", by=secretary, at=DURING)
    assert folded(enrolment).state == State.PAUSED
    enrolment_actions.resume_enrolment(enrolment=enrolment, by=secretary, at=DURING)
    tasks.follow_enrolment(enrolment_id=enrolment.pk, state="active")
    enrolment.refresh_from_db()
    assert enrolment.state == State.COMPLETED


def test_the_database_refuses_to_change_or_delete_a_completion():
    everything_done()
    for write in (
        lambda: Completion.objects.update(outcome="participated"),
        lambda: Completion.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            write()
    assert Completion.objects.get().outcome == "completed"


def closed(enrolment: Enrolment, time_machine, moment: datetime = AFTER) -> str:
    time_machine.move_to(moment)
    tasks.close_overdue()
    enrolment.refresh_from_db()
    return enrolment.state


def test_who_took_part_without_passing_has_participated_at_the_deadline(time_machine):
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    record(enrolment, "answered", "z1", score=Decimal("0.5"), success=False)
    assert closed(enrolment, time_machine) == State.PARTICIPATED
    completion = Completion.objects.get()
    assert (completion.outcome, completion.score) == ("participated", Decimal("0.5"))
    assert told() == [{"enrolment_id": enrolment.pk, "outcome": "participated"}]


def test_who_took_little_part_is_incomplete_at_the_deadline(time_machine):
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    assert closed(enrolment, time_machine) == State.INCOMPLETE
    assert not Completion.objects.exists()


def test_attendance_is_as_the_edition_asks_for(time_machine):
    enrolment = enrolled(run=edition(attendance_minimum=75))
    read(enrolment, "l1", "l2", "l3")
    assert closed(enrolment, time_machine) == State.PARTICIPATED


def test_what_was_done_in_the_last_minute_counts_though_it_is_folded_later(time_machine):
    last_minute = datetime(2026, 5, 29, 20, 59, 30, tzinfo=UTC)
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3", at=last_minute)
    passed(enrolment, "z1", at=last_minute)
    assert closed(enrolment, time_machine) == State.COMPLETED


def test_nothing_is_closed_before_the_day_has_ended_in_the_city(time_machine):
    assert closed(enrolled(), time_machine, datetime(2026, 5, 29, 20, 59, 59, tzinfo=UTC)) == State.ACTIVE


def test_an_extension_lets_an_incomplete_official_complete(time_machine):
    enrolment = enrolled()
    assert closed(enrolment, time_machine) == State.INCOMPLETE
    enrolment_actions.extend_deadline(
        enrolment=enrolment, ends_on=date(2026, 6, 30), reason="Ill", by=person("Han Seo-yeon"), at=AFTER
    )
    read(enrolment, "l1", "l2", "l3", at=AFTER)
    passed(enrolment, "z1", at=AFTER)
    assert folded(enrolment, at=AFTER).state == State.COMPLETED
