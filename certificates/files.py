"""Where the issued files lie: private storage, under a name made of number and digest, so that a changed file never
takes another's place. A letter has the name of its sending: what was sent once says the same ever after."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from certificates.models import Certificate


def storage() -> Storage:
    return storages["private"]


def digest_of(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def keep(*, year: int, number: str, pdf: bytes) -> str:
    """Store the file and return its name; storing it again changes nothing.

    Nothing is deleted: another worker may have issued the certificate under this name a moment ago. Where a killed
    writer left half a file, or another is still writing, the storage gives the whole one a name of its own.
    """
    name = f"certificates/{year}/{number}-{digest_of(pdf)[:16]}.pdf"
    return name if _holds(name, pdf) else storage().save(name, ContentFile(pdf))


def _holds(name: str, pdf: bytes) -> bool:
    if not storage().exists(name):
        return False
    with storage().open(name) as held:
        return bool(held.read() == pdf)


def opened(certificate: Certificate) -> "File[bytes]":
    """The issued PDF, to be read and closed by the caller."""
    return storage().open(certificate.file)


def letter(*, code: str, sent_at: datetime, print_it: Callable[[], bytes]) -> bytes:
    """The letter of this sending, printed and stored the first time that anybody asks."""
    name = f"letters/{code}-{sent_at.astimezone(UTC):%Y%m%dT%H%M%S%f}.pdf"
    if not storage().exists(name):
        storage().save(name, ContentFile(print_it()))
    with storage().open(name) as held:
        return bytes(held.read())
