"""The library store at one look: of each library the release that players load, or else the one that waits."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from courses.packages.h5p.dependencies import libraries_named_in, load_order
from courses.packages.models import Library, LibraryDependency, LibraryRelease

Kind = LibraryDependency.Kind
TO_BE_SHOWN = (Kind.PRELOADED,)
"""What a page loads. A dynamic dependency is loaded where the content names it."""
ALL_KINDS = (Kind.PRELOADED, Kind.DYNAMIC, Kind.EDITOR)


@dataclass(frozen=True)
class Shelf:
    """By name, "H5P.Question 1.5": every library that somebody asks for, and the release of those that are there."""

    libraries: dict[str, Library]
    releases: dict[str, LibraryRelease]
    needed: dict[str, dict[str, list[str]]]
    """Library to kind of dependency to what it needs, in order."""

    @classmethod
    def of_store(cls) -> "Shelf":
        libraries = {library.pk: library for library in Library.objects.all()}
        names = {pk: str(library) for pk, library in libraries.items()}
        releases = {release.library_id: release for release in _candidates()}
        owners = {release.pk: names[pk] for pk, release in releases.items()}
        needed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = LibraryDependency.objects.filter(release__in=owners).order_by("place")
        for release, kind, needs in rows.values_list("release_id", "kind", "needs_id"):
            needed[owners[release]][kind].append(names[needs])
        return cls(
            libraries={names[pk]: library for pk, library in libraries.items()},
            releases={names[pk]: release for pk, release in releases.items()},
            needed=needed,
        )

    @property
    def runnable(self) -> dict[str, bool]:
        return {name: release.runnable for name, release in self.releases.items()}

    def is_approved(self, name: str) -> bool:
        return name in self.libraries and self.libraries[name].current_id is not None

    def needs(self, *kinds: str) -> Callable[[str], Iterable[str]]:
        return lambda name: [one for kind in kinds for one in self.needed.get(name, {}).get(kind, [])]

    def order(self, named: Iterable[str]) -> list[str]:
        """What a page loads for these libraries, dependencies first; those that are missing stand in it too."""
        return load_order(named, self.needs(*TO_BE_SHOWN))


def named_by(main: str, *parameters: Any) -> list[str]:
    """The libraries that a content itself names: in its parameters, in all its languages, and the one that shows it."""
    named = [str(name) for value in parameters for name in libraries_named_in(value)]
    return list(dict.fromkeys([*named, main]))


def _candidates() -> Iterable[LibraryRelease]:
    """So ordered that what counts comes last: the current release; without one the highest, the newest of these."""
    rows = LibraryRelease.objects.filter(Q(current_of__isnull=False) | Q(state=LibraryRelease.State.QUARANTINED))
    return (
        rows.defer("manifest", "semantics", "languages")
        .filter(Q(current_of__isnull=False) | Q(library__current=None))
        .order_by("patch", "pk")
    )
