"""Laying pages: created, or brought up to date, and published, only if something differs."""

from typing import Any
from uuid import UUID

from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from cms.demo.reading import SOURCE_LANGUAGE
from cms.translations.adoption import adopt


def lay_page(
    model: type[Any], *, parent: Page, key: UUID, language: str, slug: str, topics: Any = None, **values: Any
) -> Any:
    """The live page of `model` with this translation key in this language, holding `values`, below `parent`.

    A placeholder for the untranslated page (an alias) becomes the page. Wants the original before its translations.
    """
    locale = Locale.objects.get(language_code=language)
    page = model.objects.filter(translation_key=key, locale=locale).first()
    if page is None:
        page = model(translation_key=key, locale=locale, slug=slug, live=False, **values)
        parent.add_child(instance=page)
    elif _same(page, values, topics):
        return page
    for name, value in values.items():
        setattr(page, name, value)
    if topics is not None:
        page.topics = topics
    page.alias_of = None
    page.save_revision(clean=False).publish()
    published = model.objects.get(pk=page.pk)
    if language != SOURCE_LANGUAGE:
        original = model.objects.get(translation_key=key, locale__language_code=SOURCE_LANGUAGE)
        adopt(original=original, translation=published)
    return published


def _same(page: Any, values: dict[str, Any], topics: Any) -> bool:
    if not page.live or page.alias_of_id or page.has_unpublished_changes:
        return False
    if topics is not None and {topic.pk for topic in page.topics.all()} != {topic.pk for topic in topics}:
        return False
    return all(
        _comparable(page, name, getattr(page, name)) == _comparable(page, name, value) for name, value in values.items()
    )


def _comparable(page: Any, name: str, value: Any) -> Any:
    """A stream is compared by what it would be saved as."""
    field = page._meta.get_field(name)
    if not isinstance(field, StreamField):
        return value
    stream = field.to_python(value)
    return [(block.block_type, block.id, block.block.get_prep_value(block.value)) for block in stream]


def lay_placeholders(source: Page) -> None:
    """In every language without a translation of `source`, an alias that leads to it (wagtail-localize does the same
    for pages that editors create)."""
    for locale in Locale.objects.exclude(pk=source.locale_id):
        if not source.has_translation(locale):
            source.copy_for_translation(locale, copy_parents=False, alias=True)
