"""Files kept once, the store of H5P libraries, and contents with their revisions."""

from courses.packages.models.arrivals import Arrival
from courses.packages.models.blobs import Blob, LooseFiles
from courses.packages.models.bundles import Bundle
from courses.packages.models.contents import Content, ContentFile, ContentRevision, RevisionLibrary
from courses.packages.models.libraries import Library, LibraryDependency, LibraryFile, LibraryRelease

__all__ = [
    "Arrival",
    "Blob",
    "Bundle",
    "Content",
    "ContentFile",
    "ContentRevision",
    "Library",
    "LibraryDependency",
    "LibraryFile",
    "LibraryRelease",
    "LooseFiles",
    "RevisionLibrary",
]
