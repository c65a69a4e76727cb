"""An assignment of a lesson is frozen with its rubric, in every language of the course."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.blocks.assignments import AssignmentBlock
from cms.models import LessonPage
from courses.outline.assignment import Assignment
from courses.outline.models import Course
from tests.factories import site as pages

GIVEN: dict[str, Any] = {
    "title": "Plan a step", "instructions": "Describe one service.", "pass_mark": 50, "days": 0, "written": True,
    "files": 2, "extensions": ["pdf"], "megabytes": 4, "anonymous": False, "peers": 2, "resubmissions": 0,
    "criteria": [
        {"text": "Says who", "levels": [{"text": "By name", "points": 2}, {"text": "Not at all", "points": 0}]},
        {"text": "Says when", "levels": [{"text": "A day", "points": 1}, {"text": "Never", "points": 0}]},
    ],
}  # fmt: skip


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def _with_an_assignment() -> Any:
    lesson = pages.lesson_page()
    block = LessonPage.body.field.stream_block.child_blocks["assignment"]
    lesson.body.append(("assignment", block.to_python(GIVEN)))
    lesson.requirement = "activity_completed"
    lesson.save_revision().publish()
    return pages.lesson_page()


def _frozen(course: Course, lesson: Any) -> Assignment:
    found = Course.objects.get(pk=course.pk).latest.outline.activity(lesson.body[-1].id)
    assert found
    assert found[1].assignment
    return found[1].assignment


def test_it_is_frozen_with_everything(course: Course, commit: Any) -> None:
    with commit():
        lesson = _with_an_assignment()
    assignment = _frozen(course, lesson)
    assert assignment.instructions == {"en": "Describe one service."}
    assert (assignment.points, assignment.pass_mark, assignment.days, assignment.peers) == (3, 50, None, 2)
    assert (assignment.extensions, assignment.files, assignment.megabytes) == (("pdf",), 2, 4)
    assert not assignment.anonymous
    assert [level.points for level in assignment.criteria[0].levels] == [2, 0]


def test_a_translation_keeps_the_keys_of_the_rubric(course: Course, commit: Any) -> None:
    with commit():
        lesson = _with_an_assignment()
    before = _frozen(course, lesson)
    arabic = Locale.objects.get(language_code="ar")
    with commit():
        for page in (pages.course_page(), pages.module_page(), pages.lesson_page()):
            source, _created = TranslationSource.update_or_create_from_instance(page)
            for segment in source.stringsegment_set.select_related("string", "context"):
                StringTranslation.objects.get_or_create(
                    translation_of=segment.string, locale=arabic, context=segment.context,
                    defaults={"data": f"ع {segment.string.data}"},
                )  # fmt: skip
            source.create_or_update_translation(arabic)
    after = _frozen(course, pages.lesson_page())
    assert [one.key for one in after.criteria] == [one.key for one in before.criteria]
    assert after.criteria[0].texts["ar"] == "ع Says who"
    assert after.criteria[1].levels[0].texts["ar"] == "ع A day"
    assert after.instructions["ar"] == "ع Describe one service."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"written": False, "files": 0}, "written"),
        ({"written": False, "extensions": []}, "written"),
        ({"criteria": [{"text": "None", "levels": [{"text": "a", "points": 0}] * 2}]}, "criteria"),
        ({"criteria": [{"text": "One", "levels": [{"text": "a", "points": 1}]}]}, "criteria"),
        ({"pass_mark": 0}, "pass_mark"),
        ({"peers": 10}, "peers"),
        ({"megabytes": 65}, "megabytes"),
    ],
)  # fmt: skip
def test_what_could_not_be_handed_in_or_marked_is_refused(change: dict[str, Any], field: str) -> None:
    block = AssignmentBlock()
    assert block.clean(block.to_python(GIVEN))
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(GIVEN | change))
    assert field in refused.value.block_errors  # type: ignore[attr-defined]
