"""Taking up a page that was translated as a whole: wagtail-localize gets the records it would have made itself.

From then on the translation is edited string by string, beside the original, and nothing of it is written anew. The
records are written in bulk, because wagtail-localize asks a dozen statements for every string.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translations.following import cut_up_anew

Segments = list[Any]


def adopt(*, original: Any, translation: Any) -> None:
    """Record the published `translation` as a translation of the published `original`, with all its strings.

    What had been recorded of the same strings before is replaced.
    """
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        source = _record(original)
    else:
        cut_up_anew(source.pk)
    Translation.objects.get_or_create(source=source, target_locale=translation.locale)
    translated = extract_segments(translation)
    _record_strings(source, translation.locale, _of_kind(translated, StringSegmentValue))
    _record_overrides(source, translation.locale, _of_kind(translated, OverridableSegmentValue))
    TranslationLog.objects.create(source=source, locale=translation.locale, revision=translation.live_revision)


def _record(original: Any) -> TranslationSource:
    """The source of an original, cut up as TranslationSource.refresh_segments() would."""
    thing, _created = TranslatableObject.objects.get_or_create_from_instance(original)
    source = TranslationSource.objects.create(
        object=thing, locale=original.locale, specific_content_type=ContentType.objects.get_for_model(type(original)),
        object_repr=str(original)[:200], content_json=original.to_json(),
        schema_version=get_schema_version(original._meta.app_label), last_updated_at=original.last_published_at,
    )  # fmt: skip
    segments = extract_segments(original)
    contexts = _contexts(thing, {segment.path for segment in segments})
    _write_strings(source, contexts, _of_kind(segments, StringSegmentValue))
    for segment in segments:
        if isinstance(segment, TemplateSegmentValue):
            TemplateSegment.from_value(source, segment)
        elif isinstance(segment, OverridableSegmentValue):
            OverridableSegment.from_value(source, segment)
    return source


def _contexts(thing: TranslatableObject, paths: set[str]) -> dict[str, int]:
    """Path to the primary key of its context. The readable path of a context is filled in when it is first shown."""
    ids: dict[str, UUID] = {path: TranslationContext._get_path_id(path) for path in paths}
    rows = [TranslationContext(object=thing, path=path, path_id=ids[path]) for path in sorted(paths)]
    TranslationContext.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(TranslationContext.objects.filter(object=thing, path_id__in=ids.values()).values_list("path", "pk"))


def _write_strings(source: TranslationSource, contexts: dict[str, int], segments: Segments) -> None:
    texts = {String._get_data_hash(segment.string.data): segment.string.data for segment in segments}
    rows = [String(locale_id=source.locale_id, data=text, data_hash=key) for key, text in texts.items()]
    String.objects.bulk_create(rows, ignore_conflicts=True)
    found = String.objects.filter(locale_id=source.locale_id, data_hash__in=texts)
    strings = dict(found.values_list("data_hash", "pk"))
    StringSegment.objects.bulk_create(
        StringSegment(
            source=source, context_id=contexts[segment.path], order=segment.order,
            string_id=strings[String._get_data_hash(segment.string.data)], attrs=json.dumps(segment.attrs),
        )
        for segment in segments
    )  # fmt: skip


def _record_strings(source: TranslationSource, locale: Locale, translated: Segments) -> None:
    """Pair the strings of both pages by their place; where a place holds more of them in one, it stays open."""
    originals = source.stringsegment_set.order_by("order").values_list("context__path", "string_id", "context_id")
    by_place = _grouped(translated, lambda segment: segment.path)
    pairs: dict[tuple[int, int], str] = {}
    for path, places in _grouped(originals, lambda row: row[0]).items():
        if len(places) == len(by_place.get(path, ())):
            for (_path, string, context), segment in zip(places, by_place[path], strict=True):
                pairs.setdefault((string, context), segment.string.data)
    kept = {"locale": locale, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL}
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(translation_of_id=string, context_id=context, data=data, **kept)
            for (string, context), data in pairs.items()
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "updated_at", "has_error", "field_error"],
    )


def _record_overrides(source: TranslationSource, locale: Locale, translated: Segments) -> None:
    """What the translation shows instead of the original's own, as a drawing with words in it."""
    shown = {segment.path: segment.data for segment in translated}
    for segment in source.overridablesegment_set.select_related("context"):
        own = shown.get(segment.context.path, segment.data)
        if own != segment.data:
            SegmentOverride.objects.update_or_create(
                locale=locale, context=segment.context, defaults={"data_json": json.dumps(own)}
            )


def _of_kind(segments: Segments, kind: type) -> Segments:
    return [segment for segment in segments if isinstance(segment, kind)]


def _grouped(things: Iterable[Any], place: Callable[[Any], str]) -> dict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for thing in things:
        groups[place(thing)].append(thing)
    return groups
