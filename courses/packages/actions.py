"""Taking a package in, all or nothing, and letting it go."""

import hashlib
from datetime import datetime
from typing import IO

from django.db import transaction

from courses.packages.archive import Archive
from courses.packages.checking import CheckedPackage, check_package
from courses.packages.limits import LIMITS, Limits
from courses.packages.models import H5PContent
from courses.packages.storing import remove, unpack
from lms.accounts.models import User
from lms.audit.actions import audit


def import_package(*, file: IO[bytes], by: User | None, at: datetime, limits: Limits = LIMITS) -> H5PContent:
    """Check, unpack and list an .h5p. Raises PackageRefused, and then neither a file nor a row is left."""
    archive = Archive(file, limits=limits)
    package = check_package(archive, limits=limits)
    folder, files = unpack(archive, package.files)
    try:
        with transaction.atomic():
            content = _listed(package, folder, files, digest=_digest(file), by=by, at=at)
            audit(action="h5p.imported", target=content, by=by, at=at, type=content.main_library)
    except BaseException:
        remove(folder, files)
        raise
    return content


def _listed(
    package: CheckedPackage, folder: str, files: dict[str, int], *, digest: str, by: User | None, at: datetime
) -> H5PContent:
    manifest = package.manifest
    return H5PContent.objects.create(
        title=manifest.title, main_library=str(package.main), language=manifest.language, folder=folder, files=files,
        libraries=package.libraries, sha256=digest, size=sum(files.values()), licence=manifest.licence,
        uploaded_by=by, uploaded_at=at,
    )  # fmt: skip


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
