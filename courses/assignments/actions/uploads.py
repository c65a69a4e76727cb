"""Files of a draft: they arrive in parts, in order, and go on where a broken line left them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assignments.actions.guards import assignment_for, locked_learner, own_draft
from courses.assignments.models import Submission, SubmissionFile, Upload
from courses.assignments.names import cleaned, extension_of
from courses.assignments.storing import path_of, remove, remove_chunks, write_chunk, write_whole
from courses.enrolment.models import EnrolledCourse
from courses.outline.assignment import Assignment
from courses.programmes.models import new_code
from lms.accounts.models import User
from lms.refusals import Refusal

LARGEST_CHUNK = 1024 * 1024
MEGABYTE = 1024 * 1024
ABANDONED_AFTER = timedelta(days=3)


class WrongKindOfFile(Refusal):
    message: ClassVar[str | Promise] = _("“%(name)s” is not of an allowed kind. Allowed are: %(allowed)s.")


class FileTooLarge(Refusal):
    message: ClassVar[str | Promise] = _("“%(name)s” is larger than %(most)s MB.")


class FileEmpty(Refusal):
    message: ClassVar[str | Promise] = _("“%(name)s” is empty.")


class TooManyFiles(Refusal):
    message: ClassVar[str | Promise] = _("No more than %(most)s files can be added.")


class ChunkTooLarge(Refusal):
    message: ClassVar[str | Promise] = _("A part of a file is larger than this site takes at once.")


class WrongOffset(Refusal):
    message: ClassVar[str | Promise] = _("This part does not follow what has arrived.")


class ChunkDamaged(Refusal):
    message: ClassVar[str | Promise] = _("A part of the file was damaged on its way.")


class NotWholeYet(Refusal):
    message: ClassVar[str | Promise] = _("“%(name)s” has not arrived completely.")


@transaction.atomic
def begin_upload(
    *, enrolled: EnrolledCourse, submission: Submission, name: str, total: int, fingerprint: str = "", by: User,
    at: datetime,
) -> Upload:  # fmt: skip
    """Announce a file of `total` bytes. The same one again (by name, size and `fingerprint`) goes on where it is."""
    locked_learner(enrolled=enrolled, by=by, at=at)
    draft = own_draft(enrolled=enrolled, submission=submission)
    shown, mark = cleaned(name), fingerprint.replace("\0", "")[:64]
    same = draft.uploads.filter(name=shown, total=total, fingerprint=mark, file=None).first()
    if same is not None:
        return same
    assignment = assignment_for(enrolled=enrolled, activity_key=draft.activity_key)
    check_file(assignment=assignment, name=shown, size=total)
    if draft.files.count() + draft.uploads.filter(file=None).count() >= assignment.files:
        raise TooManyFiles(most=assignment.files)
    return Upload.objects.create(submission=draft, name=shown, fingerprint=mark, total=total, touched_at=at)


@transaction.atomic
def append_chunk(
    *, enrolled: EnrolledCourse, upload: Upload, offset: int, data: bytes, digest: str = "", by: User, at: datetime
) -> Upload:
    """Take the part that begins at `offset`, or nothing of it. The same part again changes nothing.

    `digest` is the SHA-256 that the sender knows it by, in hexadecimal.
    """
    upload = _locked(enrolled, upload, by, at)
    chunk = [offset, len(data), sha256(data).hexdigest()]
    if digest and digest != chunk[2]:
        raise ChunkDamaged
    if not data or chunk in upload.chunks:
        return _at(upload, offset, len(data))
    if offset != upload.offset or offset + len(data) > upload.total:
        raise WrongOffset
    if len(data) > LARGEST_CHUNK:
        raise ChunkTooLarge
    write_chunk(upload, data)
    upload.chunks, upload.offset, upload.touched_at = [*upload.chunks, chunk], offset + len(data), at
    upload.save(update_fields=["chunks", "offset", "touched_at"])
    return upload


def finish_upload(*, enrolled: EnrolledCourse, upload: Upload, by: User, at: datetime) -> SubmissionFile:
    """Make one file of the parts, written before anything is locked. Finished again, it is the same file."""
    if upload.file is not None:
        return upload.file
    if upload.offset != upload.total:
        raise NotWholeYet(name=upload.name)
    digest = write_whole(upload)
    with transaction.atomic():
        upload = _locked(enrolled, upload, by, at)
        if upload.file is None:
            upload.file = SubmissionFile.objects.create(
                submission=upload.submission, path=path_of(upload), name=upload.name, size=upload.total,
                sha256=digest, added_at=at,
            )  # fmt: skip
            upload.touched_at = at
            upload.save(update_fields=["file", "touched_at"])
            transaction.on_commit(partial(remove_chunks, upload))
        return upload.file


def add_file(
    *, enrolled: EnrolledCourse, submission: Submission, name: str, size: int, chunks: Iterable[bytes], by: User,
    at: datetime,
) -> SubmissionFile:  # fmt: skip
    """A whole file at once, from a form that was sent without script; where it fails, nothing of it is left."""
    upload = begin_upload(
        enrolled=enrolled, submission=submission, name=name, total=size, fingerprint=new_code(), by=by, at=at
    )
    try:
        for data in _of_a_size(chunks):
            upload = append_chunk(enrolled=enrolled, upload=upload, offset=upload.offset, data=data, by=by, at=at)
        return finish_upload(enrolled=enrolled, upload=upload, by=by, at=at)
    except BaseException:
        _forget(upload)
        raise


@transaction.atomic
def remove_file(*, enrolled: EnrolledCourse, submission: Submission, code: str, by: User, at: datetime) -> Submission:
    """Take a file, or one that is on its way, out of the draft. What is not there is gone already."""
    locked_learner(enrolled=enrolled, by=by, at=at)
    draft = own_draft(enrolled=enrolled, submission=submission)
    for upload in draft.uploads.filter(code=code, file=None):
        _forget(upload)
    for file in draft.files.filter(code=code):
        file.delete()
        _remove_unless_shared([file.path])
    return draft


def sweep_uploads(*, at: datetime) -> None:
    """Give up what nobody has gone on with for days, and forget what has become a file. Safe to repeat."""
    old = Upload.objects.filter(touched_at__lt=at - ABANDONED_AFTER)
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            for upload in old.select_for_update(of=("self",), skip_locked=True).filter(pk=pk):
                _forget(upload)


def check_file(*, assignment: Assignment, name: str, size: int) -> None:
    if extension_of(name) not in assignment.extensions:
        raise WrongKindOfFile(name=name, allowed=", ".join(assignment.extensions))
    if size < 1:
        raise FileEmpty(name=name)
    if size > assignment.megabytes * MEGABYTE:
        raise FileTooLarge(name=name, most=assignment.megabytes)


def _locked(enrolled: EnrolledCourse, upload: Upload, by: User, at: datetime) -> Upload:
    locked_learner(enrolled=enrolled, by=by, at=at)
    row = Upload.objects.select_related("submission", "file").get(
        pk=upload.pk, submission__enrolment=enrolled.enrolment_id
    )
    own_draft(enrolled=enrolled, submission=row.submission)
    return row


def _at(upload: Upload, offset: int, size: int) -> Upload:
    if not size and offset != upload.offset:
        raise WrongOffset
    return upload


def _of_a_size(chunks: Iterable[bytes]) -> Iterable[bytes]:
    for chunk in chunks:
        yield from (chunk[start : start + LARGEST_CHUNK] for start in range(0, len(chunk), LARGEST_CHUNK))


def _forget(upload: Upload) -> None:
    upload.delete()
    transaction.on_commit(partial(remove_chunks, upload))
    if upload.file_id is None:
        transaction.on_commit(partial(remove, [path_of(upload)]))


def _remove_unless_shared(paths: list[str]) -> None:
    shared = set(SubmissionFile.objects.filter(path__in=paths).values_list("path", flat=True))
    transaction.on_commit(partial(remove, [path for path in paths if path not in shared]))
