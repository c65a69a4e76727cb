"""The files that a form speaks of: those of the content, and pictures and documents of the site put into it."""

import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import PurePosixPath
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.packages.kinds import IN_CONTENT
from courses.packages.storing import CHUNK, Source

LARGEST = 16 * 1024 * 1024


class FilesOf:
    """For a content with these parameters. `chosen` are the files taken from the site, by the path they get."""

    def __init__(self, *parameters: Any) -> None:
        self._held = {unescape(file["path"]): dict(file) for value in parameters for file in _files(value)}
        self.chosen: dict[str, Source] = {}

    def held(self, path: str) -> dict[str, Any] | None:
        return self._held.get(path)

    def picture(self, pk: int) -> dict[str, Any] | None:
        image = get_image_model().objects.filter(pk=pk).first()
        taken = self._taken("images", image)
        return None if taken is None else {**taken, "width": image.width, "height": image.height}

    def document(self, pk: int) -> dict[str, Any] | None:
        return self._taken("files", get_document_model().objects.filter(pk=pk).first())

    def _taken(self, folder: str, row: Any) -> dict[str, Any] | None:
        """Under the id that it has here: chosen twice, it is in the package once."""
        ending = PurePosixPath(row.file.name).suffix.lower() if row else ""
        if ending.removeprefix(".") not in IN_CONTENT or row.file.size > LARGEST:
            return None
        path = f"{folder}/{row.pk}{ending}"
        self.chosen[path] = partial(_chunks, row)
        return {"path": path, "mime": mimetypes.guess_type(path)[0] or "application/octet-stream"}


def _chunks(row: Any) -> Iterator[bytes]:
    with row.file.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _files(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every file in parameters, however deep."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            if isinstance(one.get("path"), str):
                yield one
            waiting.extend(one.values())
        elif isinstance(one, Iterable) and not isinstance(one, str):
            waiting.extend(one)
