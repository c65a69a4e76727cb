"""What players get of a content: parameters cleaned by its libraries' semantics, kept until those change."""

from functools import lru_cache
from typing import Any

from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.semantics import Semantics, read_semantics
from courses.packages.models import ContentRevision, LibraryRelease
from courses.packages.refusals import WrongManifest

MOST_HELD = 256


def cleaned_parameters(revision: ContentRevision) -> dict[str, dict[str, Any]]:
    """Language ("" for the original) to parameters. Made and kept where they are not, or no more.

    Only for a revision whose libraries are all approved: what waits says nothing about what may be played.
    """
    if revision.filtered is None:
        revision.filtered = _cleaned(revision)
        ContentRevision.objects.filter(pk=revision.pk, filtered__isnull=True).update(filtered=revision.filtered)
    kept: dict[str, dict[str, Any]] = revision.filtered
    return kept


def _cleaned(revision: ContentRevision) -> dict[str, dict[str, Any]]:
    releases = LibraryRelease.objects.filter(current_of__used_by__revision=revision).select_related("library")
    digests = {str(release.library): release.digest for release in releases.only("digest", "library")}

    def semantics_of(name: str) -> Semantics | None:
        return _semantics(digests[name]) if name in digests else None

    versions = {"": revision.parameters, **revision.translations}
    main = str(revision.main)
    return {
        language: filtered(parameters, main=main, semantics_of=semantics_of)
        for language, parameters in versions.items()
    }


@lru_cache(maxsize=MOST_HELD)
def _semantics(digest: str) -> Semantics | None:
    """By the release's digest, under which they never change."""
    value = LibraryRelease.objects.values_list("semantics", flat=True).get(digest=digest)
    try:
        return None if value is None else read_semantics(value, entry="semantics.json")
    except WrongManifest:
        return None
