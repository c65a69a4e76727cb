"""A draft is kept, handed in once, and then stays as it is."""

from datetime import timedelta

import pytest

from courses.assignments.actions.drafts import (
    NoSubmissionsLeft,
    NoTextWanted,
    NothingToSubmit,
    WaitsForMarking,
    begin_draft,
    save_draft,
    submit,
)
from courses.assignments.actions.guards import NotADraft
from courses.assignments.actions.marking import return_for_revision
from courses.assignments.actions.uploads import add_file
from courses.assignments.models import Submission
from courses.assignments.texts import NotAText, TextTooLong
from courses.enrolment.guards import DeadlinePassed, NotTheLearner
from courses.records.actions import NotInTheOutline
from lms.outbox.models import OutboxEvent
from tests.courses.assignments.handing_in import KEY, WORST, drafted, handed_in, learner, marked
from tests.factories import people
from tests.factories.learning import AFTER, DURING, person

pytestmark = pytest.mark.django_db
State = Submission.State


def begin(course, key=KEY, by=None, at=DURING):
    return begin_draft(enrolled=course, activity_key=key, by=by or course.enrolment.person, at=at)


def test_beginning_twice_goes_on_with_the_same_draft():
    course = learner()
    assert begin(course).pk == begin(course).pk


def test_a_text_is_kept_and_handed_in_once():
    course = learner()
    submission = handed_in(course, "One\r\nline.")
    assert (submission.text, submission.state, submission.late) == ("One\nline.", State.SUBMITTED, False)
    again = submit(enrolled=course, submission=submission, by=course.enrolment.person, at=DURING + timedelta(1))
    assert again.submitted_at == DURING
    assert OutboxEvent.objects.filter(name="courses.assignment-submitted.v1").count() == 1
    with pytest.raises(NotADraft):
        save_draft(enrolled=course, submission=again, text="x", by=course.enrolment.person, at=DURING)
    with pytest.raises(WaitsForMarking):
        begin(course)


@pytest.mark.parametrize(("text", "refusal"), [("a\0b", NotAText), ("x" * 50_001, TextTooLong)])
def test_texts_that_cannot_be_are_refused(text, refusal):
    course = learner()
    with pytest.raises(refusal):
        save_draft(enrolled=course, submission=drafted(course), text=text, by=course.enrolment.person, at=DURING)


def test_nothing_is_no_submission():
    course = learner()
    with pytest.raises(NothingToSubmit):
        submit(enrolled=course, submission=drafted(course), by=course.enrolment.person, at=DURING)


def test_where_files_are_asked_for_no_text_is_taken():
    course = learner(written=False)
    with pytest.raises(NoTextWanted):
        drafted(course, "A text")


def test_only_the_learner_in_time_and_only_what_the_outline_holds():
    course = learner()
    with pytest.raises(NotTheLearner):
        begin(course, by=person("Salma"))
    with pytest.raises(DeadlinePassed):
        begin(course, at=AFTER)
    with pytest.raises(NotInTheOutline):
        begin(course, key="l1")


def test_what_comes_after_its_due_date_is_late():
    course = learner(days=3)
    draft = drafted(course, "Late.")
    kept = submit(enrolled=course, submission=draft, by=course.enrolment.person, at=DURING + timedelta(days=7))
    assert kept.late


def test_after_a_mark_there_are_as_many_more_as_the_assignment_says():
    course = learner(resubmissions=1)
    for _time in range(2):
        marked(handed_in(course), WORST)
    with pytest.raises(NoSubmissionsLeft):
        begin(course)
    assert list(Submission.objects.values_list("number", flat=True)) == [1, 2]


def test_a_return_goes_on_with_a_copy_of_text_and_files(shelf):
    course = learner(resubmissions=0)
    by, draft = course.enrolment.person, drafted(course, "First.")
    add_file(enrolled=course, submission=draft, name="plan.txt", size=4, chunks=[b"plan"], by=by, at=DURING)
    first = submit(enrolled=course, submission=draft, by=by, at=DURING)
    return_for_revision(submission=first, reason="Say who.", by=people.instructor(), at=DURING)
    second = begin(course)
    assert (second.number, second.text) == (2, "First.")
    assert [file.name for file in second.files.all()] == ["plan.txt"]
    assert second.files.get().path == first.files.get().path
