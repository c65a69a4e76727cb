"""What players get of a content: parameters cleaned by its libraries' semantics, kept until those change."""

from typing import Any

from courses.packages.models import ContentRevision


def cleaned_parameters(revision: ContentRevision) -> dict[str, dict[str, Any]]:
    """Language ("" for the original) to parameters. Made and kept where they are not, or no more."""
    if revision.filtered is None:
        revision.filtered = _cleaned(revision)
        ContentRevision.objects.filter(pk=revision.pk, filtered=None).update(filtered=revision.filtered)
    filtered: dict[str, dict[str, Any]] = revision.filtered
    return filtered


def _cleaned(revision: ContentRevision) -> dict[str, dict[str, Any]]:
    return {"": revision.parameters, **revision.translations}
