"""What an outline revision holds: a tree of frozen values with stable keys and texts by language.

Keys are the CMS's translation keys (course, module, lesson) and block ids (activity, question, choice), so they are
the same in every language and survive a move or a rename.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from courses.outline.assignment import Assignment
from courses.outline.frozen import Frozen as Frozen
from courses.outline.frozen import Texts as Texts


class Requirement(StrEnum):
    READ = "read"
    QUIZ_PASSED = "quiz_passed"
    ACTIVITY_COMPLETED = "activity_completed"


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"
    ORDERING = "ordering"
    NUMERIC = "numeric"
    MATCHING = "matching"
    FILL_IN = "fill_in"
    ESSAY = "essay"


Percent = Annotated[int, Field(ge=-100, le=100)]


class Choice(Frozen):
    """`credit` in per cent is what ticking it earns or costs. Without it, all for what is correct and nothing else;
    where several may be ticked, each that is correct earns its part, and each that is not takes as much away."""

    key: str
    texts: Texts
    correct: bool = False
    credit: Percent | None = None
    feedback: Texts = Field(default_factory=dict)


class Number(Frozen):
    """A number that is accepted, within `tolerance` on both sides, for `credit` per cent."""

    value: Decimal
    tolerance: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    credit: Annotated[int, Field(ge=0, le=100)] = 100
    feedback: Texts = Field(default_factory=dict)


class Pair(Frozen):
    """What is to be matched (`texts`) with its match."""

    key: str
    texts: Texts
    matches: Texts


class Gap(Frozen):
    """A gap of a text, which the text names as [[key]]; `accepted` are its forms by language."""

    key: str
    accepted: dict[str, tuple[str, ...]]


class Question(Frozen):
    """One question. `choices` serve single, multiple and ordering (given in the right order), and in matching they are
    matches of nothing; `answer` serves true/false; `accepted` (forms by language) short text; `numbers` numeric;
    `pairs` matching; `gaps` fill-in. An essay is marked by a person.

    `credits` is the per cent for accepted forms that earn less than all; a form that is not accepted earns nothing.
    `partial` tells whether an answer that is right in part earns that part. `weight` is what the question counts among
    others; `points` is what a person marks an essay out of. `version` is the question's in the bank that it was copied
    from, 0 where it came from none.
    """

    key: str
    kind: QuestionKind
    texts: Texts
    feedback: Texts = Field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    answer: bool | None = None
    accepted: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    credits: dict[str, Annotated[int, Field(ge=0, le=100)]] = Field(default_factory=dict)
    case_sensitive: bool = False
    numbers: tuple[Number, ...] = ()
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[Gap, ...] = ()
    partial: bool = True
    weight: Annotated[int, Field(ge=1)] = 1
    points: Annotated[int, Field(ge=1)] = 10
    version: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        right = sum(choice.correct for choice in self.choices)
        complete = {
            QuestionKind.SINGLE: right == 1,
            QuestionKind.MULTIPLE: right >= 1,
            QuestionKind.TRUE_FALSE: self.answer is not None,
            QuestionKind.SHORT_TEXT: any(self.accepted.values()),
            QuestionKind.ORDERING: len(self.choices) >= 2,
            QuestionKind.NUMERIC: any(number.credit == 100 for number in self.numbers),
            QuestionKind.MATCHING: len(self.pairs) >= 2,
            QuestionKind.FILL_IN: bool(self.gaps) and all(any(gap.accepted.values()) for gap in self.gaps),
            QuestionKind.ESSAY: True,
        }
        if not complete[self.kind]:
            raise ValueError(f"question {self.key} of kind {self.kind} has no answer that could be right")
        return self

    @model_validator(mode="after")
    def _names_each_part_once(self) -> Self:
        """Answers are kept by these keys; what may be matched is a choice or the match of a pair."""
        matched = [choice.key for choice in self.choices] + [pair.key for pair in self.pairs]
        for keys in (matched, [gap.key for gap in self.gaps]):
            if len(set(keys)) < len(keys):
                raise ValueError(f"question {self.key} has two parts with the same key")
        return self


class Counts(StrEnum):
    """Which of a learner's attempts at a quiz or an exercise is the result."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"


class When(StrEnum):
    """From when on something about an attempt is shown to its learner."""

    DURING = "during"
    AFTER_EACH = "after_each"
    AFTER_LAST = "after_last"
    AFTER_DEADLINE = "after_deadline"
    NEVER = "never"


class Review(Frozen):
    """What a learner is shown of an attempt and from when on: which answers are right or wrong (`marks`), the
    `feedback`, and the `answers` that would have been right."""

    marks: When = When.AFTER_EACH
    feedback: When = When.AFTER_EACH
    answers: When = When.AFTER_LAST


