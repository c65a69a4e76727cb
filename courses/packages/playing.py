"""What a page needs to offer a package, and what the player in the frame is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext

from courses.packages.addresses import embed_address, files_address, library_address
from courses.packages.cleaning import cleaned_parameters
from courses.packages.models import ContentRevision, LibraryFile, LibraryRelease
from courses.packages.queries import is_waiting, releases_of

CORE_BYTES = 49_000
"""The core's script and stylesheet as they travel, compressed."""
PACKED = 4
"""How many times smaller scripts, styles and texts travel than they lie in the store, about."""
SIZE_HOLDS = 24 * 60 * 60


@dataclass(frozen=True)
class Player:
    """For the component packages/player.html."""

    content_id: int
    title: str
    size: int
    """Bytes until the exercise can be used, about."""
    embed: str
    """Empty while a library waits for approval."""
    open: str
    plain: str
    in_view: bool = False


def player_of(
    revision: ContentRevision, *, language: str, at: datetime, title: str = "", open_at: str = "", plain: str = "",
    in_view: bool = False,
) -> Player:  # fmt: skip
    """`open_at` is where the attempt is opened (none: a preview); `plain` is the page that needs no script."""
    embed = "" if is_waiting(revision) else embed_address(content_id=revision.pk, language=language, at=at)
    return Player(
        content_id=revision.pk, title=title or revision.content.title, size=_size_at_start(revision), embed=embed,
        open=open_at, plain=plain, in_view=in_view,
    )  # fmt: skip


def _size_at_start(revision: ContentRevision) -> int:
    """As it travels. Looked up now and then, since it is only told to people, and rounded."""
    address = f"packages.size:{revision.pk}"
    size: int = cache.get(address) or _counted(revision)
    cache.set(address, size, SIZE_HOLDS)
    return size


def _counted(revision: ContentRevision) -> int:
    releases = {release.pk: release for release in releases_of(revision)}
    rows = LibraryFile.objects.filter(release__in=releases).values_list("release_id", "path", "blob__size")
    loaded = sum(size for pk, path, size in rows if path in releases[pk].scripts or path in releases[pk].styles)
    return CORE_BYTES + (loaded + len(json.dumps(revision.parameters))) // PACKED


def parameters_of(revision: ContentRevision, *, language: str) -> dict[str, Any]:
    """The content's own parameters, cleaned, in `language` where the package brings them."""
    cleaned = cleaned_parameters(revision)
    return cleaned.get(language, cleaned[""])


def language_of(revision: ContentRevision, wanted: str) -> str:
    """The language in which the content will be shown when `wanted` is asked for."""
    return wanted if wanted in revision.translations else revision.language


def integration_of(
    revision: ContentRevision, releases: Iterable[LibraryRelease], *, language: str, at: datetime
) -> dict[str, Any]:
    """The H5PIntegration object of the core (API 1.28): nothing in it is about the person.

    `saveFreq` in seconds is how often the core looks for a change to save; it is the bridge that takes it.
    """
    files = files_address(content_id=revision.pk, at=at)
    libraries = library_address("0").removesuffix("/0/")
    return {
        "baseUrl": "", "url": files.removesuffix("/"), "urlLibraries": libraries, "siteUrl": "", "saveFreq": 10,
        "postUserStatistics": False, "reportingIsEnabled": False,
        "libraryDirectories": {str(one.library).replace(" ", "-"): one.digest for one in releases},
        "ajax": {"setFinished": "", "contentUserData": ""},
        "l10n": {"H5P": _interface_texts()},
        "contents": {f"cid-{revision.pk}": _content(revision, files, language)},
    }  # fmt: skip


def _content(revision: ContentRevision, files: str, language: str) -> dict[str, Any]:
    title, licence = revision.content.title, revision.metadata.get("license", "U")
    return {
        "library": str(revision.main),
        "jsonContent": json.dumps(parameters_of(revision, language=language), ensure_ascii=False),
        "contentUrl": f"{files}content",
        "url": f"{files}content",
        "fullScreen": "0",
        "displayOptions": dict.fromkeys(("frame", "export", "embed", "copyright", "icon"), False),
        "metadata": {"title": title, "license": licence, "defaultLanguage": language},
        "contentUserData": {"0": {"state": False}},
    }


def _interface_texts() -> dict[str, str]:
    return {
        "fullscreen": gettext("Full screen"),
        "disableFullscreen": gettext("Leave full screen"),
        "close": gettext("Close"),
        "confirmDialogHeader": gettext("Confirm"),
        "confirmDialogBody": gettext("Do you want to go on? This cannot be undone."),
        "cancelLabel": gettext("Cancel"),
        "confirmLabel": gettext("Confirm"),
        "contentChanged": gettext("The exercise has changed since you last used it."),
        "startingOver": gettext("You start from the beginning."),
    }
