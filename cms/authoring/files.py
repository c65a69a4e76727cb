"""The files that a form speaks of: those of the content, and pictures and documents of the site put into it."""

import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.authoring.taking import ending_of, refusal_of
from courses.packages.storing import CHUNK, Source
from lms.accounts.models import User


class FilesOf:
    """For a content with these parameters. `chosen` are the files taken from the site, by the path they get: those that
    `by` may take, for a form can name any."""

    def __init__(self, *parameters: Any, by: User | None) -> None:
        self._by = by
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
        if row is None or refusal_of(row, self._by):
            return None
        path = f"{folder}/{row.pk}{ending_of(row)}"
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
