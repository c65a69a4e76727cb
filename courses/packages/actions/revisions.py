"""Contents and their revisions: a new one for each change of what learners are shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.carrying import carried_translations
from courses.packages.actions.using import ask_to_make_ready, use_libraries
from courses.packages.cleaning import cleaned_parameters
from courses.packages.events import ContentRevised
from courses.packages.h5p.checking import PARAMETERS, CheckedContent
from courses.packages.models import Blob, Content, ContentFile, ContentRevision, Library
from courses.packages.queries import is_waiting
from courses.packages.refusals import PackageRefused
from courses.packages.shelf import Shelf, named_by
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.outbox.events import publish

Origin = ContentRevision.Origin


class AnotherKind(PackageRefused):
    message: ClassVar[str | Promise] = _("The package is of another kind (%(kind)s) than the content it is to replace.")


def add_revision(
    *,
    checked: CheckedContent,
    files: Mapping[str, Blob],
    digest: str,
    content: Content | None,
    by: User | None,
    at: datetime,
) -> Content:
    """List what an .h5p holds, in the caller's transaction: a new content, or a new revision of `content`.

    What the package brings in no other language stays translated where the same words still stand.
    """
    manifest = checked.manifest
    content = content_for(kind=Content.Kind.H5P, title=manifest.title, content=content, by=by, at=at)
    main = checked.main
    carried = carried_translations(last=content.current, main=str(main), parameters=checked.parameters)
    revision = next_revision(
        content=content, files=files, origin=Origin.IMPORTED, language=manifest.language,
        main=Library.objects.get(machine_name=main.machine_name, major=main.major, minor=main.minor),
        parameters=checked.parameters, translations={**carried, **checked.translations}, metadata=manifest.metadata,
        sha256=digest, by=by, at=at,
    )  # fmt: skip
    audit(action="content.imported", target=content, by=by, at=at, revision=revision.number, main=str(main))
    return content


def content_for(*, kind: str, title: str, content: Content | None, by: User | None, at: datetime) -> Content:
    """The content to be replaced, locked, with its new title; or a new one."""
    if content is None:
        return Content.objects.create(kind=kind, title=title, made_by=by, made_at=at)
    held = Content.objects.select_for_update().get(pk=content.pk)
    if held.kind != kind:
        raise AnotherKind(kind=Content.Kind(kind).label)
    held.title = title
    held.save(update_fields=["title"])
    return held


def next_revision(
    *, content: Content, files: Mapping[str, Blob], by: User | None, at: datetime, **values: Any
) -> ContentRevision:
    """Make the next revision of a locked content and let it be the current one. `values` are the model's fields."""
    last = content.revisions.order_by("-number").first()
    revision = ContentRevision.objects.create(
        content=content, number=last.number + 1 if last else 1, size=sum(blob.size for blob in files.values()),
        made_by=by, made_at=at, **values,
    )  # fmt: skip
    ContentFile.objects.bulk_create(
        ContentFile(revision=revision, path=path, blob=blob) for path, blob in files.items()
    )
    if revision.main:
        named = named_by(str(revision.main), revision.parameters, *revision.translations.values())
        use_libraries(revision=revision, named=named, shelf=Shelf.of_store(), entry=PARAMETERS)
    content.current = revision
    content.save(update_fields=["current"])
    if last:
        publish(ContentRevised(content_id=content.pk), at=at)
    if revision.main and not is_waiting(revision):
        cleaned_parameters(revision)
        ask_to_make_ready(at=at)
    return revision
