from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.enrolment import actions as enrolment_actions
from courses.enrolment.models import Enrolment
from courses.outline.models import OutlineRevision
from courses.progress import tasks
from courses.progress.models import CityProgress, LearnerProgress, UnfoldedEnrolment
from courses.records.models import LearningRecord
from lms.outbox.subscriptions import subscribers_of
from tests.factories.learning import DURING, city, course_of, edition, enrolled, folded, passed, person, read, record
from tests.factories.outlines import lesson, outline, published, quiz

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(hours=1)


def progress_of(enrolment: Enrolment) -> LearnerProgress:
    return LearnerProgress.objects.get(enrolment=enrolment)


def test_storing_a_record_notes_the_enrolment_as_unfolded():
    enrolment = enrolled()
    read(enrolment, "l1", at=LATER)
    read(enrolment, "l1", at=LATER)
    read(enrolment, "l2", at=DURING)
    waiting = UnfoldedEnrolment.objects.get()
    assert (waiting.enrolment, waiting.version, waiting.since) == (enrolment, 2, DURING)


def test_a_fold_shows_what_was_recorded():
    enrolment = enrolled()
    record(enrolment, LearningRecord.Verb.OPENED, "l2", at=LATER)
    read(enrolment, "l1")
    folded(enrolment, at=LATER)
    progress = progress_of(enrolment)
    assert progress.done == ["l1"]
    assert progress.opened == ["l1", "l2"]
    assert progress.fraction == Decimal("0.25")
    assert (progress.last_lesson, progress.last_active_at, progress.folded_at) == ("l2", LATER, LATER)
    assert not UnfoldedEnrolment.objects.exists()


def test_a_fold_of_one_more_record_equals_a_rebuild():
    enrolment = enrolled()
    for moment, key in enumerate(["l3", "l1", "l2"]):
        read(enrolment, key, at=DURING + timedelta(minutes=moment))
        folded(enrolment)
    passed(enrolment, "z1", score="0.9")
    folded(enrolment)
    held = progress_of(enrolment)
    call_command("rebuild_progress", "--check", stdout=StringIO())
    LearnerProgress.objects.all().delete()
    call_command("rebuild_progress", stdout=StringIO())
    rebuilt = progress_of(enrolment)
    assert (rebuilt.state, rebuilt.done, rebuilt.fraction, rebuilt.score) == (
        held.state, held.done, held.fraction, held.score
    )  # fmt: skip


def test_a_record_of_yesterday_that_arrives_today_counts():
    enrolment = enrolled()
    read(enrolment, "l1", at=LATER)
    folded(enrolment)
    read(enrolment, "l2", at=DURING - timedelta(days=1))
    folded(enrolment)
    assert progress_of(enrolment).done == ["l1", "l2"]


def test_a_record_that_comes_while_folding_is_folded_next(monkeypatch):
    enrolment = enrolled()
    read(enrolment, "l1")

    def late(**values):
        if not LearningRecord.objects.filter(activity_key="l2").exists():
            read(enrolment, "l2")

    monkeypatch.setattr("courses.progress.actions.write_progress", late_then(late))
    folded(enrolment)
    assert progress_of(enrolment).done == ["l1"]
    assert UnfoldedEnrolment.objects.get().version == 2
    folded(enrolment)
    assert progress_of(enrolment).done == ["l1", "l2"]
    assert not UnfoldedEnrolment.objects.exists()


def late_then(late):
    from courses.progress.actions import write_progress

    def write(**values):
        write_progress(**values)
        late(**values)

    return write


def test_the_version_grows_only_with_what_can_be_seen():
    enrolment = enrolled()
    folded(enrolment)
    read(enrolment, "l1")
    folded(enrolment)
    assert progress_of(enrolment).version == 2
    folded(enrolment)
    assert progress_of(enrolment).version == 2


def test_a_newer_outline_changes_nothing_for_who_is_enrolled():
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    folded(enrolment)
    published(outline("foundations", lesson("x1"), lesson("x2")))
    folded(enrolment)
    assert progress_of(enrolment).fraction == Decimal("0.75")


