"""What a learner is shown of an attempt, by the quiz's review settings and by how far things have come. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.outline.structure import Review, When


@dataclass(frozen=True)
class Shown:
    """Which answers are right or wrong, the feedback, the answers that would have been right."""

    marks: bool = False
    feedback: bool = False
    answers: bool = False


def shown_of(review: Review, reached: Collection[When]) -> Shown:
    return Shown(marks=review.marks in reached, feedback=review.feedback in reached, answers=review.answers in reached)


def shows_during(review: Review) -> bool:
    """Whether anything is shown while the attempt goes on, so that answers can be checked."""
    return When.DURING in (review.marks, review.feedback, review.answers)


def reached(*, submitted: bool, settled: bool, over: bool) -> set[When]:
    """`settled`: no attempt is to come or open; `over`: the course has ended for this learner."""
    stages = {When.DURING}
    if submitted:
        stages.add(When.AFTER_EACH)
        stages |= {when for when, holds in ((When.AFTER_LAST, settled), (When.AFTER_DEADLINE, over)) if holds}
    return stages
