"""Translations that are behind their original."""

from typing import Any, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def stale_translations() -> QuerySet[Page]:
    """Live translations whose original (the oldest page of the same key) was published after them, or of which
    wagtail-localize still waits for a string.

    Each carries the original's primary key as `original` and its time as `original_published_at`.
    """
    same = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None).order_by("pk")
    pages = Page.objects.live().filter(alias_of=None).select_related("locale")
    stale = pages.annotate(
        original=Subquery(same.values("pk")[:1]), original_published_at=Subquery(same.values("last_published_at")[:1])
    ).filter(Q(last_published_at__lt=F("original_published_at")) | Exists(_cut_up_later()) | Exists(_waiting()))
    return cast("QuerySet[Page]", stale.order_by("path"))


def _cut_up_later() -> QuerySet[Translation]:
    """The page's record, if the original was submitted to translators anew since the page was published."""
    of_page = Translation.objects.filter(
        enabled=True, source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    return cast("QuerySet[Translation]", of_page.filter(source__last_updated_at__gt=OuterRef("last_published_at")))


def _waiting() -> QuerySet[StringSegment]:
    """Strings of the original for which the page's language has no good translation."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(OuterRef("locale")),
        has_error=False,
    )  # fmt: skip
    segments = StringSegment.objects.filter(
        source__object_id=OuterRef("translation_key"),
        source__translations__enabled=True,
        source__translations__target_locale=OuterRef("locale"),
    )
    return cast("QuerySet[StringSegment]", segments.filter(~Exists(translated)))


def stale_original_of(page: Page) -> Any:
    """The original of a translation that is behind it, or nothing."""
    stale = stale_translations().filter(pk=page.pk).first()
    return Page.objects.get(pk=stale.original) if stale else None


def stale_translations_of(original: Page) -> QuerySet[Page]:
    """The translations of this page that are behind it."""
    return stale_translations().filter(translation_key=original.translation_key, original=original.pk)
