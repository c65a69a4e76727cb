from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from courses.enrolment import actions as enrolment_actions
from courses.enrolment.guards import DeadlinePassed, NotActive, NotTheLearner
from courses.records.actions import HappensLater, NotInTheOutline, ScoreOutOfRange, record_read, record_statement
from courses.records.models import LearningRecord
from tests.factories.learning import AFTER, BEFORE, DURING, course_of, edition, enrolled, person, read, record
from tests.factories.outlines import lesson, outline, package, published, quiz

pytestmark = pytest.mark.django_db
Verb = LearningRecord.Verb
KEY = UUID("0b8a4b3c-52a5-4b43-9a55-0a3f5f1f7d10")


def course_with_everything():
    return published(outline("all", lesson("l1"), lesson("l2", quiz("z1")), lesson("l3", package("p1"))))


def test_a_lesson_is_read_once_however_often_it_is_said():
    enrolment = enrolled()
    first = record(enrolment, Verb.READ, "l1", DURING)
    again = record(enrolment, Verb.READ, "l1", DURING + timedelta(hours=1))
    assert first.pk == again.pk
    assert LearningRecord.objects.get().happened_at == DURING


def test_opening_and_reading_are_two_things():
    enrolment = enrolled()
    record(enrolment, Verb.OPENED, "l1")
    record(enrolment, Verb.READ, "l1")
    assert LearningRecord.objects.count() == 2


def test_marking_as_read_is_one_statement(django_assert_num_queries):
    course = course_of(enrolled())
    record_read(enrolled=course, lesson_key="l1", by=course.enrolment.person, at=DURING)
    with django_assert_num_queries(1):
        record_read(enrolled=course, lesson_key="l2", by=course.enrolment.person, at=DURING)
    assert LearningRecord.objects.filter(activity_key="l2").exists()


def test_a_result_with_an_idempotency_key_is_kept_once():
    enrolment = enrolled(run=edition(course_with_everything()))
    for _time in range(2):
        record(enrolment, Verb.COMPLETED, "p1", id=KEY, score=Decimal("0.5"), self_reported=True)
    assert LearningRecord.objects.get().self_reported


def test_an_idempotency_key_of_another_enrolment_takes_nothing_away():
    course = course_with_everything()
    mine, theirs = enrolled(run=edition(course, code="A")), enrolled(run=edition(course, code="B"))
    for enrolment in (theirs, mine):
        record(enrolment, Verb.COMPLETED, "p1", id=KEY)
    assert {row.enrolment for row in LearningRecord.objects.all()} == {mine, theirs}


def test_results_without_a_key_are_each_kept():
    enrolment = enrolled(run=edition(course_with_everything()))
    record(enrolment, Verb.COMPLETED, "p1")
    record(enrolment, Verb.COMPLETED, "p1")
    assert LearningRecord.objects.count() == 2


def test_an_offline_replay_keeps_the_time_at_which_it_happened():
    earlier = DURING - timedelta(hours=5)
    kept = record(enrolled(), Verb.READ, "l1", happened_at=earlier)
    assert (kept.happened_at, kept.stored_at) == (earlier, DURING)


@pytest.mark.parametrize(
    ("verb", "key"),
    [
        (Verb.READ, "unknown"),
        (Verb.READ, "z1"),
        (Verb.OPENED, "p1"),
        (Verb.ANSWERED, "l2"),
        (Verb.ANSWERED, "p1"),
        (Verb.COMPLETED, "z1"),
        (Verb.COMPLETED, "unknown"),
    ],
)
def test_only_what_the_outline_holds_can_be_done(verb: str, key: str):
    enrolment = enrolled(run=edition(course_with_everything()))
    with pytest.raises(NotInTheOutline):
        record(enrolment, verb, key)
    assert not LearningRecord.objects.exists()


def test_a_lesson_added_after_enrolment_does_not_count():
    enrolment = enrolled()
    published(outline("foundations", lesson("l1"), lesson("newer")))
    with pytest.raises(NotInTheOutline):
        read(enrolment, "newer")


def test_nobody_records_for_another():
    course = course_of(enrolled())
    with pytest.raises(NotTheLearner):
        record_read(enrolled=course, lesson_key="l1", by=person("Salma"), at=DURING)


def test_nothing_counts_before_the_start_in_a_pause_or_after_withdrawal():
    pending, secretary = enrolled(at=BEFORE), person("Han Seo-yeon")
    with pytest.raises(NotActive):
        read(pending, "l1", at=BEFORE)
    active = enrolment_actions.start_enrolment(enrolment=pending, by=None, at=DURING)
    enrolment_actions.pause_enrolment(enrolment=active, reason="Leave", by=secretary, at=DURING)
    with pytest.raises(NotActive):
        read(active, "l1")
    enrolment_actions.withdraw_enrolment(enrolment=active, reason="Moved", by=secretary, at=DURING)
    with pytest.raises(NotActive):
        read(active, "l1")


def test_nothing_counts_after_the_deadline_even_before_it_is_decided():
    with pytest.raises(DeadlinePassed, match="23:59 in Nairobi"):
        read(enrolled(), "l1", at=AFTER)


@pytest.mark.parametrize("score", ["-0.0001", "1.0001", "70"])
def test_a_score_lies_between_nothing_and_all(score: str):
    enrolment = enrolled(run=edition(course_with_everything()))
    with pytest.raises(ScoreOutOfRange):
        record(enrolment, Verb.COMPLETED, "p1", score=Decimal(score))


def test_nothing_is_recorded_before_it_happens():
    with pytest.raises(HappensLater):
        record(enrolled(), Verb.READ, "l1", happened_at=DURING + timedelta(seconds=1))


def test_the_database_refuses_to_change_or_delete_a_record():
    record(enrolled(), Verb.READ, "l1")
    for write in (
        lambda: LearningRecord.objects.update(verb=Verb.OPENED),
        lambda: LearningRecord.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            write()
    assert LearningRecord.objects.get().verb == Verb.READ


def test_the_triggers_are_there():
    """A migration that remakes the table on SQLite drops them: it must add them again."""
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(names)
        found = {name for (name,) in cursor.fetchall()}
    append_only = ("records_learningrecord", "progress_completion")
    expected = {f"{table}_no_{event}" for table in append_only for event in ("update", "delete")}
    assert expected | {"note_unfolded_record"} <= found


def test_the_fold_is_asked_for_after_commit(monkeypatch, django_capture_on_commit_callbacks):
    sent: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr("courses.records.actions.send", lambda task, **values: sent.append((task, values)))
    enrolment = enrolled()
    with django_capture_on_commit_callbacks(execute=True):
        record(enrolment, Verb.OPENED, "l1")
        record(enrolment, Verb.READ, "l1")
        assert sent == []
    assert sent == [("progress.fold", {"queue": "interactive", "enrolment_id": enrolment.pk})]


def test_a_self_reported_statement_says_so():
    enrolment = enrolled(run=edition(course_with_everything()))
    kept = record_statement(
        enrolled=course_of(enrolment), verb=Verb.COMPLETED, activity_key="p1", self_reported=True,
        by=enrolment.person, at=DURING,
    )  # fmt: skip
    kept.refresh_from_db()
    assert kept.self_reported
    assert kept.result == {}
