"""From evidence to what is attained: which requirements hold, the percentage, the score. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from courses.outline.structure import EXERCISES, Activity, ActivityKind, Counts, Exercises, Lesson, Outline, Requirement
from courses.progress.folding import Evidence, Result, Tried

PLACES = Decimal("0.0001")
ANY_WAY = Exercises()


@dataclass(frozen=True)
class Attainment:
    """`done` are keys of lessons whose requirement holds, in order. `fraction` is the weight of the required lessons
    done over the weight of all required ones: 1 exactly when every requirement holds. `attended` is the same for
    lessons taken part in, passed or not. `score` is the mean of what counts of the required lessons' quizzes."""

    opened: tuple[str, ...]
    done: tuple[str, ...]
    fraction: Decimal
    attended: Decimal
    score: Decimal | None


def attainment_of(outline: Outline, evidence: Evidence) -> Attainment:
    lessons = list(outline.lessons)
    required = [lesson for lesson in lessons if lesson.required]
    return Attainment(
        opened=tuple(lesson.key for lesson in lessons if lesson.key in evidence.opened),
        done=tuple(lesson.key for lesson in lessons if holds(lesson, evidence, outline.exercises)),
        fraction=_share(required, [lesson for lesson in required if holds(lesson, evidence, outline.exercises)]),
        attended=_share(required, [lesson for lesson in required if _took_part(lesson, evidence)]),
        score=_mean_score(required, evidence),
    )


def needed_in(lesson: Lesson) -> list[Activity]:
    """The activities on which a lesson's requirement rests; without any, the lesson has to be read."""
    if lesson.requirement == Requirement.QUIZ_PASSED:
        return quizzes_in(lesson)
    return list(lesson.activities) if lesson.requirement == Requirement.ACTIVITY_COMPLETED else []


def quizzes_in(lesson: Lesson) -> list[Activity]:
    return [activity for activity in lesson.activities if activity.kind == ActivityKind.QUIZ]


def activity_holds(lesson: Lesson, activity: Activity, evidence: Evidence, exercises: Exercises) -> bool:
    """An assignment passed, anything passed where the lesson asks for it, an exercise as the course asks; else done."""
    result = evidence.results.get(activity.key)
    if result is None:
        return False
    if activity.kind == ActivityKind.ASSIGNMENT:
        return result.passed_at is not None
    if lesson.requirement == Requirement.QUIZ_PASSED:
        return _passed(result, counts_at(activity, exercises))
    return activity.kind not in EXERCISES or _reaches(result, exercises)


def counts_at(activity: Activity, exercises: Exercises) -> Counts:
    """Which attempt counts: a quiz says it itself, of exercises the course says it; of assignments it is the best."""
    if activity.kind is ActivityKind.ASSIGNMENT:
        return Counts.BEST
    return activity.quiz.counts if activity.quiz else exercises.counts


def counted_score(result: Result, counts: Counts) -> Decimal | None:
    """The score of the attempt that counts; None where that attempt was not scored."""
    tried = _tried(result, counts)
    return tried.score if tried else result.best


def _passed(result: Result, counts: Counts) -> bool:
    tried = _tried(result, counts)
    return tried.passed if tried else result.passed_at is not None


def _tried(result: Result, counts: Counts) -> Tried | None:
    """The one attempt that counts, where it is not the best of all."""
    return {Counts.FIRST: result.first, Counts.LAST: result.last}.get(counts)


def _reaches(result: Result, exercises: Exercises) -> bool:
    """Without a score it has to be a success, which what has no points is when it is done."""
    score = counted_score(result, exercises.counts)
    if score is None:
        return not exercises.pass_mark or _passed(result, exercises.counts)
    return score * 100 >= exercises.pass_mark


def holds(lesson: Lesson, evidence: Evidence, exercises: Exercises = ANY_WAY) -> bool:
    """Whether the lesson's requirement is met."""
    needed = needed_in(lesson)
    if not needed:
        return lesson.key in evidence.read
    return all(activity_holds(lesson, activity, evidence, exercises) for activity in needed)


def _took_part(lesson: Lesson, evidence: Evidence) -> bool:
    return lesson.key in evidence.read or any(activity.key in evidence.results for activity in lesson.activities)


def _share(all_of: Iterable[Lesson], some: Iterable[Lesson]) -> Decimal:
    """Rounded down, so that only the whole shows as the whole; of nothing, all is done."""
    whole = sum(lesson.weight for lesson in all_of)
    part = sum(lesson.weight for lesson in some)
    return (Decimal(part) / whole).quantize(PLACES, ROUND_DOWN) if whole else Decimal(1)


def _mean_score(required: Iterable[Lesson], evidence: Evidence) -> Decimal | None:
    """Quizzes not taken count as 0; None for a course without quizzes."""
    quizzes = [quiz for lesson in required for quiz in quizzes_in(lesson)]
    taken = [(evidence.results[quiz.key], quiz) for quiz in quizzes if quiz.key in evidence.results]
    scores = [counted_score(result, counts_at(quiz, ANY_WAY)) or Decimal(0) for result, quiz in taken]
    return (sum(scores, Decimal(0)) / len(quizzes)).quantize(PLACES, ROUND_HALF_UP) if quizzes else None
