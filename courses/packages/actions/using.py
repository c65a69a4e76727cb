"""Which libraries a revision needs, written down; and what players get, once libraries have changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from courses.packages.models import ContentRevision, Library, RevisionLibrary
from courses.packages.refusals import MissingLibrary
from courses.packages.shelf import Shelf
from lms.jobs.actions import ask_unless_waiting

AT_ONCE = 500


def use_libraries(*, revision: ContentRevision, named: Iterable[str], shelf: Shelf, entry: str) -> None:
    """List what the new revision needs; `entry` is blamed for what is missing."""
    named = list(named)
    RevisionLibrary.objects.bulk_create(_rows(revision.pk, named, shelf, entry))


def follow_libraries(*, changed: Iterable[Library], at: datetime) -> None:
    """After a change of these libraries' releases: what their users need may be other, and is cleaned anew."""
    users = RevisionLibrary.objects.filter(library__in=list(changed)).values_list("revision", flat=True).distinct()
    shelf, revisions = Shelf.of_store(), list(users)
    for start in range(0, len(revisions), AT_ONCE):
        _list_anew(revisions[start : start + AT_ONCE], shelf)
    if revisions:
        ask_to_make_ready(at=at)


def ask_to_make_ready(*, at: datetime) -> None:
    """Let a worker clean what players get and put their libraries together, before a learner waits for it."""
    ask_unless_waiting(task="packages.make_ready", arguments={}, at=at, queue="batch")


def _list_anew(revisions: list[int], shelf: Shelf) -> None:
    held: dict[int, list[RevisionLibrary]] = defaultdict(list)
    for row in RevisionLibrary.objects.filter(revision__in=revisions).select_related("library").order_by("place"):
        held[row.revision_id].append(row)
    new = {pk: _rows(pk, [str(row.library) for row in rows if row.named], shelf, "") for pk, rows in held.items()}
    other = [pk for pk, rows in new.items() if [row.library_id for row in rows] != [row.library_id for row in held[pk]]]
    RevisionLibrary.objects.filter(revision__in=other).delete()
    RevisionLibrary.objects.bulk_create(row for pk in other for row in new[pk])
    ContentRevision.objects.filter(pk__in=revisions).update(filtered=None)


def _rows(revision: int, named: list[str], shelf: Shelf, entry: str) -> list[RevisionLibrary]:
    order = shelf.order(named)
    if lost := [name for name in order if name not in shelf.libraries]:
        raise MissingLibrary(entry=entry, library=lost[0])
    return [
        RevisionLibrary(revision_id=revision, library=shelf.libraries[name], place=place, named=name in named)
        for place, name in enumerate(order)
    ]
