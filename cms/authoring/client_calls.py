"""The client's questions, answered: docs/h5p-editor.md has them with their shapes. None of them changes a content."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from cms.authoring.client_work import NEW
from courses.packages.editor.actions import put_file
from courses.packages.editor.answers import filtered_library, library_data, library_details, translations
from courses.packages.editor.models import Workspace, WorkspaceFile
from courses.packages.players.policies import type_of
from courses.packages.storing import open_blob
from lms.refusals import Refusal

FOLDERS = {"image": "images", "video": "videos", "audio": "audios"}
"""By the type of the field for which a file is put in; any other's are `files`."""


class Call:
    """One question about the draft that is written in this workspace."""

    def __init__(
        self, main: str, workspace: Callable[[], Workspace], *, query: QueryDict, sent: QueryDict,
        files: "MultiValueDict[str, Any]", posted: bool, at: datetime,
    ) -> None:  # fmt: skip
        self.main, self.workspace, self.at = main, workspace, at
        self.query, self.sent, self.files, self.posted = query, sent, files, posted

    def libraries(self) -> Any:
        """The list, details of some, or all of one. The list has the draft's own type: a draft keeps its type."""
        if self.posted:
            return library_details(self.sent.getlist("libraries[]"))
        if "machineName" not in self.query:
            return library_details([self.main])
        asked = self.query
        name = "{machineName} {majorVersion}.{minorVersion}".format_map(_Missing(asked.dict()))
        found = library_data(name, language=_word(asked, "language"), default_language=_word(asked, "default-language"))
        return found if found is not None else _failure(_("%(library)s is not in the store.") % {"library": name})

    def translations(self) -> Any:
        names = self.sent.getlist("libraries[]")
        return _success(translations(names, language=_word(self.query, "language")))

    def filter(self) -> Any:
        try:
            found = filtered_library(json.loads(self.sent.get("libraryParameters", "")))
        except (ValueError, RecursionError):
            found = None
        return _success(found) if found is not None else _failure(_("The parameters cannot be read."))

    def put_in(self) -> Any:
        """The client reads `#tmp` as: not in the content yet."""
        file = self.files.get("file")
        if file is None:
            return _failure(_("No file has come."))
        folder = FOLDERS.get(_type_of(self.sent.get("field", "")), "files")
        try:
            held = put_file(workspace=self.workspace(), folder=folder, file=file, name=file.name or "", at=self.at)
        except Refusal as refusal:
            return _failure(str(refusal))
        return {"path": held.path + NEW, "mime": type_of(held.path).partition(";")[0], **_measures(held)}


CALLS: Mapping[str, Callable[[Call], Any]] = {
    "libraries": Call.libraries, "translations": Call.translations, "filter": Call.filter, "files": Call.put_in,
}  # fmt: skip
READ = frozenset({"libraries"})
"""Those that may come as a GET."""


class _Missing(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def _success(data: Any) -> dict[str, Any]:
    return {"success": True, "data": data}


def _failure(message: str) -> dict[str, Any]:
    return {"success": False, "message": message, "errorCode": "POLIDARI"}


def _word(asked: QueryDict, name: str) -> str:
    """The code of a language, which becomes part of a path."""
    value = asked.get(name, "")
    return value if value.replace("-", "").isalnum() and len(value) <= 12 else ""


def _type_of(field: str) -> str:
    try:
        value = json.loads(field)
    except (ValueError, RecursionError):
        return ""
    return str(value.get("type", "")) if isinstance(value, dict) else ""


def _measures(held: WorkspaceFile) -> dict[str, int]:
    """Of a picture. Only its head is read."""
    if not held.path.startswith("images/"):
        return {}
    try:
        with open_blob(held.blob) as file, Image.open(file) as picture:
            return {"width": picture.width, "height": picture.height}
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return {}
