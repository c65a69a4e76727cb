"""Translations that are older than their original."""

from typing import Any, cast

from django.db.models import F, OuterRef, QuerySet, Subquery
from wagtail.models import Page


def stale_translations() -> QuerySet[Page]:
    """Live translations whose original (the oldest page of the same key) was published after them.

    Each carries the original's primary key as `original` and its time as `original_published_at`.
    """
    same = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None).order_by("pk")
    pages = Page.objects.live().filter(alias_of=None).select_related("locale")
    stale = pages.annotate(
        original=Subquery(same.values("pk")[:1]), original_published_at=Subquery(same.values("last_published_at")[:1])
    ).filter(last_published_at__lt=F("original_published_at"))
    return cast("QuerySet[Page]", stale.order_by("path"))


def stale_original_of(page: Page) -> Any:
    """The original of a translation that is older than it, or nothing."""
    stale = stale_translations().filter(pk=page.pk).first()
    return Page.objects.get(pk=stale.original) if stale else None
