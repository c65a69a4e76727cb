"""Bringing the editor client and letting it go; keeping what authors put in with it."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import IO, ClassVar

from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.importing import MayNotManageLibraries
from courses.packages.actions.shelving import Swept
from courses.packages.archive import Archive
from courses.packages.editor.archives import CLIENT, entries_of
from courses.packages.editor.models import ClientFile, EditorClient, Workspace, WorkspaceFile
from courses.packages.kinds import IN_CONTENT, extension_of
from courses.packages.limits import LIMITS, Limits
from courses.packages.models import Blob, ContentRevision
from courses.packages.refusals import FileTooLarge, KindNotAllowed
from courses.packages.signatures import HEAD, check_signature
from courses.packages.storing import Source, Written, adopt, digest_of, settle, write_missing
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

MOST_FILES = 500
"""That an author puts into one content."""


class WorkspaceFull(Refusal):
    message: ClassVar[str | Promise] = _("There are too many files in this content, or they are too large together.")


def install_client(
    *, file: IO[bytes], name: str, by: User, at: datetime, limits: Limits = LIMITS
) -> EditorClient:  # fmt: skip
    """Check the archive and use it from now on, in the place of the client that was there. Raises a Refusal."""
    if not by.has_perm("packages.manage_libraries"):
        raise MayNotManageLibraries
    archive = Archive(file, limits=limits, kind=CLIENT)
    sources = {path: partial(archive.chunks, entry) for path, entry in entries_of(archive).items()}
    hashes = {path: digest_of(source) for path, source in sources.items()}
    written = write_missing({hashes[path]: source for path, source in sources.items()}, at=at)
    try:
        return _listed(written, hashes, name=name, by=by, at=at)
    except BaseException:
        settle(written.loose)
        raise


@transaction.atomic
def _listed(written: Written, hashes: Mapping[str, str], *, name: str, by: User, at: datetime) -> EditorClient:
    blobs = _adopted(written, hashes)
    EditorClient.objects.all().delete()
    size = sum(blobs[sha256].size for sha256 in hashes.values())
    client = EditorClient.objects.create(
        digest=_digest(hashes), file_name=name[:255], size=size, brought_by=by, brought_at=at
    )
    rows = (ClientFile(client=client, path=path, blob=blobs[sha256]) for path, sha256 in hashes.items())
    ClientFile.objects.bulk_create(rows)
    audit(action="editor_client.installed", target=client, by=by, at=at, digest=client.digest)
    return client


@transaction.atomic
def remove_client(*, client: EditorClient, by: User, at: datetime) -> None:
    """Contents that were written with it stay; to change them there has to be one again."""
    if not by.has_perm("packages.manage_libraries"):
        raise MayNotManageLibraries
    audit(action="editor_client.removed", target=client, by=by, at=at, digest=client.digest)
    client.delete()


def open_workspace(*, based_on: ContentRevision | None, at: datetime) -> Workspace:
    return Workspace.objects.create(based_on=based_on, since=at)


def put_file(*, workspace: Workspace, folder: str, file: File[bytes], name: str, at: datetime) -> WorkspaceFile:
    """Keep a file for the content, under a name of our own. The same is asked of it as of a package's files."""
    ending = extension_of(name)
    _check(workspace, file, name, ending)
    path = f"{folder}/{secrets.token_hex(8)}.{ending}"
    source: Source = partial(_chunks, file)
    written = write_missing({(sha256 := digest_of(source)): source}, at=at)
    try:
        with transaction.atomic():
            blobs = _adopted(written, {path: sha256})
            return WorkspaceFile.objects.create(workspace=workspace, path=path, blob=blobs[sha256])
    except BaseException:
        settle(written.loose)
        raise


def _check(workspace: Workspace, file: File[bytes], name: str, ending: str) -> None:
    if ending not in IN_CONTENT:
        raise KindNotAllowed(entry=PurePosixPath(name).name)
    if file.size > LIMITS.file:
        raise FileTooLarge(entry=name, limit=LIMITS.file)
    file.seek(0)
    check_signature(name, file.read(HEAD))
    held = WorkspaceFile.objects.filter(workspace=workspace)
    size = held.aggregate(size=Sum("blob__size"))["size"] or 0
    if held.count() >= MOST_FILES or size + file.size > LIMITS.unpacked:
        raise WorkspaceFull


def _chunks(file: File[bytes]) -> Iterator[bytes]:
    file.seek(0)
    yield from file.chunks()


def _adopted(written: Written, hashes: Mapping[str, str]) -> dict[str, Blob]:
    blobs = adopt(written, hashes.values())
    if blobs.keys() < set(hashes.values()):
        raise Swept
    return blobs


def _digest(hashes: Mapping[str, str]) -> str:
    lines = sorted(f"{path} {sha256}" for path, sha256 in hashes.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
