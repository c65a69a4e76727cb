"""Bytes in private storage under names that follow from an upload's code.

Storage takes no part in transactions, so a crash may leave a file that no row knows. As its name is that of the next
part, or of the whole, of an upload that is still there, trying again writes over it and the sweep removes it.
"""

import hashlib
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from courses.assignments.models import Upload

FOLDER = "assignments"
IN_MEMORY = 1024 * 1024
READ_AT_ONCE = 64 * 1024


def private() -> Storage:
    return storages["private"]


def opened(path: str) -> IO[bytes]:
    file: IO[bytes] = private().open(path)
    return file


def path_of(upload: Upload) -> str:
    return f"{FOLDER}/files/{upload.code}"


def write_chunk(upload: Upload, data: bytes) -> None:
    """The part that begins at the upload's present offset."""
    name = _chunk(upload, upload.offset)
    private().delete(name)
    private().save(name, ContentFile(data))


def write_whole(upload: Upload) -> str:
    """Put the parts together under the upload's path, and return the SHA-256 of all."""
    digest = hashlib.sha256()
    with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        for offset, _size, _digest in upload.chunks:
            with opened(_chunk(upload, offset)) as part:
                while data := part.read(READ_AT_ONCE):
                    digest.update(data)
                    whole.write(data)
        private().delete(path_of(upload))
        private().save(path_of(upload), File(whole))
    return digest.hexdigest()


def remove_chunks(upload: Upload) -> None:
    """Every part, and the next one that a crash may have left."""
    for offset in {*(offset for offset, _size, _digest in upload.chunks), upload.offset}:
        private().delete(_chunk(upload, offset))


def remove(paths: Iterable[str]) -> None:
    for path in paths:
        private().delete(path)


def _chunk(upload: Upload, offset: int) -> str:
    return f"{FOLDER}/parts/{upload.code}/{offset}"
