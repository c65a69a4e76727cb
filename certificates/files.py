"""Where the issued files lie: private storage, under a name made of number and digest, so that a changed file never
takes another's place."""

import hashlib

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
