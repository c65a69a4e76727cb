"""Translations of a content that is changed: each text stays with the words that it translates."""

from collections.abc import Mapping
from typing import Any

from courses.packages.h5p.texts import Translated, Words, digest_of_words, placed, with_texts
from courses.packages.known_semantics import SemanticsInStore
from courses.packages.models import ContentRevision


def carried_translations(
    *, last: ContentRevision | None, main: str, parameters: Mapping[str, Any] | None
) -> dict[str, dict[str, Any]]:
    """Language to the new parameters with what is translated of them already; the rest says what the original says.

    Of a library that waits for approval no text is known, so nothing is carried; pages that were translated bring
    their texts again when they are published.
    """
    if last is None or last.main is None or not last.translations:
        return {}
    store = SemanticsInStore()
    now, before = store.texts(parameters, main=main), store.texts(last.parameters, main=str(last.main))
    carried = {
        language: placed(_pairs(before, store.texts(translation, main=str(last.main))), now)
        for language, translation in last.translations.items()
    }
    return {language: with_texts(parameters or {}, texts) for language, texts in carried.items() if texts}


def _pairs(original: Mapping[str, Words], spoken: Mapping[str, Words]) -> dict[str, Translated]:
    """None where the texts of the two do not stand in the same places: which belongs to which is not known then."""
    if original.keys() != spoken.keys():
        return {}
    return {path: Translated(digest_of_words(words), spoken[path].text) for path, words in original.items()}
