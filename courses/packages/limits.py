"""How much a package may hold: settings where installations differ, constants where they need not."""

from dataclasses import dataclass

from django.conf import settings

KB = 1024
MB = 1024 * KB


@dataclass(frozen=True)
class Limits:
    package: int = 64 * MB
    file: int = 16 * MB
    unpacked: int = 256 * MB
    entries: int = 5_000
    directory: int = 2 * MB
    """Of the archive's own list of entries, which is read into memory as a whole."""
    ratio: int = 200
    """Unpacked to packed size of one entry. Deflate reaches 1,032; what people make rarely passes 20."""
    ratio_from: int = 256 * KB
    """Below this unpacked size the ratio does no harm."""
    name: int = 200
    depth: int = 12
    manifest: int = 4 * MB


LIMITS = Limits(
    package=settings.PACKAGE_MAX_BYTES,
    file=settings.PACKAGE_MAX_FILE_BYTES,
    unpacked=settings.PACKAGE_MAX_UNPACKED_BYTES,
    entries=settings.PACKAGE_MAX_ENTRIES,
)
"""As this installation is set."""
