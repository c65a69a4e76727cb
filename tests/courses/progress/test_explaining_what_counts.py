"""What is said of a quiz is said of the attempt that counts, as what decides goes by it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.outline.structure import Counts, Requirement
from courses.progress.explanation import CourseExplanation
from courses.progress.folding import Evidence, Result, Tried
from tests.factories.learning import DURING
from tests.factories.outlines import lesson, outline, quiz

pytestmark = pytest.mark.django_db
LOW, HIGH = Decimal("0.4"), Decimal("0.9")


def said(counts: Counts, first: Decimal, last: Decimal, requirement: Requirement = Requirement.QUIZ_PASSED) -> str:
    """Of a quiz tried twice that 70 % pass."""
    one, two = (
        Tried(attempt=number, at=DURING + timedelta(minutes=number), score=score, passed=score >= Decimal("0.7"))
        for number, score in ((1, first), (2, last))
    )
    best = max(first, last)
    result = Result(
        first_at=one.at, passed_at=one.at if best > LOW else None, best=best, attempts=2, first=one, last=two
    )
    step = lesson("l1", quiz("z1", counts=counts)).model_copy(update={"requirement": requirement})
    course = CourseExplanation("code", outline("quiz", step), Evidence(results={"z1": result}), DURING, "en")
    [part] = course.shown()["modules"][0]["lessons"][0]["parts"]
    return part["text"]


@pytest.mark.parametrize(
    ("counts", "first", "last"), [(Counts.FIRST, LOW, HIGH), (Counts.LAST, HIGH, LOW)], ids=["first", "last"]
)
def test_a_better_attempt_that_does_not_count_is_not_what_is_said(counts: Counts, first: Decimal, last: Decimal):
    assert said(counts, first, last) == "Quiz z1: the result that counts is 40%, 70% is needed"
    assert said(counts, last, first) == "Quiz z1: passed, the result that counts is 90%"
    completed = said(counts, first, last, Requirement.ACTIVITY_COMPLETED)
    assert completed == "Quiz z1: completed, the result that counts is 40%"


def test_where_the_best_attempt_counts_the_best_is_said():
    assert said(Counts.BEST, HIGH, LOW) == "Quiz z1: passed, best result 90%"
    assert said(Counts.BEST, LOW, LOW) == "Quiz z1: best result 40%, 70% is needed"
