"""The laws of the fold, over any records."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from courses.outline.structure import Counts, Exercises, Outline
from courses.progress.attainment import attainment_of, counted_score, holds
from courses.progress.folding import Evidence, fold
from tests.factories.outlines import lesson, outline, package, quiz, single

COURSE = outline(
    "laws",
    lesson("l1"),
    lesson("l2", weight=3),
    lesson("l3", quiz("z1"), quiz("z2", single("q9")), weight=2),
    lesson("l4", package("p1")),
    lesson("l5", required=False),
    lesson("l6", quiz("z3"), required=False),
)
START = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A record as the fold sees it."""

    verb: str
    activity_key: str
    happened_at: datetime
    score: Decimal | None = None
    success: bool | None = None
    self_reported: bool = False
    result: dict[str, Any] = field(default_factory=dict)


moments = st.integers(0, 50).map(lambda minutes: START + timedelta(minutes=minutes))
seen = st.builds(
    Told, st.sampled_from(["opened", "read"]), st.sampled_from(["l1", "l2", "l3", "l4", "l5", "l6", "gone"]), moments
)
marked = st.builds(
    Told,
    verb=st.sampled_from(["answered", "completed"]),
    activity_key=st.sampled_from(["z1", "z2", "z3", "p1", "gone"]),
    happened_at=moments,
    score=st.none() | st.decimals(0, 1, places=4),
    success=st.sampled_from([None, True, False]),
    self_reported=st.booleans(),
    result=st.fixed_dictionaries({"attempt": st.integers(0, 5)}),
)
histories = st.lists(seen | marked, max_size=30)


def folded(records: list[Told], known: Evidence | None = None) -> Evidence:
    return fold(known or Evidence(), records, COURSE)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(records: list[Told], chance: Random):
    shuffled = chance.sample(records, len(records))
    assert folded(shuffled) == folded(records)


@given(histories, st.data())
def test_a_record_that_comes_again_changes_nothing(records: list[Told], data: st.DataObject):
    again = data.draw(st.lists(st.sampled_from(records))) if records else []
    assert folded(records + again) == folded(records)


@given(histories, st.integers(0, 30))
def test_folding_in_parts_equals_folding_from_nothing(records: list[Told], cut: int):
    assert folded(records[cut:], folded(records[:cut])) == folded(records)


@given(histories)
def test_folding_one_more_equals_a_rebuild(records: list[Told]):
    known = Evidence()
    for count, one in enumerate(records, start=1):
        known = folded([one], known)
        assert known == folded(records[:count])


@given(histories)
def test_evidence_survives_its_way_through_the_database(records: list[Told]):
    evidence = folded(records)
    assert Evidence.model_validate(evidence.model_dump(mode="json")) == evidence


@given(histories)
def test_the_fraction_is_one_exactly_when_every_required_lesson_holds(records: list[Told]):
    evidence = folded(records)
    attained = attainment_of(COURSE, evidence)
    required = [one for one in COURSE.lessons if one.required]
    assert 0 <= attained.fraction <= 1
    assert (attained.fraction == 1) == all(holds(one, evidence) for one in required)


@given(histories, seen | marked)
def test_nothing_that_is_done_is_ever_taken_away(records: list[Told], one: Told):
    before, after = attainment_of(COURSE, folded(records)), attainment_of(COURSE, folded([*records, one]))
    assert set(before.done) <= set(after.done)
    assert before.fraction <= after.fraction
    assert before.attended <= after.attended
    assert (before.score or 0) <= (after.score or 0)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def test_a_weight_counts_as_often_as_it_says():
    evidence = folded([Told("read", "l2", at(1))])
    assert attainment_of(COURSE, evidence).fraction == Decimal("0.4285")


def test_a_lesson_of_two_quizzes_holds_when_both_are_passed():
    one = Told("answered", "z1", at(1), Decimal("0.9"), success=True)
    other = Told("answered", "z2", at(2), Decimal("0.8"), success=True)
    assert attainment_of(COURSE, folded([one])).done == ()
    assert attainment_of(COURSE, folded([one, other])).done == ("l3",)