def test_each_course_of_an_edition_has_its_own_progress():
    run = edition(published(outline("one", lesson("a"))), published(outline("two", lesson("b"), lesson("c"))))
    enrolment = enrolled(run=run)
    read(enrolment, "a")
    folded(enrolment)
    rows = LearnerProgress.objects.order_by("course__slug").values_list("course__slug", "fraction")
    assert list(rows) == [("one", Decimal(1)), ("two", Decimal(0))]


def test_a_city_shows_the_mean_of_its_officials():
    run, home = edition(), city()
    diligent, absent = enrolled(person("Otieno"), run, home), enrolled(person("Amina"), run, home)
    enrolled(person("Salma"), run, city("tunis", "Africa/Tunis"))
    read(diligent, "l1", "l2", "l3")
    for enrolment in (diligent, absent):
        folded(enrolment)
    row = CityProgress.objects.get(city=home)
    assert (row.enrolled, row.started, row.completed, row.fraction) == (2, 1, 0, Decimal("0.375"))


def test_who_withdraws_leaves_the_figures_of_the_city():
    run, home = edition(), city()
    stays, goes = enrolled(person("Otieno"), run, home), enrolled(person("Amina"), run, home)
    read(stays, "l1", "l2", "l3")
    folded(stays)
    enrolment_actions.withdraw_enrolment(enrolment=goes, reason="Moved", by=None, at=DURING)
    tasks.follow_enrolment(enrolment_id=goes.pk, state="withdrawn")
    row = CityProgress.objects.get(city=home)
    assert (row.enrolled, row.fraction) == (1, Decimal("0.75"))


def test_progress_follows_enrolments():
    assert "progress.follow_enrolment" in subscribers_of("courses.official-enrolled.v1")
    assert "progress.follow_enrolment" in subscribers_of("courses.enrolment-state-changed.v1")


def test_the_sweep_folds_what_no_nudge_reached():
    enrolments = [enrolled(run=edition(code=f"E{number}")) for number in range(3)]
    for enrolment in enrolments:
        read(enrolment, "l1")
    tasks.sweep()
    assert LearnerProgress.objects.filter(done=["l1"]).count() == 3
    assert not UnfoldedEnrolment.objects.exists()


def test_an_enrolment_that_cannot_be_folded_does_not_hold_up_the_others(caplog):
    broken, sound = (enrolled(run=edition(code=code)) for code in ("A", "B"))
    read(broken, "l1", at=DURING)
    read(sound, "l1", at=LATER)
    folded(broken)
    LearnerProgress.objects.filter(enrolment=broken).update(state={"opened": "nonsense"})
    read(broken, "l2", at=DURING)
    tasks.sweep()
    assert progress_of(sound).done == ["l1"]
    assert UnfoldedEnrolment.objects.get().enrolment == broken
    assert f"Enrolment {broken.pk} could not be folded" in caplog.text


def test_a_nudge_without_work_costs_one_statement(django_assert_num_queries):
    enrolment = folded(enrolled())
    with django_assert_num_queries(1):
        tasks.fold(enrolment_id=enrolment.pk)


def test_a_fold_costs_the_same_for_one_record_and_for_twenty(django_assert_num_queries):
    lessons = [lesson(f"l{number}") for number in range(21)]
    enrolment = folded(enrolled(run=edition(published(outline("long", *lessons, lesson("z", quiz("z1")))))))
    read(enrolment, lessons[0].key)
    with CaptureQueriesContext(connection) as for_one:
        folded(enrolment)
    read(enrolment, *(one.key for one in lessons[1:]))
    with django_assert_num_queries(len(for_one)):
        folded(enrolment)
    assert len(progress_of(enrolment).done) == 21


def test_an_outline_is_read_once_in_a_process(django_assert_num_queries):
    from courses.outline.queries import outline_of

    revision = course_of(enrolled()).revision
    outline_of(revision=revision)
    with django_assert_num_queries(0):
        outline_of(revision=OutlineRevision(pk=revision.pk, digest=revision.digest))
