"""The demo's H5P packages, built from their sources and taken in once."""

import hashlib
import zipfile
from io import BytesIO

from django.utils import timezone

from cms.demo.reading import CONTENT
from courses.packages.actions import import_package
from courses.packages.models import ContentRevision

SOURCES = CONTENT / "h5p"
# The first moment that a ZIP archive can name, so that the same sources give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def load_packages() -> dict[str, int]:
    """The content's id of each demo package by its slug; taken in where these very bytes are not there yet."""
    slugs = sorted(folder.name for folder in SOURCES.iterdir() if (folder / "h5p.json").is_file())
    return {slug: _loaded(build_package(slug)) for slug in slugs}


def build_package(slug: str) -> bytes:
    """The .h5p of a folder below `content/h5p`, the same bytes each time."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in (SOURCES / slug).rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(SOURCES / slug).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return packed.getvalue()


def _loaded(package: bytes) -> int:
    """Our own libraries need nobody's approval."""
    digest = hashlib.sha256(package).hexdigest()
    held = ContentRevision.objects.filter(sha256=digest).values_list("content", flat=True).first()
    return held or import_package(file=BytesIO(package), by=None, at=timezone.now(), approve=True).pk
