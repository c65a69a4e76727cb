"""What a change of a library would touch."""

from dataclasses import dataclass

from django.db.models import QuerySet

from courses.packages.models import Content, Library


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


def affected_by(library: Library) -> Affected:
    """Contents (in any of their revisions) and libraries that would lose something with this one."""
    return Affected(
        contents=Content.objects.filter(revisions__libraries__library=library).distinct(),
        dependants=Library.objects.filter(releases__dependencies__needs=library).exclude(pk=library.pk).distinct(),
    )
