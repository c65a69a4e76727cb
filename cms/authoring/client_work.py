"""What H5P's own editor is given of a draft, and what comes of that which it hands back."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import ValidationError

from cms.authoring.models import Draft
from courses.packages.actions.authoring import Work
from courses.packages.editor.models import Workspace
from courses.packages.h5p.manifests import Metadata
from courses.packages.models import Blob
from courses.packages.storing import CHUNK, Source, open_blob

NEW = "#tmp"
"""What the client appends to the path of a file that was put in since it began."""


def beginning_of(draft: Draft, workspace: Workspace) -> dict[str, str]:
    """The library and, as a text of JSON, parameters and metadata: as handed over last, or as the content has them."""
    revision = workspace.based_on
    held = draft.typed if isinstance(draft.typed, dict) and "params" in draft.typed else None
    value = held or {
        "params": revision.parameters if revision else {},
        "metadata": revision.metadata if revision else {},
    }
    metadata = {"license": "U", "authors": [], **_dict(value.get("metadata"))}
    metadata |= {"title": draft.title, "defaultLanguage": draft.language}
    return {"library": draft.main, "params": json.dumps({"params": value["params"], "metadata": metadata})}


def work_of(draft: Draft, workspace: Workspace, *, title: str, handed: Mapping[str, Any]) -> Work:
    return Work(
        main=draft.main, title=title, language=draft.language, parameters=settled(handed["params"]),
        files=_files(workspace), based_on=workspace.based_on, metadata=metadata_of(handed.get("metadata")),
    )  # fmt: skip


def settled(value: Any) -> Any:
    """Parameters whose files are called as they will lie in the content."""
    if isinstance(value, dict):
        return {key: _path(one) if key == "path" else settled(one) for key, one in value.items()}
    return [settled(one) for one in value] if isinstance(value, list) else value


def metadata_of(value: Any) -> dict[str, Any]:
    """Licence, authors and source; what is not as H5P has it is left out."""
    given = {key: one for key, one in _dict(value).items() if key in Metadata.model_fields and one not in ("", None)}
    try:
        known = Metadata.model_validate(given)
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors()}
        known = Metadata.model_validate({key: one for key, one in given.items() if key not in wrong})
    return known.model_dump(exclude_none=True, mode="json")


def _path(value: Any) -> Any:
    return value.removesuffix(NEW) if isinstance(value, str) else settled(value)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _files(workspace: Workspace) -> dict[str, Source]:
    return {file.path: partial(_chunks, file.blob) for file in workspace.files.select_related("blob")}


def _chunks(blob: Blob) -> Iterator[bytes]:
    with open_blob(blob) as file:
        while chunk := file.read(CHUNK):
            yield chunk
