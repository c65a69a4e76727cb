"""What a page needs to offer a package, and what the player in the frame is told."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from courses.packages.addresses import embed_address, files_address
from courses.packages.checking import PARAMETERS, Loaded
from courses.packages.models import H5PContent
from courses.packages.storing import open_file

CORE_BYTES = 49_000
"""The core's script and stylesheet as they travel, compressed."""


@dataclass(frozen=True)
class Player:
    """For the component packages/player.html."""

    content_id: int
    title: str
    size: int
    """Bytes until the exercise can be used, about."""
    embed: str
    result: str
    plain: str


def player_of(
    content: H5PContent, *, language: str, at: datetime, title: str = "", result: str = "", plain: str = ""
) -> Player:
    """`result` is where results are posted (none: a preview); `plain` is the page that needs no script."""
    embed = embed_address(content_id=content.pk, language=language, at=at)
    return Player(
        content_id=content.pk, title=title or content.title, size=_size_at_start(content), embed=embed, result=result,
        plain=plain,
    )  # fmt: skip


def _size_at_start(content: H5PContent) -> int:
    libraries: list[Loaded] = content.libraries
    sizes: dict[str, int] = content.files
    loaded = {PARAMETERS, *(path for one in libraries for path in (*one["scripts"], *one["styles"]))}
    return CORE_BYTES + sum(sizes[path] for path in loaded)


def parameters_of(content: H5PContent, *, language: str) -> dict[str, Any]:
    """The content's own parameters, in `language` where the package brings them: content/content.ko.json."""
    with open_file(content.folder, parameters_path(content, language)) as file:
        parameters: dict[str, Any] = json.loads(file.read())
    return parameters


def parameters_path(content: H5PContent, language: str) -> str:
    translated = f"content/content.{language}.json"
    return translated if translated in content.files else PARAMETERS


def language_of(content: H5PContent, wanted: str) -> str:
    """The language in which the content will be shown when `wanted` is asked for."""
    return wanted if parameters_path(content, wanted) != PARAMETERS else content.language


def integration_of(content: H5PContent, *, language: str, at: datetime) -> dict[str, Any]:
    """The H5PIntegration object of the core (API 1.28): nothing in it is about the person."""
    files = files_address(content_id=content.pk, at=at)
    return {
        "baseUrl": "", "url": files, "urlLibraries": files.removesuffix("/"), "siteUrl": "", "saveFreq": False,
        "postUserStatistics": False, "reportingIsEnabled": False,
        "ajax": {"setFinished": "", "contentUserData": ""},
        "l10n": {"H5P": _interface_texts()},
        "libraryDirectories": {one["name"].replace(" ", "-"): one["folder"] for one in content.libraries},
        "contents": {f"cid-{content.pk}": _content(content, files, language)},
    }  # fmt: skip


def _content(content: H5PContent, files: str, language: str) -> dict[str, Any]:
    return {
        "library": content.main_library,
        "jsonContent": json.dumps(parameters_of(content, language=language), ensure_ascii=False),
        "contentUrl": f"{files}content",
        "url": f"{files}content",
        "fullScreen": "0",
        "displayOptions": dict.fromkeys(("frame", "export", "embed", "copyright", "icon"), False),
        "metadata": {"title": content.title, "license": content.licence or "U", "defaultLanguage": language},
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
