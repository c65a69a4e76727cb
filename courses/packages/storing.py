"""The files of packages in private storage, each package below a folder with a random name."""

import secrets
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from courses.packages.archive import Archive

SHELF = "h5p"
IN_MEMORY = 1024 * 1024
"""Bytes of a file above which it is put on disk on its way."""


def private() -> Storage:
    return storages["private"]


def unpack(archive: Archive, names: Iterable[str]) -> tuple[str, dict[str, int]]:
    """Write these entries; the folder and each file's size. Where one fails, none is left."""
    folder, files = f"{SHELF}/{secrets.token_hex(16)}", {}
    try:
        for name in names:
            files[name] = 0
            files[name] = _write(f"{folder}/{name}", archive.chunks(name))
    except BaseException:
        remove(folder, files)
        raise
    return folder, files


def _write(name: str, chunks: Iterable[bytes]) -> int:
    """Store the chunks and return their size. On their way they are a whole file, for a bucket takes nothing less."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        whole.writelines(chunks)
        size = whole.tell()
        private().save(name, File(whole))
    return size


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
