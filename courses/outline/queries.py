"""Reading frozen outlines. A revision never changes, so a process reads and checks each of them once."""

from collections.abc import Iterable

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


def _hold(outlines: dict[str, Outline]) -> None:
    if len(_held) + len(outlines) > MOST_HELD:
        _held.clear()
    _held.update(outlines)