def test_a_failed_quiz_is_attendance_but_no_progress():
    evidence = folded([Told("answered", "z1", at(1), Decimal("0.2"), success=False)])
    attained = attainment_of(COURSE, evidence)
    assert (attained.fraction, attained.attended) == (Decimal(0), Decimal("0.2857"))


def test_the_best_attempt_counts_and_a_quiz_not_taken_counts_as_nothing():
    records = [
        Told("answered", "z1", at(1), Decimal("0.8"), success=True, result={"attempt": 1}),
        Told("answered", "z1", at(2), Decimal("0.4"), success=False, result={"attempt": 2}),
    ]
    evidence = folded(records)
    assert evidence.results["z1"].best == Decimal("0.8")
    assert evidence.results["z1"].attempts == 2
    assert attainment_of(COURSE, evidence).score == Decimal("0.4")


def test_an_optional_quiz_neither_helps_nor_harms_the_score():
    evidence = folded([Told("answered", "z3", at(1), Decimal(1), success=True)])
    assert attainment_of(COURSE, evidence).score == 0


def test_a_course_without_required_lessons_asks_for_nothing():
    free = outline("free", lesson("l1", required=False))
    assert attainment_of(free, Evidence()).fraction == 1


def with_policy(**policy: Any) -> Outline:
    return COURSE.model_copy(update={"exercises": Exercises(**policy)})


def tried(number: int, minute: int, score: str | None) -> Told:
    return Told("completed", "p1", at(minute), score and Decimal(score), result={"attempt": number})


@given(histories, st.randoms(use_true_random=False))
def test_the_attempt_that_counts_is_the_same_in_whatever_order_the_records_come(records: list[Told], chance: Random):
    results, shuffled = folded(records).results, folded(chance.sample(records, len(records))).results
    for counting in Counts:
        assert {key: counted_score(one, counting) for key, one in results.items()} == {
            key: counted_score(one, counting) for key, one in shuffled.items()
        }


def test_the_first_the_last_or_the_best_attempt_counts_as_the_course_says():
    # The third attempt came in first: it was made offline no later, but sent before the others.
    result = folded([tried(3, 9, "0.5"), tried(1, 1, "0.2"), tried(2, 5, "0.9")]).results["p1"]
    scores = {counting: str(counted_score(result, counting)) for counting in Counts}
    assert scores == {Counts.FIRST: "0.2", Counts.LAST: "0.5", Counts.BEST: "0.9"}


def test_an_exercise_is_done_when_the_attempt_that_counts_reaches_the_pass_mark():
    evidence = folded([tried(1, 1, "0.2"), tried(2, 5, "0.9"), tried(3, 9, "0.5")])
    done = {
        (counting, mark): "l4" in attainment_of(with_policy(counts=counting, pass_mark=mark), evidence).done
        for counting in Counts
        for mark in (0, 50, 80)
    }
    assert [key for key, holds_then in done.items() if not holds_then] == [
        (Counts.FIRST, 50), (Counts.FIRST, 80), (Counts.LAST, 80)
    ]  # fmt: skip


def test_an_exercise_without_a_score_reaches_a_pass_mark_only_by_being_a_success():
    done = {
        (success, mark): "l4" in attainment_of(with_policy(pass_mark=mark), folded([told])).done
        for success in (None, False, True)
        for mark in (0, 90)
        for told in [Told("completed", "p1", at(1), success=success)]
    }
    assert [key for key, holds_then in done.items() if not holds_then] == [(None, 90), (False, 90)]


def test_learning_goes_on_where_it_was_left():
    evidence = folded([Told("opened", "l2", at(9)), Told("read", "l1", at(3)), Told("completed", "p1", at(10))])
    assert (evidence.last_lesson, evidence.last_at) == ("l4", at(10))
