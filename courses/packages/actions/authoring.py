"""Contents written here: saved as revisions like those that were brought, and tried before that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.carrying import carried_translations
from courses.packages.actions.revisions import content_for, next_revision
from courses.packages.actions.shelving import Swept
from courses.packages.h5p.filtering import filtered
from courses.packages.known_semantics import SemanticsInStore
from courses.packages.models import Blob, Content, ContentFile, ContentRevision, Library
from courses.packages.queries import changed_since
from courses.packages.storing import Source, adopt, digest_of, settle, write_missing
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal


class CannotBeWritten(Refusal):
    message: ClassVar[str | Promise] = _("%(library)s is not in the store, or has not been approved.")


class ChangedMeanwhile(Refusal):
    message: ClassVar[str | Promise] = _(
        "“%(title)s” has been changed since you began: see revision %(number)s before you save yours in its place."
    )


@dataclass(frozen=True)
class Work:
    """What somebody wrote. `files` are new ones by their path; `based_on` is what was changed, and where the other
    files come from; `over` is the number of the newest revision that its author knows and wants to replace.

    `metadata` has licence, authors and source under the names of h5p.json; none: as they were.
    """

    main: str
    title: str
    language: str
    parameters: Mapping[str, Any]
    files: Mapping[str, Source]
    based_on: ContentRevision | None = None
    over: int | None = None
    metadata: Mapping[str, Any] | None = None


def author_content(*, work: Work, content: Content | None = None, by: User | None, at: datetime) -> Content:
    """Save what was written as a new content, or as the next revision of `content`.

    Only what the semantics of the libraries know is kept. Raises a Refusal, and then nothing is left: as when somebody
    else has changed the content since.
    """
    revision = _kept(work, content, by=by, at=at, tried=False)
    return revision.content


def try_content(*, work: Work, instead_of: ContentRevision | None, by: User | None, at: datetime) -> ContentRevision:
    """A revision to be looked at by its author: of a content of its own, which has no current revision.

    It takes the place of the one that was looked at before.
    """
    revision = _kept(work, None, by=by, at=at, tried=True)
    if instead_of is not None:
        forget_trial(revision=instead_of)
    return revision


@transaction.atomic
def forget_trial(*, revision: ContentRevision) -> None:
    """Let a revision go that was made to be looked at, and nothing else."""
    Content.objects.filter(pk=revision.content_id, current=None).delete()


def _kept(work: Work, content: Content | None, *, by: User | None, at: datetime, tried: bool) -> ContentRevision:
    main = _library(work.main)
    parameters = filtered(work.parameters, main=work.main, semantics_of=SemanticsInStore(), keep_emptied=True)
    used = set(_paths(parameters))
    sources = {path: source for path, source in work.files.items() if path in used}
    hashes = {path: digest_of(source) for path, source in sources.items()}
    written = write_missing({hashes[path]: source for path, source in sources.items()}, at=at)
    try:
        with transaction.atomic():
            blobs = adopt(written, hashes.values())
            if blobs.keys() < set(hashes.values()):
                raise Swept
            files = _files(work.based_on, used) | {path: blobs[sha256] for path, sha256 in hashes.items()}
            return _listed(work, content, main, parameters, files, by=by, at=at, tried=tried)
    except BaseException:
        settle(written.loose)
        raise


def _listed(
    work: Work, content: Content | None, main: Library, parameters: dict[str, Any], files: Mapping[str, Blob],
    *, by: User | None, at: datetime, tried: bool,
) -> ContentRevision:  # fmt: skip
    held = content_for(kind=Content.Kind.H5P, title=work.title, content=content, by=by, at=at)
    _refuse_unseen(work, held)
    metadata = work.metadata if work.metadata is not None else work.based_on.metadata if work.based_on else {}
    translations = carried_translations(last=held.current, main=work.main, parameters=parameters)
    revision = next_revision(
        content=held, files=files, origin=ContentRevision.Origin.AUTHORED, language=work.language, main=main,
        parameters=parameters, translations=translations, metadata={**metadata, "title": work.title}, by=by, at=at,
    )  # fmt: skip
    if tried:
        held.current = None
        held.save(update_fields=["current"])
    else:
        audit(action="content.authored", target=held, by=by, at=at, revision=revision.number, main=work.main)
    return revision


def _refuse_unseen(work: Work, held: Content) -> None:
    """Asked under the content's lock: who saves second hears of who saved first."""
    if work.based_on is None or work.based_on.content_id != held.pk:
        return
    newer = changed_since(work.based_on)
    if newer is not None and newer.number > (work.over or 0):
        raise ChangedMeanwhile(title=held.title, number=newer.number)


def _files(revision: ContentRevision | None, used: set[str]) -> dict[str, Blob]:
    """Of the files that were there, those that are still spoken of."""
    held = ContentFile.objects.filter(revision=revision).select_related("blob") if revision else ()
    return {file.path: file.blob for file in held if file.path in used}


def _paths(value: Any) -> Iterator[str]:
    """Every path of a file in filtered parameters."""
    if isinstance(value, dict):
        path = value.get("path")
        yield from (unescape(path),) if isinstance(path, str) else ()
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inner in inside:
        yield from _paths(inner)


def _library(name: str) -> Library:
    found = [library for library in Library.objects.exclude(current=None) if str(library) == name]
    if not found:
        raise CannotBeWritten(library=name)
    return found[0]
