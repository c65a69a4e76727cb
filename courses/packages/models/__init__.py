"""Files kept once, the store of H5P libraries, and contents with their revisions."""

from courses.packages.models.blobs import Blob, LooseFiles
from courses.packages.models.bundles import Bundle
from courses.packages.models.contents import Content, ContentFile, ContentRevision, RevisionLibrary
from courses.packages.models.h5p_contents import H5PContent
from courses.packages.models.libraries import Library, LibraryDependency, LibraryFile, LibraryRelease

__all__ = [
    "Blob",
    "Bundle",
    "Content",
    "ContentFile",
    "ContentRevision",
    "H5PContent",
    "Library",
    "LibraryDependency",
    "LibraryFile",
    "LibraryRelease",
    "LooseFiles",
    "RevisionLibrary",
]
