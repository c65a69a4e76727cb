"""Why am I not at 100 %? Every requirement with its evidence, from the same rules that decide. Pure but for texts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from courses.outline.structure import Activity, ActivityKind, Counts, Lesson, Outline, Requirement
from courses.progress.attainment import (
    Attainment,
    activity_holds,
    attainment_of,
    counted_score,
    counts_at,
    holds,
    needed_in,
    quizzes_in,
)
from courses.progress.folding import Evidence
from courses.progress.policy import reaches
from courses.records.addresses import course_address, lesson_address
from lms.design.templatetags.design import whole_percent

PAGES = {ActivityKind.QUIZ: "quiz", ActivityKind.ASSIGNMENT: "assignment"}
"""Kinds of activity that have a page of their own, and its name."""


@dataclass(frozen=True)
class CourseExplanation:
    """One course of an enrolment, explained in one language."""

    code: str
    outline: Outline
    evidence: Evidence
    folded_at: datetime | None
    language: str
    waiting: frozenset[str] = frozenset()
    """Keys of assignments of which something waits for marking."""

    @property
    def attainment(self) -> Attainment:
        return attainment_of(self.outline, self.evidence)

    def shown(self) -> dict[str, Any]:
        attained, required = self.attainment, [lesson for lesson in self.outline.lessons if lesson.required]
        return {
            "title": self._text(self.outline.titles),
            "href": course_address(self.outline, self.language),
            "percent": whole_percent(attained.fraction),
            "modules": [
                {"title": self._text(module.titles), "lessons": [self._lesson(lesson) for lesson in module.lessons]}
                for module in self.outline.modules
            ],
            "done": sum(lesson.weight for lesson in required if lesson.key in attained.done),
            "of": sum(lesson.weight for lesson in required),
            "weighted": any(lesson.weight != 1 for lesson in required),
            "score": self._score(attained.score),
            "folded_at": self.folded_at,
        }

    def missing(self) -> int:
        """How many required lessons are not done."""
        required = [lesson for lesson in self.outline.lessons if lesson.required]
        return sum(1 for lesson in required if not holds(lesson, self.evidence, self.outline.exercises))

    def _lesson(self, lesson: Lesson) -> dict[str, Any]:
        needed = needed_in(lesson)
        parts = [self._activity(lesson, activity) for activity in needed] if needed else [self._reading(lesson)]
        return {
            "title": self._text(lesson.titles),
            "href": lesson_address(self.outline, lesson, self.language),
            "required": lesson.required,
            "weight": lesson.weight,
            "done": holds(lesson, self.evidence, self.outline.exercises),
            "parts": parts,
        }

    def _reading(self, lesson: Lesson) -> dict[str, Any]:
        at = self.evidence.read.get(lesson.key)
        said = gettext("Marked as read") if at else gettext("Not marked as read yet")
        return {"done": at is not None, "text": said, "at": at, "href": "", "label": ""}

    def _activity(self, lesson: Lesson, activity: Activity) -> dict[str, Any]:
        done = activity_holds(lesson, activity, self.evidence, self.outline.exercises)
        result = self.evidence.results.get(activity.key)
        at = (result.passed_at or result.first_at) if result and done else None
        return {
            "done": done,
            "text": self._outcome(lesson, activity, done),
            "at": at,
            "href": "" if done else self._address(lesson, activity),
            "label": self._text(activity.titles),
        }

    def _outcome(self, lesson: Lesson, activity: Activity, done: bool) -> str:
        """By the attempt that counts, as what decides goes by it too."""
        result, title = self.evidence.results.get(activity.key), self._text(activity.titles)
        if activity.key in self.waiting and not done:
            return gettext("%(title)s: handed in, waiting for marking") % {"title": title}
        if result is None:
            return gettext("%(title)s: not taken yet") % {"title": title}
        counts = counts_at(activity, self.outline.exercises)
        score = counted_score(result, counts)
        if score is None and not done:
            return gettext("%(title)s: done, without the result that is needed") % {"title": title}
        if score is None:
            return gettext("%(title)s: completed") % {"title": title}
        values = {"title": title, "score": whole_percent(score), "mark": self._mark_of(activity)}
        to_pass = lesson.requirement == Requirement.QUIZ_PASSED or activity.kind is ActivityKind.ASSIGNMENT
        return _in_words(done=done, to_pass=to_pass, best=counts is Counts.BEST) % values

    def _mark_of(self, activity: Activity) -> int:
        marked = activity.quiz or activity.assignment
        return marked.pass_mark if marked else self.outline.exercises.pass_mark

    def _address(self, lesson: Lesson, activity: Activity) -> str:
        if activity.kind in PAGES:
            return reverse(PAGES[activity.kind], args=[self.code, self.outline.slug, activity.key])
        return lesson_address(self.outline, lesson, self.language)

    def _score(self, score: Decimal | None) -> dict[str, Any] | None:
        """The mean of the quizzes against the course's own pass mark; None without quizzes."""
        if score is None:
            return None
        quizzes = sum(len(quizzes_in(lesson)) for lesson in self.outline.lessons if lesson.required)
        mark = self.outline.pass_mark
        return {"percent": whole_percent(score), "mark": mark, "quizzes": quizzes, "enough": reaches(score, mark)}

    def _text(self, texts: dict[str, str]) -> str:
        return self.outline.text(texts, self.language)


def _in_words(*, done: bool, to_pass: bool, best: bool) -> str:
    if not done and best:
        return gettext("%(title)s: best result %(score)s%%, %(mark)s%% is needed")
    if not done:
        return gettext("%(title)s: the result that counts is %(score)s%%, %(mark)s%% is needed")
    if to_pass and best:
        return gettext("%(title)s: passed, best result %(score)s%%")
    if to_pass:
        return gettext("%(title)s: passed, the result that counts is %(score)s%%")
    if best:
        return gettext("%(title)s: completed, best result %(score)s%%")
    return gettext("%(title)s: completed, the result that counts is %(score)s%%")


def missing_in_words(count: int) -> str:
    return ngettext("%(count)s required lesson is missing.", "%(count)s required lessons are missing.", count) % {
        "count": count
    }
