"""What is done with a content that has come in: named, copied, let go."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.revisions import next_revision
from courses.packages.models import Content, ContentRevision
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal


class StillUsed(Refusal):
    message: ClassVar[str | Promise] = _(
        "“%(title)s” has been attempted by learners or is about to be replaced, so it stays."
    )


class HeldBy(Refusal):
    message: ClassVar[str | Promise] = _("“%(title)s” is used in: %(holders)s.")


NAMED = 10
"""Of what holds a content, how many stand in a refusal."""


def holders_of(content: Content) -> list[str]:
    """Names of what shows this content or has frozen it, told by floors above: the settings name them."""
    return [str(name) for path in settings.CONTENT_HOLDERS for name in import_string(path)(content_id=content.pk)]


@transaction.atomic
def rename_content(*, content: Content, title: str, by: User | None, at: datetime) -> Content:
    held = Content.objects.select_for_update().get(pk=content.pk)
    before, held.title = held.title, title
    held.save(update_fields=["title"])
    audit(action="content.renamed", target=held, by=by, at=at, changes={"title": [before, title]})
    return held


@transaction.atomic
def duplicate_content(*, content: Content, title: str, by: User | None, at: datetime) -> Content:
    """A content of its own that begins as this one is now; it shares its files, which are kept once."""
    source = ContentRevision.objects.select_related("main").get(current_of=content)
    copy = Content.objects.create(kind=content.kind, title=title, made_by=by, made_at=at)
    next_revision(
        content=copy, files={file.path: file.blob for file in source.files.select_related("blob")},
        origin=ContentRevision.Origin.DUPLICATED, language=source.language, main=source.main,
        parameters=source.parameters, translations=source.translations, structure=source.structure,
        metadata=source.metadata, by=by, at=at,
    )  # fmt: skip
    audit(action="content.duplicated", target=copy, by=by, at=at, source=content.pk, revision=source.number)
    return copy


@transaction.atomic
def remove_content(*, content: Content, by: User | None, at: datetime) -> None:
    """Let a content go with its revisions. Refuses where a lesson, a frozen outline or an attempt holds it."""
    held = Content.objects.select_for_update().get(pk=content.pk)
    if holders := holders_of(held):
        raise HeldBy(title=held.title, holders=", ".join(holders[:NAMED]))
    audit(action="content.removed", target=held, by=by, at=at, revisions=held.revisions.count())
    Content.objects.filter(pk=held.pk).update(current=None)
    try:
        Content.objects.get(pk=held.pk).delete()
    except ProtectedError as error:
        raise StillUsed(title=held.title) from error
