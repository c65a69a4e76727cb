"""Wagtail's signals, each translated into one call. No rule is here."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, pre_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.delivery.renewal import renew_course, renew_everything
from cms.keeping import keep_page, let_go
from cms.models import CoursePage, LessonPage
from cms.outlining.actions import freeze_after_commit
from cms.translations.exercises import speak_exercises
from cms.translations.following import follow_original


def connect() -> None:
    """Listen to what happens to live pages; called once, when the app is ready."""
    page_published.connect(_changed, dispatch_uid="freeze and render")
    page_published.connect(_published, dispatch_uid="follow the original")
    page_unpublished.connect(_changed, dispatch_uid="freeze and render")
    page_slug_changed.connect(_readdressed, dispatch_uid="freeze and render")
    post_page_move.connect(_moved, dispatch_uid="freeze and render")
    for kind in (CoursePage, LessonPage):
        page_unpublished.connect(_leaving, sender=kind, dispatch_uid="keep what was frozen")
        pre_delete.connect(_leaving, sender=kind, dispatch_uid="keep what was frozen")
        page_published.connect(_back, sender=kind, dispatch_uid="let go of what was kept")
    post_delete.connect(_deleted, dispatch_uid="render")


def _changed(instance: Page, **kwargs: Any) -> None:
    revision = kwargs.get("revision")
    courses = _courses_of(instance)
    for key in courses:
        renew_course(key)
    if not courses:
        renew_everything()
    _freeze(courses, by=revision.user if revision else None)


def _readdressed(instance: Page, **_kwargs: Any) -> None:
    renew_everything()
    _freeze(_courses_of(instance), by=None)


def _published(instance: Page, **kwargs: Any) -> None:
    revision = kwargs.get("revision")
    speak_exercises(instance, by=revision.user if revision else None)
    follow_original(instance)


def _moved(instance: Page, parent_page_before: Page, **_kwargs: Any) -> None:
    renew_everything()
    _freeze([*_courses_of(instance), *_courses_of(parent_page_before)], by=None)


def _leaving(instance: Page, **_kwargs: Any) -> None:
    keep_page(page=instance, at=timezone.now())


def _back(instance: Page, **_kwargs: Any) -> None:
    let_go(page=instance)


def _deleted(sender: type, **_kwargs: Any) -> None:
    if issubclass(sender, Page):
        renew_everything()


def _freeze(courses: list[UUID], *, by: Any) -> None:
    for key in courses:
        freeze_after_commit(key=key, by=by)


def _courses_of(page: Page) -> list[UUID]:
    """The key of the course that the page is, or is a part of."""
    ancestors = page.get_ancestors(inclusive=True).filter(content_type__model=CoursePage._meta.model_name)
    return list(ancestors.values_list("translation_key", flat=True))
