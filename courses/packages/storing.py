"""Bytes of packages in private storage, each once under a name of its own.

Storage takes no part in transactions. So the names are committed as loose files before anything is written under
them; they become blobs, or are removed, or are found by the sweep.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction

from courses.packages.models import Blob, LooseFiles

SHELF = "packages"
IN_MEMORY = 1024 * 1024
"""Bytes of a file above which it is put on disk on its way."""
CHUNK = 64 * 1024
AT_ONCE = 500
"""Hashes in one statement."""

Source = Callable[[], Iterable[bytes]]
"""A file's bytes, as often as they are asked for."""


def private() -> Storage:
    return storages["private"]


def open_blob(blob: Blob) -> IO[bytes]:
    opened: IO[bytes] = private().open(blob.name)
    return opened


def digest_of(source: Source) -> str:
    """The SHA-256 of all the bytes; a damaged entry is found here, before anything is written."""
    digest = hashlib.sha256()
    for chunk in source():
        digest.update(chunk)
    return digest.hexdigest()


@dataclass
class Written:
    """Files that have been written and are nobody's yet: hash to name and size."""

    loose: LooseFiles
    files: dict[str, tuple[str, int]]


def write_missing(sources: Mapping[str, Source], *, at: datetime, moved: Callable[[], None] = lambda: None) -> Written:
    """Write what no blob has. Where one fails, none is left. `moved` is called after each file."""
    held = held_blobs(sources)
    names = {sha256: f"{SHELF}/{sha256[:2]}/{secrets.token_hex(16)}" for sha256 in sources if sha256 not in held}
    written = Written(LooseFiles.objects.create(names=list(names.values()), since=at), {})
    try:
        for sha256, name in names.items():
            written.files[sha256] = name, _write(name, sources[sha256]())
            moved()
    except BaseException:
        settle(written.loose)
        raise
    return written


def adopt(written: Written, wanted: Iterable[str]) -> dict[str, Blob]:
    """In the caller's transaction: make blobs of what was written; all the `wanted` blobs, locked.

    One that the sweep took in the meantime is not among them. What somebody else wrote at the same time is removed.
    """
    new = [Blob(sha256=sha256, name=name, size=size) for sha256, (name, size) in sorted(written.files.items())]
    Blob.objects.bulk_create(new, ignore_conflicts=True)
    blobs = held_blobs(wanted, locked=True)
    adopted = {blob.name for blob in blobs.values()}
    LooseFiles.objects.filter(pk=written.loose.pk).update(
        names=[name for name, _size in written.files.values() if name not in adopted]
    )
    transaction.on_commit(partial(settle, written.loose))
    return blobs


def settle(loose: LooseFiles) -> None:
    """Remove what the row still names, then the row. After a commit that adopted the files that is none of them."""
    names = LooseFiles.objects.filter(pk=loose.pk).values_list("names", flat=True).first()
    remove_files(names or [])
    LooseFiles.objects.filter(pk=loose.pk).delete()


def held_blobs(hashes: Iterable[str], *, locked: bool = False) -> dict[str, Blob]:
    rows = Blob.objects.select_for_update().order_by("pk") if locked else Blob.objects.all()
    return {blob.sha256: blob for some in _parts(hashes) for blob in rows.filter(sha256__in=some)}


def remove_files(names: Iterable[str]) -> None:
    for name in names:
        private().delete(name)


def _parts(hashes: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(hashes))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def _write(name: str, chunks: Iterable[bytes]) -> int:
    """Store the chunks and return their size. On their way they are a whole file, for a bucket takes nothing less."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        whole.writelines(chunks)
        size = whole.tell()
        private().save(name, File(whole))
    return size
