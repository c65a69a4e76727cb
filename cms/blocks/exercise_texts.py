"""The texts of interactive content as strings for translators, and what came back from them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings

from courses.packages.cleaning import cleaned_texts
from courses.packages.h5p.texts import Translated, Words, digest_of_words, placed
from courses.packages.models import Content
from courses.packages.queries import is_waiting

_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_ORIGIN = "origin"
"""The format of a template that is no text: it tells translations which words the strings beside it are cut from."""
Segment = Any
"""One of wagtail-localize's: a string, a template of HTML, or something that can be overridden."""


class ExerciseTextsBlock(blocks.FieldBlock):
    """In a translation of a page: the content's texts in its language, by path; of each, which words it translates.
    In an original: nothing.

    Translators write them as strings, so no form shows them.
    """

    def __init__(self, **options: Any) -> None:
        self.field = forms.JSONField(required=False, widget=forms.HiddenInput)
        super().__init__(required=False, default=dict, **options)

    def clean(self, value: Any) -> dict[str, Any]:
        return super().clean(value) or {}

    class Meta:
        label = ""
        form_classname = "w-hidden"


def texts_of(content: Content) -> dict[str, Words]:
    """What an author wrote of the content as it is now, by path. Of what waits for approval nothing is known."""
    revision = content.current
    if revision is None or revision.main_id is None or is_waiting(revision):
        return {}
    texts = cleaned_texts(revision, revision.parameters or {})
    # A dot would end a step of wagtail-localize's paths; and an address says the same in every language.
    return {path: words for path, words in texts.items() if "." not in path and not _ADDRESS.fullmatch(words.text)}


def translated_in(value: Any) -> dict[str, Translated]:
    """Of what the block holds. A bare text was kept before it was noted what it translates: nobody can tell by now."""
    return {
        path: Translated(of=one["of"], says=one["says"])
        for path, one in (value or {}).items()
        if isinstance(one, Mapping) and isinstance(one.get("of"), str) and isinstance(one.get("says"), str)
    }


def spoken_texts(content: Content, language: str) -> dict[str, dict[str, str]]:
    """The texts of the translation that a package brought along, as the block holds them; nothing where it brought
    none."""
    revision = content.current
    translation = revision.translations.get(language) if revision else None
    if revision is None or translation is None:
        return {}
    texts, spoken = texts_of(content), cleaned_texts(revision, translation)
    return {path: _kept(digest_of_words(words), spoken[path].text) for path, words in texts.items() if path in spoken}


def _kept(of: str, says: str) -> dict[str, str]:
    return {"of": of, "says": says}


def segments_of(texts: Mapping[str, Words], translated: Mapping[str, Translated]) -> Iterator[Segment]:
    """`translated` takes the place of the original's words where the page is a translation."""
    says = placed(translated, texts)
    for path, words in texts.items():
        text = says.get(path, words.text)
        parts = _segments_of_html(text) if words.html else [StringSegmentValue("", text)]
        as_cut = Words(_restored(list(parts)), words.html)
        origin = f"{digest_of_words(words)} {digest_of_words(as_cut)}"
        yield from (part.wrap(path) for part in [TemplateSegmentValue("", _ORIGIN, origin, 0), *parts])


def _segments_of_html(html: str) -> list[Segment]:
    """As wagtail-localize cuts up a rich text."""
    template, strings = extract_strings(html)
    links = {attributes["href"] for _text, found in strings for attributes in found.values() if "href" in attributes}
    return [
        TemplateSegmentValue("", "html", template, len(strings)),
        *(StringSegmentValue("", text, attrs=found) for text, found in strings),
        *(OverridableSegmentValue(quote_path_component(href), href) for href in sorted(links)),
    ]


def texts_from(segments: Iterable[Segment]) -> dict[str, dict[str, str]]:
    """Put together again, as the block holds them. What says the same as what was cut up is translated by nobody."""
    by_path: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        path, rest = segment.unwrap()
        by_path[path].append(rest)
    found = {path: _translated(parts) for path, parts in by_path.items()}
    return {path: kept for path, kept in found.items() if kept is not None}


def _translated(parts: list[Segment]) -> dict[str, str] | None:
    origins = [part.template.split() for part in parts if _is_origin(part)]
    rest = [part for part in parts if not _is_origin(part)]
    if not origins or not rest:
        return None
    of, as_cut = origins[0]
    html = any(isinstance(part, TemplateSegmentValue) for part in rest)
    says = _restored(rest)
    return None if digest_of_words(Words(says, html)) == as_cut else _kept(of, says)


def _is_origin(part: Segment) -> bool:
    return isinstance(part, TemplateSegmentValue) and part.format == _ORIGIN


def _restored(parts: list[Segment]) -> str:
    if not any(isinstance(part, TemplateSegmentValue) for part in parts):
        return str(parts[0].render_text())
    _format, template, strings = organise_template_segments(parts)
    return str(restore_strings(template, strings))
