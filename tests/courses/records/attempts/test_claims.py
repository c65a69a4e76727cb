"""What of a package's claim is believed."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest

from courses.enrolment.models import EnrolledCourse
from courses.outline.structure import Exercises
from courses.packages.models import ContentRevision, Library
from courses.records.attempts.actions import claim_result, open_attempt
from courses.records.attempts.claims import Claim, NotPossible
from courses.records.models import LearningRecord
from tests.factories import packages
from tests.factories.learning import DURING, course_of

pytestmark = pytest.mark.django_db

ANSWERS = [{"text": "<div>Yes</div>", "correct": True}, {"text": "<div>No</div>", "correct": False}]
CHOICE = {"question": "Is it?", "answers": ANSWERS, "behaviour": {"singlePoint": False}}
Shown = Callable[..., EnrolledCourse]


@pytest.fixture
def shown() -> Shown:
    """A course with an exercise of this type and with these parameters, whatever its libraries are."""

    def show(main: str, parameters: object, **policy: object) -> EnrolledCourse:
        content = packages.content()
        library = Library.objects.create(machine_name=main, major=1, minor=0)
        shown = {"parameters": parameters, "filtered": {"": parameters}}
        ContentRevision.objects.filter(content=content).update(main=library, **shown)
        return course_of(packages.learning_with(content, exercises=Exercises(**policy)))

    return show


def claimed(enrolled: EnrolledCourse, **said: object) -> LearningRecord:
    by = enrolled.enrolment.person
    attempt = open_attempt(enrolled=enrolled, activity_key="p1", by=by, at=DURING)
    numbers = {name: Decimal(said.pop(name)) for name in ("raw", "most") if name in said}
    return claim_result(
        enrolled=enrolled, attempt=attempt, claim=Claim(**numbers, **said), key=uuid4(), by=by, at=DURING
    )


@pytest.mark.parametrize(("response", "score"), [("0", 1), ("1", 0), ("", 0), ("7[,]x", 0)])
def test_a_choice_is_marked_by_what_was_answered_and_not_by_the_score_that_is_claimed(shown: Shown, response, score):
    record = claimed(shown("H5P.MultiChoice", CHOICE), raw=1, most=1, success=True, completion=True, response=response)
    assert (record.score, record.success, record.self_reported) == (score, bool(score), False)
    kept = {"score_raw": str(score), "score_max": "1", "success": bool(score), "completion": True, "attempt": 1}
    assert record.result == kept


def test_a_claim_that_the_answers_do_not_bear_out_is_logged(shown: Shown, caplog):
    enrolled = shown("H5P.MultiChoice", CHOICE)
    claimed(enrolled, raw=1, most=1, success=True, response="1")
    assert "A score of 1.0000 is claimed" in caplog.text


def test_an_honest_claim_is_not_logged(shown: Shown, caplog):
    claimed(shown("H5P.MultiChoice", CHOICE), raw=1, most=1, success=True, response="0")
    assert "is claimed" not in caplog.text


def test_a_score_that_the_content_cannot_give_is_refused_and_logged(shown: Shown, caplog):
    enrolled = shown("H5P.MultiChoice", CHOICE)
    with pytest.raises(NotPossible):
        claimed(enrolled, raw=999, most=999, response="0")
    assert "999 of 999" in caplog.text
    assert not LearningRecord.objects.filter(verb="completed").exists()


def test_a_score_that_is_left_out_is_no_way_round_the_marking(shown: Shown):
    record = claimed(shown("H5P.MultiChoice", CHOICE), success=True, completion=True)
    assert record.score == 0
    assert (record.success, record.self_reported) == (False, False)


def test_what_gives_points_is_not_done_without_any(shown: Shown):
    enrolled = shown("H5P.Column", {"content": [{"content": {"library": "H5P.MultiChoice 1.16", "params": CHOICE}}]})
    with pytest.raises(NotPossible):
        claimed(enrolled, success=True, completion=True)


def test_what_has_no_points_is_a_success_when_it_is_completed(shown: Shown):
    record = claimed(shown("H5P.Accordion", {}, viewed=False), completion=True)
    assert (record.score, record.success, record.self_reported) == (None, True, True)


def test_of_a_type_that_is_not_known_the_packages_word_is_kept_as_that(shown: Shown):
    record = claimed(shown("Test.Unknown", {}), raw=3, most=4)
    assert (record.score, record.success, record.self_reported) == (Decimal("0.75"), None, True)


@pytest.mark.parametrize(
    ("main", "parameters"),
    [
        ("H5P.Accordion", {}),
        ("H5P.Dialogcards", {"dialogs": [{"text": "A"}]}),
        ("H5P.Column", {"content": [{"content": {"library": "H5P.AdvancedText 1.1", "params": {"text": "A"}}}]}),
    ],
)
def test_what_reports_nothing_is_completed_by_its_start_where_the_course_says_so(shown: Shown, main, parameters):
    enrolled = shown(main, parameters)
    open_attempt(enrolled=enrolled, activity_key="p1", by=enrolled.enrolment.person, at=DURING)
    record = LearningRecord.objects.get(verb="completed")
    assert (record.result, record.score, record.self_reported) == ({"attempt": 1, "viewed": True}, None, False)
    assert record.success is True


def test_a_course_may_ask_for_more_than_a_look(shown: Shown):
    enrolled = shown("H5P.Accordion", {}, viewed=False)
    open_attempt(enrolled=enrolled, activity_key="p1", by=enrolled.enrolment.person, at=DURING)
    assert not LearningRecord.objects.filter(verb="completed").exists()


def test_a_column_with_a_task_is_completed_by_the_task_and_not_by_a_look(shown: Shown):
    parts = [{"content": {"library": "H5P.MultiChoice 1.16", "params": CHOICE}}]
    enrolled = shown("H5P.Column", {"content": parts})
    open_attempt(enrolled=enrolled, activity_key="p1", by=enrolled.enrolment.person, at=DURING)
    assert not LearningRecord.objects.filter(verb="completed").exists()


def test_the_attempt_is_at_the_revision_that_the_outline_froze(shown: Shown):
    enrolled = shown("Test.Unknown", {})
    attempt = open_attempt(enrolled=enrolled, activity_key="p1", by=enrolled.enrolment.person, at=DURING)
    assert attempt.revision.content.current_id == attempt.revision_id
