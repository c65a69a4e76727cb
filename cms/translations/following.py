"""Keeping wagtail-localize's copy of an original in step with what is published."""

from wagtail.models import Page
from wagtail_localize.models import TranslationSource


def follow_original(page: Page) -> None:
    """Cut up an original anew after its publication, if it is translated.

    Its translations stay published as they are; the strings that are new wait for their translators, and those that
    did not change keep their translations.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.translations.filter(enabled=True).exists():
        source.update_from_db()
