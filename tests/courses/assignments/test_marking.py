"""Marking by the rubric: one person at a time; what passes is recorded by the server and counts."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.assignments.actions.marking import (
    NotWaiting,
    OnesOwn,
    TakenByAnother,
    mark,
    return_for_revision,
    take_for_marking,
)
from courses.assignments.models import Mark, Submission
from courses.assignments.rubric import CriterionLeftOut, peer_levels, peer_points, scaled
from courses.assignments.texts import ReasonMissing
from courses.records.models import LearningRecord
from lms.audit.models import AuditEntry
from lms.outbox.models import OutboxEvent
from tests.courses.assignments.handing_in import BEST, HALF, KEY, WORST, drafted, handed_in, learner, marked
from tests.factories import people
from tests.factories.learning import AFTER, DURING, folded
from tests.factories.outlines import assignment

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def submission() -> Submission:
    return handed_in(learner())


def test_the_rubric_makes_points_a_score_and_a_record(submission):
    by = people.instructor()
    done = marked(submission, HALF, by=by)
    assert (done.state, done.mark.points, done.mark.most) == (State.MARKED, 3, 5)
    assert (done.mark.score, done.mark.passed) == (Decimal("0.6"), True)
    record = LearningRecord.objects.get()
    assert (record.verb, record.activity_key, record.score, record.success) == ("answered", KEY, Decimal("0.6"), True)
    assert not record.self_reported
    assert AuditEntry.objects.get(action="submission.marked").actor == by
    assert OutboxEvent.objects.filter(name="courses.assignment-marked.v1").count() == 1


@pytest.mark.parametrize("levels", [{}, {"r1": "r1p3"}, BEST | {"r3": "x"}, BEST | {"r1": "r2p2"}, BEST | {"r1": ""}])
def test_every_criterion_needs_one_of_its_own_levels(submission, levels):
    with pytest.raises(CriterionLeftOut):
        marked(submission, levels)
    assert not Mark.objects.exists()


def test_an_assignment_is_done_only_when_it_is_passed():
    course = learner(pass_mark=60)
    marked(handed_in(course), WORST)
    assert folded(course.enrolment, at=DURING).progress.get().done == []
    marked(handed_in(course), BEST)
    assert folded(course.enrolment, at=DURING).progress.get().done == ["l1"]


def test_what_was_handed_in_in_time_counts_though_it_is_marked_late(submission):
    mark(submission=submission, levels=BEST, comment="", by=people.instructor(), at=AFTER)
    assert LearningRecord.objects.get().happened_at == DURING


def test_nobody_marks_what_another_has_taken_until_they_have_gone_home(submission):
    first, second = people.instructor(), people.instructor()
    take_for_marking(submission=submission, by=first, at=DURING)
    for step in (
        lambda at: take_for_marking(submission=submission, by=second, at=at),
        lambda at: mark(submission=submission, levels=BEST, comment="", by=second, at=at),
        lambda at: return_for_revision(submission=submission, reason="x", by=second, at=at),
    ):
        with pytest.raises(TakenByAnother):
            step(DURING + timedelta(minutes=119))
    later = take_for_marking(submission=submission, by=second, at=DURING + timedelta(hours=2))
    assert later.marker == second


def test_taking_again_prolongs_and_is_logged_once(submission):
    by = people.instructor()
    for minutes in (0, 90):
        take_for_marking(submission=submission, by=by, at=DURING + timedelta(minutes=minutes))
    assert AuditEntry.objects.filter(action="submission.taken").count() == 1
    with pytest.raises(TakenByAnother):
        take_for_marking(submission=submission, by=people.instructor(), at=DURING + timedelta(minutes=150))


def test_it_is_marked_once_and_never_by_its_author(submission):
    with pytest.raises(OnesOwn):
        marked(submission, by=submission.enrolment.person)
    marked(submission)
    with pytest.raises(NotWaiting):
        marked(submission)
    with pytest.raises(NotWaiting):
        return_for_revision(submission=submission, reason="x", by=people.instructor(), at=DURING)


def test_a_draft_is_nobodys_to_mark():
    with pytest.raises(NotWaiting):
        marked(drafted(learner(), "Not yet."))


def test_a_return_says_why_and_records_nothing(submission):
    with pytest.raises(ReasonMissing):
        return_for_revision(submission=submission, reason="  ", by=people.instructor(), at=DURING)
    returned = return_for_revision(submission=submission, reason="Say who.", by=people.instructor(), at=DURING)
    assert (returned.state, returned.reason) == (State.RETURNED, "Say who.")
    assert not LearningRecord.objects.exists()
    assert AuditEntry.objects.get(action="submission.returned").details == {"reason": "Say who."}


def test_a_log_does_not_tell_whose_it_is(submission):
    marked(submission)
    assert "Otieno" not in AuditEntry.objects.get(action="submission.marked").target_label


def test_what_is_short_of_the_pass_mark_does_not_round_up_to_it():
    assert scaled(Fraction(2, 3)) == Decimal("0.6666")
    assert scaled(Fraction(1)) == 1


def test_peers_count_by_the_middle_of_what_they_gave():
    assert peer_points([]) is None
    assert peer_points([5]) == 5
    assert peer_points([0, 5, 3]) == 3
    assert peer_points([3, 4]) == Fraction(7, 2)
    rubric = assignment().assignment
    assert peer_levels(rubric, [BEST, HALF]) == HALF
    assert peer_levels(rubric, [BEST, HALF, WORST]) == HALF
    assert peer_levels(rubric, []) == {}
