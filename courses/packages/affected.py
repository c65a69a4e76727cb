"""What a change of a library would touch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from courses.packages.models import Content, Library, LibraryDependency


@dataclass(frozen=True)
class Affected:
    """`contents` need the library, themselves or through others; `dependants` are libraries that name it."""

    contents: QuerySet[Content]
    dependants: QuerySet[Library]

    def __bool__(self) -> bool:
        return self.contents.exists() or self.dependants.exists()

    def titles(self, *, most: int) -> list[str]:
        """The first of both, for a sentence."""
        named = [*map(str, self.dependants[:most]), *(f"“{content}”" for content in self.contents[:most])]
        return named[:most]


def affected_by(*libraries: Library) -> Affected:
    """Contents (in any of their revisions) and libraries that would lose something with these.

    What only somebody's trial shows is not there yet, and a release that players do not load needs nothing.
    """
    others = Library.objects.exclude(pk__in=[one.pk for one in libraries])
    return Affected(
        contents=Content.objects.exclude(current=None).filter(revisions__libraries__library__in=libraries).distinct(),
        dependants=others.filter(current__dependencies__needs__in=libraries).distinct(),
    )


def circle_of(library: Library) -> list[Library]:
    """The library and those that it needs and that need it, through whatever others: they stay or go together."""
    pairs = LibraryDependency.objects.filter(release__current_of__isnull=False).values_list("release__library", "needs")
    needs, needed_by = defaultdict(list), defaultdict(list)
    for one, other in pairs:
        needs[one].append(other)
        needed_by[other].append(one)
    members = _reached(library.pk, needs) & _reached(library.pk, needed_by)
    return list(Library.objects.filter(pk__in=members).order_by("pk"))


def _reached(start: int, ways: Mapping[int, Iterable[int]]) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        found = set(ways.get(waiting.pop(), ())) - reached
        reached |= found
        waiting += found
    return reached