class Pool(Frozen):
    """Questions of which each attempt asks `draw`, at random."""

    key: str
    draw: int = Field(ge=1)
    questions: tuple[Question, ...] = Field(min_length=1)

    @property
    def questions_drawn(self) -> int:
        return min(self.draw, len(self.questions))


class Quiz(Frozen):
    """`pass_mark` in per cent; `attempts` 0 means as many as wanted; `draw` 0 means all of `questions`, to which each
    of the `pools` adds its own. `minutes` 0 means without a time limit; answers that arrive up to `grace` seconds
    after it still count, for slow links. Without `shuffle` everything is shown in the order it was written in.
    """

    pass_mark: Annotated[int, Field(ge=0, le=100)] = 70
    attempts: Annotated[int, Field(ge=0)] = 0
    counts: Counts = Counts.BEST
    draw: Annotated[int, Field(ge=0)] = 0
    minutes: Annotated[int, Field(ge=0)] = 0
    grace: Annotated[int, Field(ge=0)] = 120
    shuffle: bool = True
    review: Review = Review()
    questions: tuple[Question, ...] = ()
    pools: tuple[Pool, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.questions and not self.pools:
            raise ValueError("a quiz has no question")
        return self

    @property
    def every_question(self) -> dict[str, Question]:
        """Whatever may be asked, by key."""
        pooled = (question for pool in self.pools for question in pool.questions)
        return {question.key: question for question in (*pooled, *self.questions)}

    @property
    def questions_drawn(self) -> int:
        return self.drawn_of_its_own + sum(pool.questions_drawn for pool in self.pools)

    @property
    def drawn_of_its_own(self) -> int:
        return min(self.draw or len(self.questions), len(self.questions))


class ActivityKind(StrEnum):
    QUIZ = "quiz"
    H5P = "h5p"
    PACKAGE = "package"
    ASSIGNMENT = "assignment"


EXERCISES = frozenset({ActivityKind.H5P, ActivityKind.PACKAGE})
"""What a package brings."""


class Activity(Frozen):
    key: str
    kind: ActivityKind
    titles: Texts
    quiz: Quiz | None = None
    package: int | None = None
    """Primary key of the content (courses.packages) for an activity of kind h5p or package."""
    assignment: Assignment | None = None
    revision: int | None = None
    """Primary key of the content's revision that was current when the outline was frozen."""


class Exercises(Frozen):
    """How a course deals with its interactive exercises.

    `attempts` 0 means as many as wanted. `pass_mark` in per cent of an exercise's own score; at 0 whoever completes
    it has done it. `viewed` tells whether starting an exercise that reports nothing (an accordion) completes it.
    `starts_in_view` starts an exercise when it scrolls into view, on links that can bear it; else it is asked for.
    """

    counts: Counts = Counts.BEST
    attempts: int = Field(default=0, ge=0)
    pass_mark: int = Field(default=0, ge=0, le=100)
    viewed: bool = True
    starts_in_view: bool = False


class Lesson(Frozen):
    key: str
    titles: Texts
    minutes: Annotated[int, Field(ge=0)] = 0
    requirement: Requirement = Requirement.READ
    required: bool = True
    weight: Annotated[int, Field(ge=1)] = 1
    paths: Texts = Field(default_factory=dict)
    """Address of the lesson's page by language."""
    activities: tuple[Activity, ...] = ()


class Module(Frozen):
    key: str
    titles: Texts
    lessons: tuple[Lesson, ...]


class Outline(Frozen):
    """A course. `pass_mark` in per cent, of the mean of its quizzes; `hours` as printed on certificates."""

    key: str
    slug: str
    titles: Texts
    language: str
    """The language the course was written in; texts fall back to it."""
    hours: int = Field(ge=0)
    pass_mark: Annotated[int, Field(ge=0, le=100)] = 70
    exercises: Exercises = Exercises()
    paths: Texts = Field(default_factory=dict)
    modules: tuple[Module, ...]

    @property
    def lessons(self) -> Iterator[Lesson]:
        """Every lesson in order."""
        return (lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, key: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def activity(self, key: str) -> tuple[Lesson, Activity] | None:
        """The activity with this key and the lesson that holds it."""
        return next(
            ((lesson, activity) for lesson in self.lessons for activity in lesson.activities if activity.key == key),
            None,
        )

    def text(self, texts: Texts, language: str) -> str:
        """A text in `language`, else in the course's own language."""
        return texts.get(language) or texts.get(self.language, "")
