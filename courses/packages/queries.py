"""Which revision of a content is shown, with what, and whether it can be."""

from django.db.models import Exists, OuterRef, QuerySet

from courses.packages.models import Content, ContentRevision, Library, LibraryRelease, RevisionLibrary
from courses.packages.scorm.order import left_to_learner
from courses.packages.scorm.structure import Scorm


def revision_of(*, content: int | None, revision: int | None) -> ContentRevision | None:
    """The revision that an outline froze; of an outline that froze none, the content's current one."""
    rows = ContentRevision.objects.select_related("content", "main")
    if revision is not None:
        return rows.filter(pk=revision, content=content).first()
    return rows.filter(current_of=content).first() if content is not None else None


def changed_since(revision: ContentRevision) -> ContentRevision | None:
    """The newest revision of the same content that came later; a translation into another language changes nothing."""
    later = ContentRevision.objects.filter(content=revision.content_id, number__gt=revision.number)
    return later.exclude(origin=ContentRevision.Origin.TRANSLATED).order_by("-number").first()


def releases_of(revision: ContentRevision) -> list[LibraryRelease]:
    """The releases that a page loads, dependencies first; of a library that waits there is none."""
    releases = LibraryRelease.objects.filter(current_of__used_by__revision=revision)
    return list(
        releases.select_related("library").defer("semantics", "manifest").order_by("current_of__used_by__place")
    )


def is_waiting(revision: ContentRevision) -> bool:
    """Whether a library that it needs has not been approved."""
    return RevisionLibrary.objects.filter(revision=revision, library__current=None).exists()


def waited_for(revision: ContentRevision) -> list[tuple[Library, LibraryRelease | None]]:
    """The libraries without which it cannot be played, dependencies first, each with its highest release in
    quarantine: none where nobody has brought one, or it was refused."""
    libraries = Library.objects.filter(used_by__revision=revision, current=None).order_by("used_by__place")
    waiting = LibraryRelease.objects.filter(library__in=libraries, state=LibraryRelease.State.QUARANTINED)
    rows = waiting.select_related("library", "brought_by").defer("manifest", "semantics").order_by("patch", "pk")
    highest = {release.library_id: release for release in rows}
    return [(library, highest.get(library.pk)) for library in libraries]


def with_waiting(contents: QuerySet[Content]) -> QuerySet[Content]:
    """With `waits`, as `is_waiting` tells of the current revision."""
    return contents.annotate(waits=_waits())


def waiting_only(contents: QuerySet[Content]) -> QuerySet[Content]:
    return contents.filter(_waits())


def _waits() -> Exists:
    return Exists(RevisionLibrary.objects.filter(revision=OuterRef("current"), library__current=None))


def leaves_order_to_learner(revision: ContentRevision) -> bool:
    """Whether it is a SCORM package with rules of order between its objects that nobody follows here."""
    if revision.content.kind not in (Content.Kind.SCORM_12, Content.Kind.SCORM_2004):
        return False
    return left_to_learner(Scorm.model_validate(revision.structure))
