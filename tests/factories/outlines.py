"""Outlines as the CMS would publish them, small."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from courses.outline.actions import publish_outline
from courses.outline.assignment import Assignment, Criterion, Level
from courses.outline.models import Course
from courses.outline.structure import (
    Activity,
    ActivityKind,
    Choice,
    Gap,
    Lesson,
    Module,
    Number,
    Outline,
    Pair,
    Question,
    QuestionKind,
    Quiz,
    Requirement,
)

PUBLISHED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def single(key: str = "q1", choices: int = 3) -> Question:
    """Its first choice is right."""
    options = tuple(
        Choice(
            key=f"{key}c{place}", texts={"en": f"Choice {place} of {key}"}, correct=place == 1,
            feedback={"en": f"Feedback on choice {place} of {key}"},
        )
        for place in range(1, choices + 1)
    )  # fmt: skip
    return Question(
        key=key, kind=QuestionKind.SINGLE, texts={"en": f"Single {key}?", "ko": f"단일 {key}?"}, choices=options,
        feedback={"en": f"Feedback on {key}"},
    )  # fmt: skip


def multiple(key: str = "q2", right: int = 2, wrong: int = 2) -> Question:
    """Its first choices are right."""
    options = tuple(
        Choice(key=f"{key}c{place}", texts={"en": f"Choice {place} of {key}"}, correct=place <= right)
        for place in range(1, right + wrong + 1)
    )
    return Question(key=key, kind=QuestionKind.MULTIPLE, texts={"en": f"Multiple {key}?"}, choices=options)


def true_false(key: str = "q3", *, answer: bool = True) -> Question:
    return Question(key=key, kind=QuestionKind.TRUE_FALSE, texts={"en": f"True or false {key}?"}, answer=answer)


def short_text(key: str = "q4", **accepted: tuple[str, ...]) -> Question:
    forms = accepted or {"en": ("LOSI", "Local Online Service Index"), "ko": ("지방 온라인 서비스 지수",)}
    return Question(key=key, kind=QuestionKind.SHORT_TEXT, texts={"en": f"Short {key}?"}, accepted=forms)


def ordering(key: str = "q5", items: int = 4) -> Question:
    steps = tuple(Choice(key=f"{key}c{place}", texts={"en": f"Step {place} of {key}"}) for place in range(1, items + 1))
    return Question(key=key, kind=QuestionKind.ORDERING, texts={"en": f"Order {key}?"}, choices=steps)


def numeric(key: str = "q6", value: str = "12.5", tolerance: str = "0.5") -> Question:
    """One tenth more than the number earns half."""
    numbers = (
        Number(value=Decimal(value), tolerance=Decimal(tolerance), feedback={"en": f"Feedback on the number of {key}"}),
        Number(value=Decimal(value) * Decimal("1.1"), tolerance=Decimal("0.01"), credit=50),
    )
    return Question(key=key, kind=QuestionKind.NUMERIC, texts={"en": f"How much {key}?"}, numbers=numbers)


def matching(key: str = "q7", pairs: int = 3) -> Question:
    """With one match of nothing."""
    matched = tuple(
        Pair(key=f"{key}p{place}", texts={"en": f"Thing {place} of {key}"}, matches={"en": f"Match {place} of {key}"})
        for place in range(1, pairs + 1)
    )
    other = (Choice(key=f"{key}o", texts={"en": f"Match of nothing of {key}"}),)
    return Question(key=key, kind=QuestionKind.MATCHING, texts={"en": f"Match {key}."}, pairs=matched, choices=other)


def fill_in(key: str = "q8") -> Question:
    gaps = (
        Gap(key="1", accepted={"en": ("city", "town"), "ko": ("도시",)}),
        Gap(key="2", accepted={"en": ("portal",)}),
    )
    return Question(key=key, kind=QuestionKind.FILL_IN, texts={"en": f"A [[1]] has a [[2]] ({key})."}, gaps=gaps)


def essay(key: str = "q9") -> Question:
    return Question(key=key, kind=QuestionKind.ESSAY, texts={"en": f"Write about {key}."}, points=5)


def every_kind() -> tuple[Question, ...]:
    """That is marked by the server."""
    return (
        single("q1"), multiple("q2"), true_false("q3"), short_text("q4"), ordering("q5"), numeric("q6"), matching("q7"),
        fill_in("q8"),
    )  # fmt: skip


def quiz(
    key: str, *questions: Question, pass_mark: int = 70, attempts: int = 0, draw: int = 0, **settings: Any
) -> Activity:
    asked = questions or (() if "pools" in settings else (single(),))
    content = Quiz(pass_mark=pass_mark, attempts=attempts, draw=draw, questions=asked, **settings)
    return Activity(key=key, kind=ActivityKind.QUIZ, titles={"en": f"Quiz {key}", "ko": f"퀴즈 {key}"}, quiz=content)


def package(key: str) -> Activity:
    return Activity(key=key, kind=ActivityKind.H5P, titles={"en": f"Package {key}"}, package=1)


def criterion(key: str, *points: int) -> Criterion:
    """Its levels are called after their points."""
    levels = tuple(
        Level(key=f"{key}p{given}", texts={"en": f"Level of {given} in {key}"}, points=given) for given in points
    )
    return Criterion(key=key, texts={"en": f"Criterion {key}", "ko": f"기준 {key}"}, levels=levels)


def assignment(key: str = "a1", **values: Any) -> Activity:
    """Two criteria, of at most three and two points; a text and two small text or PDF files, unless told otherwise."""
    content = Assignment(
        instructions={"en": f"Describe {key} of your city."},
        criteria=(criterion("r1", 3, 1, 0), criterion("r2", 2, 0)),
        **{"extensions": ("txt", "pdf"), "files": 2, "megabytes": 1} | values,
    )
    return Activity(key=key, kind=ActivityKind.ASSIGNMENT, titles={"en": f"Assignment {key}"}, assignment=content)


def lesson(key: str, *activities: Activity, required: bool = True, weight: int = 1) -> Lesson:
    """To be read, or its quizzes passed, or its packages completed, as its activities suggest."""
    kinds = {activity.kind for activity in activities}
    requirement = Requirement.READ
    if kinds:
        quizzed = ActivityKind.QUIZ in kinds
        requirement = Requirement.QUIZ_PASSED if quizzed else Requirement.ACTIVITY_COMPLETED
    paths = {language: f"/{language}/courses/demo/m/{key}/" for language in ("en", "ko")}
    return Lesson(
        key=key, titles={"en": f"Lesson {key}", "ko": f"수업 {key}"}, minutes=10, requirement=requirement,
        required=required, weight=weight, paths=paths, activities=activities,
    )  # fmt: skip


def outline(slug: str = "foundations", *lessons: Lesson, pass_mark: int = 70, hours: int = 4) -> Outline:
    """Three lessons to read and one with a quiz, unless others are given; all in one module."""
    content = lessons or (lesson("l1"), lesson("l2"), lesson("l3"), lesson("l4", quiz("z1")))
    return Outline(
        key=str(uuid5(NAMESPACE_URL, slug)), slug=slug, titles={"en": f"Course {slug}", "ko": f"과정 {slug}"},
        language="en", hours=hours, pass_mark=pass_mark,
        paths={language: f"/{language}/courses/{slug}/" for language in ("en", "ko")},
        modules=(Module(key=f"{slug}-m1", titles={"en": "Module 1"}, lessons=content),),
    )  # fmt: skip


def published(content: Outline | None = None) -> Course:
    return publish_outline(outline=content or outline(), by=None, at=PUBLISHED_AT).course
