"""Wagtail's signals, each translated into one call. No rule is here."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.delivery import generation
from cms.keeping import keep_page
from cms.models import CoursePage, LessonPage
from cms.outlining.actions import freeze_after_commit
from cms.translations.following import follow_original


def connect() -> None:
    """Listen to what happens to live pages; called once, when the app is ready."""
    page_published.connect(_changed, dispatch_uid="freeze and drop shells")
    page_published.connect(_published, dispatch_uid="follow the original")
    page_unpublished.connect(_changed, dispatch_uid="freeze and drop shells")
    page_slug_changed.connect(_changed, dispatch_uid="freeze and drop shells")
    post_page_move.connect(_moved, dispatch_uid="freeze and drop shells")
    for kind in (CoursePage, LessonPage):
        pre_delete.connect(_leaving, sender=kind, dispatch_uid="keep what was frozen")
    post_delete.connect(_deleted, dispatch_uid="drop shells")


def _changed(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(generation.begin_anew)
    revision = kwargs.get("revision")
    _freeze_course_of(instance, by=revision.user if revision else None)


def _published(instance: Page, **_kwargs: Any) -> None:
    follow_original(instance)


def _moved(instance: Page, parent_page_before: Page, **_kwargs: Any) -> None:
    transaction.on_commit(generation.begin_anew)
    _freeze_course_of(instance, by=None)
    _freeze_course_of(parent_page_before, by=None)


def _leaving(instance: Page, **_kwargs: Any) -> None:
    keep_page(page=instance, at=timezone.now())


def _deleted(sender: type, **_kwargs: Any) -> None:
    if issubclass(sender, Page):
        transaction.on_commit(generation.begin_anew)


def _freeze_course_of(page: Page, *, by: Any) -> None:
    ancestors = page.get_ancestors(inclusive=True).filter(content_type__model=CoursePage._meta.model_name)
    for key in ancestors.values_list("translation_key", flat=True):
        freeze_after_commit(key=key, by=by)
