"""The files of packages in private storage, each package below a folder with a random name."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from courses.packages.archive import Archive

SHELF = "h5p"


def private() -> Storage:
    return storages["private"]


def unpack(archive: Archive, names: Iterable[str]) -> tuple[str, dict[str, int]]:
    """Write these entries; the folder and each file's size. Where one fails, none is left."""
    folder, files = f"{SHELF}/{secrets.token_hex(16)}", {}
    try:
        for name in names:
            files[name] = 0
            written = _Counted(archive.chunks(name))
            private().save(f"{folder}/{name}", written)
            files[name] = written.count
    except BaseException:
        remove(folder, files)
        raise
    return folder, files


def remove(folder: str, files: Mapping[str, int]) -> None:
    """The files, then the folders, which only some storages have."""
    storage = private()
    for name in files:
        storage.delete(f"{folder}/{name}")
    folders = {str(above) for name in files for above in PurePosixPath(folder, name).parents}
    for path in sorted((path for path in folders if path.startswith(folder)), key=len, reverse=True):
        storage.delete(path)


def open_file(folder: str, name: str) -> IO[bytes]:
    opened: IO[bytes] = private().open(f"{folder}/{name}")
    return opened


class _Counted(File):  # type: ignore[type-arg]
    """Chunks as a storage saves them, counted on their way."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__(None)
        self._chunks = chunks
        self.count = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.count += len(chunk)
            yield chunk
