"""The client's page in the frame: what it loads, and the H5PIntegration object that it reads."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from courses.packages.addresses import bundle_addresses, files_address, library_address
from courses.packages.editor.addresses import client_address, workspace_address
from courses.packages.editor.answers import directories
from courses.packages.editor.metadata import copyright_semantics, metadata_semantics
from courses.packages.editor.models import ClientFile, EditorClient, Workspace
from courses.packages.models import Blob
from courses.packages.players.actions import QUICK, keep_bundle
from courses.packages.players.bundling import Code, bundled, key_of
from courses.packages.players.sets import core_key
from courses.packages.storing import open_blob

CALLS = "/h5p/editor/calls/"
"""The client asks below this path; the frame's own script answers, and no request is made to it."""
CORE_SCRIPTS = ("packages/sandbox.js", "h5p/frame.bundle.js", "h5p_editor/frame.js")
FIRST = (
    "h5peditor", "h5peditor-init", "h5peditor-semantic-structure", "h5peditor-editor", "h5peditor-library-selector",
    "h5peditor-fullscreen-bar", "h5peditor-form", "h5peditor-text", "h5peditor-html", "h5peditor-number",
    "h5peditor-textarea", "h5peditor-file-uploader", "h5peditor-file", "h5peditor-image", "h5peditor-image-popup",
    "h5peditor-av", "h5peditor-group", "h5peditor-boolean", "h5peditor-list", "h5peditor-list-editor",
    "h5peditor-library", "h5peditor-library-list-cache", "h5peditor-select",
)  # fmt: skip
"""Scripts of the client on which others stand, in the order in which they must run; the others follow by name."""
WITHOUT = frozenset({"scripts/h5p-hub-client.js"})
"""The client's window on the hub, which the frame cannot reach."""
STYLES = ("libs/cropper.css", "styles/css/fonts.css", "styles/css/application.css")
RICH_TEXT = "ckeditor/ckeditor.js"


def current_client() -> EditorClient | None:
    return EditorClient.objects.first()


def bundles_of(client: EditorClient, *, language: str, at: datetime) -> list[tuple[str, str]]:
    """Addresses of scripts and styles: H5P's core with our end of the bridge, and the client."""
    files = {file.path: file.blob for file in ClientFile.objects.filter(client=client).select_related("blob")}
    scripts = scripts_of(files, language=language)
    code = Code(
        name="h5p-editor", digest=client.digest, address=client_address(client.digest), scripts=tuple(scripts),
        styles=tuple(path for path in STYLES if path in files), read=_reading(files),
    )  # fmt: skip
    key = key_of([client.digest, *scripts])
    keep_bundle(key=key, make=lambda: bundled([code]), at=at, quality=QUICK)
    return [bundle_addresses(core_key(at=at, scripts=CORE_SCRIPTS)), bundle_addresses(key)]


def scripts_of(paths: Any, *, language: str) -> list[str]:
    """The client's scripts in load order, with its texts in one language: English where it does not have it."""
    first = [f"scripts/{name}.js" for name in FIRST]
    others = sorted(path for path in paths if path.startswith("scripts/") and path.endswith(".js"))
    spoken = next((path for path in (f"language/{language}.js", "language/en.js") if path in paths), "")
    ordered = [*first, *(path for path in others if path not in first), spoken, RICH_TEXT]
    return [path for path in ordered if path in paths and path not in WITHOUT]


def integration_of(workspace: Workspace, client: EditorClient, *, language: str, at: datetime) -> dict[str, Any]:
    """Nothing in it is about the author, nor about the content: that comes by a message from the page around."""
    revision = workspace.based_on_id
    files = f"{files_address(content_id=revision, at=at)}content" if revision else ""
    return {
        "baseUrl": "", "url": "", "siteUrl": "", "hubIsEnabled": False, "postUserStatistics": False,
        "saveFreq": False, "urlLibraries": library_address("0").removesuffix("/0/"),
        "libraryDirectories": directories(), "ajax": {"setFinished": "", "contentUserData": ""}, "l10n": {"H5P": {}},
        "contents": {f"cid-{revision}": {"contentUrl": files}} if revision else {},
        "editor": _settings(workspace, client, language=language, at=at),
    }  # fmt: skip


def _settings(workspace: Workspace, client: EditorClient, *, language: str, at: datetime) -> dict[str, Any]:
    address = client_address(client.digest)
    settings = {
        "libraryUrl": address, "ajaxPath": CALLS, "language": language or get_language(),
        "filesPath": workspace_address(workspace_id=workspace.pk, at=at).removesuffix("/"),
        "fileIcon": {"path": f"{address}images/binary-file.png", "width": 50, "height": 50},
        "apiVersion": {"majorVersion": 1, "minorVersion": 28}, "assets": {"css": [], "js": []},
        "metadataSemantics": metadata_semantics(), "copyrightSemantics": copyright_semantics(),
        "enableContentHub": False, "deleteMessage": "",
    }  # fmt: skip
    return {**settings, "nodeVersionId": workspace.based_on_id} if workspace.based_on_id else settings


def _reading(files: dict[str, Blob]) -> Callable[[str], str | None]:
    def read(path: str) -> str | None:
        blob = files.get(path.partition("?")[0].partition("#")[0])
        if blob is None:
            return None
        with open_blob(blob) as file:
            return file.read().decode("utf-8", "replace")

    return read
