"""Drafts: begun, kept as they are typed, tried, saved as contents, thrown away, forgotten."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cms.authoring.models import Draft
from courses.packages.actions.authoring import Work, author_content, forget_trial, try_content
from courses.packages.editor.actions import open_workspace
from courses.packages.editor.models import Workspace
from courses.packages.models import Content, ContentRevision
from lms.accounts.models import User
from lms.audit.actions import audit

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def begin_draft(*, main: str, title: str, language: str, by: User, at: datetime) -> Draft:
    draft = Draft.objects.create(main=main, title=title, language=language, made_by=by, changed_at=at)
    audit(action="draft.begun", target=draft, by=by, at=at, main=main)
    return draft


@transaction.atomic
def begin_change(*, content: Content, by: User, at: datetime) -> Draft:
    """The draft in which this person changes the content: the one that was begun before, or a new one.

    One in which nothing was typed begins from what the content is now.
    """
    revision = ContentRevision.objects.select_related("main").get(current_of=content)
    held = Draft.objects.select_for_update().filter(content=content, made_by=by).first()
    if held is not None:
        return _up_to_date(held, revision)
    draft = Draft.objects.create(
        main=str(revision.main), title=content.title, language=revision.language, content=content, based_on=revision,
        made_by=by, changed_at=at,
    )  # fmt: skip
    audit(action="draft.begun", target=draft, by=by, at=at, main=draft.main, content=content.pk)
    return draft


def _up_to_date(draft: Draft, revision: ContentRevision) -> Draft:
    if draft.typed is None:
        draft.based_on = revision
        draft.save(update_fields=["based_on"])
    return draft


@transaction.atomic
def keep_draft(*, draft: Draft, title: str, typed: Any, by: User, at: datetime) -> Draft:
    held = Draft.objects.select_for_update().get(pk=draft.pk, made_by=by)
    held.title, held.typed, held.changed_at = title[:255], typed, at
    held.save(update_fields=["title", "typed", "changed_at"])
    return held


def try_draft(*, draft: Draft, work: Work, by: User, at: datetime) -> ContentRevision:
    """A revision to look at."""
    revision = try_content(work=work, instead_of=draft.tried, by=by, at=at)
    Draft.objects.filter(pk=draft.pk).update(tried=revision)
    return revision


def save_draft(*, draft: Draft, work: Work, by: User, at: datetime) -> Content:
    """Make a content, or a new revision of the one that is changed; the draft has done its work."""
    content = author_content(work=work, content=draft.content, by=by, at=at)
    _forget(draft, by=by)
    return content


@transaction.atomic
def discard_draft(*, draft: Draft, by: User, at: datetime) -> None:
    audit(action="draft.discarded", target=draft, by=by, at=at, main=draft.main)
    _forget(draft, by=by)


def forget_old_drafts(*, at: datetime) -> None:
    """Those that nobody has touched for long. Safe to repeat."""
    for draft in Draft.objects.filter(changed_at__lt=at - KEPT_FOR).select_related("tried", "made_by"):
        _forget_old(draft, at=at)


@transaction.atomic
def _forget_old(draft: Draft, *, at: datetime) -> None:
    """Unless its author has come back in between."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk, changed_at__lt=at - KEPT_FOR).first()
    if held is not None:
        audit(action="draft.forgotten", target=held, by=None, at=at, main=held.main)
        _forget(held, by=held.made_by)


@transaction.atomic
def workspace_of(*, draft: Draft, by: User, at: datetime) -> Workspace:
    """Where H5P's own editor puts the files of this draft, made when it is opened first."""
    held = Draft.objects.select_for_update().get(pk=draft.pk, made_by=by)
    if held.workspace is None:
        based_on = ContentRevision.objects.filter(current_of=held.content).first() if held.content_id else None
        held.workspace = open_workspace(based_on=based_on, at=at)
        held.save(update_fields=["workspace"])
    return held.workspace


def _forget(draft: Draft, *, by: User) -> None:
    tried = draft.tried
    Draft.objects.filter(pk=draft.pk, made_by=by).delete()
    if tried is not None:
        forget_trial(revision=tried)
