"""Reading the bank: what is offered, what is drawn, and the copies that a course is frozen with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from courses.assessment.models import BankQuestion, QuestionTag
from courses.outline.models import Course
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline, Question

State, Tag = BankQuestion.State, QuestionTag.Kind


def bank_questions(
    *, search: str = "", topic: str = "", competency: str = "", kind: str = "", state: str = State.ACTIVE
) -> QuerySet[BankQuestion]:
    """What the filter leaves, by title. An empty string asks for nothing. The search looks at titles and tags."""
    rows = BankQuestion.objects.filter(
        **{name: value for name, value in {"kind": kind, "state": state}.items() if value}
    )
    for tag, name in ((Tag.TOPIC, topic), (Tag.COMPETENCY, competency)):
        if name:
            rows = rows.filter(pk__in=QuestionTag.objects.filter(kind=tag, name=name).values("question"))
    if search:
        tagged = QuestionTag.objects.filter(name__icontains=search).values("question")
        rows = rows.filter(Q(title__icontains=search) | Q(key=search) | Q(pk__in=tagged))
    return rows


def tag_names(*, kind: str) -> list[str]:
    return list(QuestionTag.objects.filter(kind=kind).values_list("name", flat=True).distinct().order_by("name"))


def questions_to_draw(*, topic: str, competency: str, kind: str = "") -> list[BankQuestion]:
    """Those in use that a draw by these tags may take, with their latest versions, in an order that stays."""
    rows = bank_questions(topic=topic, competency=competency, kind=kind)
    return list(rows.select_related("latest").order_by("pk"))


def count_to_draw(*, topic: str, competency: str, kind: str = "") -> int:
    """How many `questions_to_draw` would give."""
    return bank_questions(topic=topic, competency=competency, kind=kind).count()


def current_questions(*, keys: Iterable[str]) -> dict[str, Question]:
    """The latest version of each question, by key."""
    rows = BankQuestion.objects.filter(key__in=list(keys)).select_related("latest")
    return {row.key: row.question for row in rows}


@dataclass(frozen=True)
class Use:
    """A quiz of a course as it is offered now, and the version of the question that it was frozen with."""

    course: Course
    lesson: str
    quiz: str
    version: int
    drawn: bool


def uses_of(*, key: str, language: str) -> list[Use]:
    """Where the question stands in the courses that are offered, chosen or to be drawn."""
    courses = Course.objects.filter(withdrawn=False, latest__isnull=False).select_related("latest")
    # Most outlines do not name the question: the database finds that out quicker than we would read them all.
    named = courses.annotate(text=Cast("latest__data", TextField())).filter(text__contains=f'"{key}"')
    rows = list(named.defer("latest__data"))
    outlines = outlines_of(revisions=[course.latest for course in rows if course.latest])
    return [
        use
        for course in rows
        if course.latest_id
        for use in _uses_in(course, outlines[course.latest_id], key, language)
    ]


def _uses_in(course: Course, outline: Outline, key: str, language: str) -> Iterator[Use]:
    for lesson in outline.lessons:
        for activity in lesson.activities:
            question = activity.quiz and activity.quiz.every_question.get(key)
            if activity.quiz and question and question.version:
                drawn = all(own.key != key for own in activity.quiz.questions)
                yield Use(course, lesson.key, outline.text(activity.titles, language), question.version, drawn)
