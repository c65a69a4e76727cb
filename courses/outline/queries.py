"""Reading frozen outlines. A revision never changes, so a process reads and checks each of them once."""

from collections.abc import Iterable, Iterator
from typing import Any

from courses.outline.models import OutlineRevision
from courses.outline.structure import Outline

MOST_HELD = 64
_held: dict[str, Outline] = {}


def outlines_of(*, revisions: Iterable[OutlineRevision]) -> dict[int, Outline]:
    """Outlines by primary key of their revisions, whose `data` may be deferred.

    At most one statement, and none for those already held. The digest of the content is what they are held by.
    """
    digests = {revision.pk: revision.digest for revision in revisions}
    missing = {pk for pk, digest in digests.items() if digest not in _held}
    outlines = {pk: _held[digest] for pk, digest in digests.items() if pk not in missing}
    if missing:
        found = OutlineRevision.objects.filter(pk__in=missing).values_list("pk", "data")
        outlines.update({pk: Outline.model_validate(data) for pk, data in found})
        _hold({digests[pk]: outlines[pk] for pk in missing})
    return outlines


def outline_of(*, revision: OutlineRevision) -> Outline:
    """The outline of one revision, held in this process after the first time."""
    return outlines_of(revisions=[revision])[revision.pk]


def courses_holding(*, content_id: int) -> list[str]:
    """Titles of the courses of which any revision, in force or not, has frozen this content (courses.packages)."""
    rows = OutlineRevision.objects.order_by("course__title", "course").values_list("course__title", "data")
    return list(dict.fromkeys(title for title, data in rows.iterator() if content_id in _contents_in(data)))


def _contents_in(data: Any) -> Iterator[int | None]:
    """Without the checks of a whole outline: every revision there ever was is looked through."""
    lessons = (lesson for module in data["modules"] for lesson in module["lessons"])
    return (activity.get("package") for lesson in lessons for activity in lesson.get("activities", ()))


def _hold(outlines: dict[str, Outline]) -> None:
    if len(_held) + len(outlines) > MOST_HELD:
        _held.clear()
    _held.update(outlines)
