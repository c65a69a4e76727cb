"""Officials who take a course, through the same actions as the pages use."""

from collections.abc import Iterable
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
    questions = {question.key: question for question in quiz.questions}
    return {one["question"]: _right(questions[one["question"]]) for one in drawn}


def _right(question: Question) -> object:
    match question.kind:
        case QuestionKind.SINGLE:
            return next(choice.key for choice in question.choices if choice.correct)
        case QuestionKind.MULTIPLE:
            return [choice.key for choice in question.choices if choice.correct]
        case QuestionKind.TRUE_FALSE:
            return question.answer
        case QuestionKind.SHORT_TEXT:
            return next(iter(question.accepted.values()))[0]
        case QuestionKind.ORDERING:
            return {choice.key: place for place, choice in enumerate(question.choices, start=1)}
