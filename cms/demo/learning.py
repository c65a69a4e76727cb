"""Officials who take a course, through the same actions as the pages use."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import islice

from courses.assessment.actions import start_attempt, submit_attempt
from courses.assessment.answers import Drawn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.structure import Activity, ActivityKind, Lesson, Question, QuestionKind, Quiz
from courses.progress.actions import fold_enrolment
from courses.records.actions import record_read, record_statement
from courses.records.models import LearningRecord

BETWEEN_LESSONS = timedelta(hours=20)


def learn(*, enrolment: Enrolment, lessons: int | None = None, mistakes: int = 0, at: datetime) -> None:
    """Take the first `lessons` lessons of the enrolment (all, without a number), one about every day from `at`.

    Of every quiz's questions the first `mistakes` are answered wrongly.
    """
    for enrolled in enrolment.courses.select_related("course", "revision", "enrolment__person", "enrolment__city"):
        for lesson in islice(enrolled.revision.outline.lessons, lessons):
            _take(enrolled, lesson, mistakes, at)
            at += BETWEEN_LESSONS
    fold_enrolment(enrolment_id=enrolment.pk, at=at)


def _take(enrolled: EnrolledCourse, lesson: Lesson, mistakes: int, at: datetime) -> None:
    person = enrolled.enrolment.person
    record_read(enrolled=enrolled, lesson_key=lesson.key, by=person, at=at)
    for activity in lesson.activities:
        if activity.kind == ActivityKind.QUIZ:
            _answer(enrolled, activity, mistakes, at)
        elif activity.kind == ActivityKind.H5P:
            record_statement(
                enrolled=enrolled, verb=LearningRecord.Verb.COMPLETED, activity_key=activity.key, self_reported=True,
                by=person, at=at,
            )  # fmt: skip


def _answer(enrolled: EnrolledCourse, activity: Activity, mistakes: int, at: datetime) -> None:
    person = enrolled.enrolment.person
    attempt = start_attempt(enrolled=enrolled, activity_key=activity.key, by=person, at=at)
    assert activity.quiz is not None, "an activity of kind quiz has a quiz"  # noqa: S101 - for the type's sake
    answers = _right_answers(activity.quiz, attempt.drawn[mistakes:])
    submit_attempt(enrolled=enrolled, attempt=attempt, answers=answers, by=person, at=at)


def _right_answers(quiz: Quiz, drawn: Iterable[Drawn]) -> dict[str, object]:
    questions = quiz.every_question
    return {one["question"]: RIGHT[questions[one["question"]].kind](questions[one["question"]]) for one in drawn}


def _first(accepted: dict[str, tuple[str, ...]]) -> str:
    return next(iter(accepted.values()))[0]


RIGHT: dict[QuestionKind, Callable[[Question], object]] = {
    QuestionKind.SINGLE: lambda question: next(choice.key for choice in question.choices if choice.correct),
    QuestionKind.MULTIPLE: lambda question: [choice.key for choice in question.choices if choice.correct],
    QuestionKind.TRUE_FALSE: lambda question: question.answer,
    QuestionKind.SHORT_TEXT: lambda question: _first(question.accepted),
    QuestionKind.NUMERIC: lambda question: str(question.numbers[0].value),
    QuestionKind.ORDERING: lambda question: {
        choice.key: place for place, choice in enumerate(question.choices, start=1)
    },
    QuestionKind.MATCHING: lambda question: {pair.key: pair.key for pair in question.pairs},
    QuestionKind.FILL_IN: lambda question: {gap.key: _first(gap.accepted) for gap in question.gaps},
    QuestionKind.ESSAY: lambda _question: "I would ask first who does not come, and why.",
}
"""A right answer to each kind of question."""
