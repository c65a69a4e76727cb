"""What an editor sees of the outline that a course is frozen as."""

from typing import Any

from django import template

from cms.outlining.reading import CourseCannotBeFrozen, outline_of
from courses.outline.models import Course

register = template.Library()


@register.simple_tag
def frozen_state(page: Any) -> dict[str, Any]:
    """The course's newest revision, and why the live pages cannot be frozen if so."""
    course = Course.objects.filter(key=page.translation_key).select_related("latest").first()
    return {"revision": course.latest if course else None, "faults": _faults(page)}


def _faults(page: Any) -> list[str]:
    try:
        outline_of(page.translation_key)
    except CourseCannotBeFrozen as refusal:
        return refusal.faults
    return []
