"""What the lists and pages of this desk show of a content or a library, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.packages.models import Content, Library, LibraryDependency, LibraryRelease, RevisionLibrary
from courses.packages.queries import waiting_only
from courses.packages.shelf import ALL_KINDS, Shelf

Waiting = LibraryRelease.State.QUARANTINED


def with_counts(libraries: QuerySet[Library]) -> QuerySet[Library]:
    """With `contents` and `dependants` that need it, and `waits`: the patch of its newest release in quarantine."""
    contents = RevisionLibrary.objects.filter(library=OuterRef("pk"), revision__current_of__isnull=False)
    dependants = LibraryDependency.objects.filter(needs=OuterRef("pk"), release__current_of__isnull=False)
    waiting = LibraryRelease.objects.filter(library=OuterRef("pk"), state=Waiting).order_by("-patch", "-pk")
    return libraries.select_related("current").annotate(
        contents=_counted(contents, "library"),
        dependants=_counted(dependants, "needs"),
        waits=Subquery(waiting.values("patch")[:1]),
    )


def waiting_libraries() -> QuerySet[Library]:
    return Library.objects.filter(Exists(LibraryRelease.objects.filter(library=OuterRef("pk"), state=Waiting)))


def licence_of(metadata: dict[str, Any]) -> str:
    """As its authors gave it, "CC BY-SA 4.0"; "U" is H5P's sign for an unknown one."""
    licence, version = metadata.get("license") or "", metadata.get("licenseVersion") or ""
    return "" if licence == "U" else f"{licence} {version}".strip()


def credits_of(metadata: dict[str, Any]) -> dict[str, str]:
    """Who made it, when and where it is from, as text."""
    authors = (author.get("name", "") for author in metadata.get("authors") or ())
    years = [str(metadata[name]) for name in ("yearFrom", "yearTo") if metadata.get(name) is not None]
    return {
        "licence": licence_of(metadata),
        "authors": ", ".join(name for name in authors if name),
        "source": str(metadata.get("source") or ""),
        "years": "–".join(dict.fromkeys(years)),
    }


@dataclass
class Branch:
    """A library in a tree of dependencies; where it has stood before, `needs` is empty and `again` is set."""

    name: str
    library: Library
    approved: bool
    kind: str
    again: bool = False
    needs: list["Branch"] = field(default_factory=list)


def tree_of(library: Library) -> list[Branch]:
    """All that the library needs, each opened once."""
    shelf = Shelf.of_store()
    return list(_branches(str(library), shelf, {str(library)}))


def _branches(name: str, shelf: Shelf, seen: set[str]) -> Iterable[Branch]:
    for kind in ALL_KINDS:
        for needed in shelf.needed.get(name, {}).get(kind, []):
            label = str(LibraryDependency.Kind(kind).label)
            branch = Branch(needed, shelf.libraries[needed], shelf.is_approved(needed), label, needed in seen)
            if not branch.again:
                seen.add(needed)
                branch.needs = list(_branches(needed, shelf, seen))
            yield branch


def _counted(rows: Any, grouping: str) -> Coalesce:
    counted = rows.order_by().values(grouping).annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def of_kind(contents: QuerySet[Content], *, kind: str, word: str, waiting: bool) -> QuerySet[Content]:
    """Contents narrowed to what a filter asks for."""
    if kind:
        contents = contents.filter(kind=kind)
    if word:
        named = contents.filter(current__main__machine_name__icontains=word)
        contents = contents.filter(title__icontains=word) | named
    return waiting_only(contents) if waiting else contents
