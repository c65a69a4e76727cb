"""Keeping what learners were promised: pages of a frozen course, however they leave the site."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from cms.models import CoursePage, KeptPage
from courses.outline.models import Course


def keep_page(*, page: Any, at: datetime) -> None:
    """Keep the published content of a course's or a lesson's page that was just taken down or is about to be deleted.

    Only what was frozen can be asked for later; a draft or a placeholder goes for good. What is kept already stays:
    into the row of a page that was taken down, Wagtail writes the drafts.
    """
    course = page.get_ancestors(inclusive=True).type(CoursePage).first()
    if page.alias_of_id or not page.first_published_at:
        return
    if course is None or not Course.objects.filter(key=course.translation_key).exists():
        return
    KeptPage.objects.get_or_create(
        key=page.translation_key,
        language=page.locale.language_code,
        defaults={
            "course_key": course.translation_key, "kind": page._meta.model_name, "content": page.serializable_data(),
            "documents": _documents_of(page), "kept_at": at,
        },
    )  # fmt: skip


def let_go(*, page: Any) -> None:
    """Forget what was kept of a page that is published again. Its row is what learners read from now on."""
    # A page that waits for its day is announced as published too, and an alias has nothing of its own.
    if page.live and not page.alias_of_id:
        KeptPage.objects.filter(key=page.translation_key, language=page.locale.language_code).delete()


def _documents_of(page: Any) -> list[int]:
    linked = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type__app_label=get_document_model()._meta.app_label,
        to_content_type__model=get_document_model()._meta.model_name,
    )
    return sorted({int(pk) for pk in linked.values_list("to_object_id", flat=True)})


def published_page(key: UUID | str, language: str) -> Any:
    """The page with this translation key as it was last published: live, taken down, or deleted. Or nothing."""
    rows = Page.objects.filter(translation_key=key, locale__language_code=language, alias_of=None)
    row = rows.exclude(first_published_at=None).first()
    if row is None or not row.live:
        kept = KeptPage.objects.filter(key=key, language=language).first()
        if kept is not None:
            return kept.page
    return row.specific if row else None
