"""Reading a course's live pages as an outline, or saying why they are none."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from cms.outlining.activities import activities_in
from cms.outlining.draws import draws_that_lack
from cms.outlining.tree import CourseTree, Versions
from courses.outline.models import Course
from courses.outline.structure import ActivityKind, Lesson, Module, Outline, Requirement
from lms.refusals import Refusal

NEEDED_ACTIVITY = {
    Requirement.QUIZ_PASSED: frozenset({ActivityKind.QUIZ}),
    Requirement.ACTIVITY_COMPLETED: frozenset({ActivityKind.H5P, ActivityKind.PACKAGE, ActivityKind.ASSIGNMENT}),
}


class CourseCannotBeFrozen(Refusal):
    message = gettext_lazy("The course cannot be offered to learners yet: %(faults)s")

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(faults=" ".join(faults))


def outline_of(key: UUID) -> Outline | None:
    """The outline of the live course with this translation key; nothing if no page of the course is live.

    Raises CourseCannotBeFrozen with every fault found.
    """
    tree = CourseTree.of(key)
    if tree is None:
        return None
    lessons = (lesson.source for module in tree.course.below for lesson in module.below)
    lacking = [fault for lesson in lessons for fault in draws_that_lack(lesson)]
    try:
        outline = _outline(tree)
    except ValidationError as error:
        raise CourseCannotBeFrozen(lacking or [detail["msg"] for detail in error.errors()]) from error
    if faults := [*lacking, *_faults(outline, key)]:
        raise CourseCannotBeFrozen(faults)
    return outline


def _outline(tree: CourseTree) -> Outline:
    page = tree.course.source
    return Outline(
        key=tree.course.key,
        slug=page.slug,
        titles=tree.course.titles,
        language=tree.language,
        hours=page.hours,
        pass_mark=page.pass_mark,
        exercises=page.exercises,
        paths=tree.course.paths,
        modules=tuple(_module(module) for module in tree.course.below),
    )


def _module(module: Versions) -> Module:
    return Module(key=module.key, titles=module.titles, lessons=tuple(_lesson(lesson) for lesson in module.below))


def _lesson(lesson: Versions) -> Lesson:
    page = lesson.source
    return Lesson(
        key=lesson.key,
        titles=lesson.titles,
        minutes=page.minutes,
        requirement=Requirement(page.requirement),
        required=page.required,
        weight=page.weight,
        paths=lesson.paths,
        activities=tuple(activities_in(page, lesson.by_language)),
    )


def _faults(outline: Outline, key: UUID) -> Iterator[str]:
    if not any(True for _lesson in outline.lessons):
        yield _("It has no published lesson.")
    if Course.objects.filter(slug=outline.slug).exclude(key=key).exists():
        yield _("Another course has the same address; change the slug.")
    for module in outline.modules:
        if not module.lessons:
            yield _("The module “%(title)s” has no published lesson.") % {"title": _title(outline, module)}
    for lesson in outline.lessons:
        needed = NEEDED_ACTIVITY.get(lesson.requirement)
        if needed and needed.isdisjoint(activity.kind for activity in lesson.activities):
            values = {"title": _title(outline, lesson)}
            yield _("The lesson “%(title)s” asks for an activity that it does not hold.") % values


def _title(outline: Outline, part: Module | Lesson) -> str:
    return outline.text(part.titles, outline.language)
