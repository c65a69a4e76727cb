"""Data as markup: escaped, every run with its language, right-to-left and left-to-right kept apart."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from fontTools import unicodedata as scripts

from certificates.render.breaking import counts_kept
from certificates.render.typefaces import check_glyphs

# The languages that a script may stand for; the first is taken unless the document's language is one of them.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "Latn": ("en",),
    "Grek": ("el",),
    "Cyrl": ("ru", "uk", "bg", "mn", "kk", "ky", "sr", "mk", "be", "tg"),
    "Arab": ("ar", "fa", "ur", "ps", "ckb"),
    "Deva": ("hi", "ne", "mr"),
    "Hang": ("ko",),
    "Hani": ("zh", "ko", "ja"),
    "Hira": ("ja",),
    "Kana": ("ja",),
    "Ethi": ("am", "ti"),
    "Hebr": ("he", "yi"),
    "Beng": ("bn", "as"),
    "Taml": ("ta",),
    "Thai": ("th",),
    "Khmr": ("km",),
    "Geor": ("ka",),
    "Armn": ("hy",),
}
_BREAKING_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})


class Run(NamedTuple):
    language: str
    direction: str
    text: str


_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def _language(script: str, preferred: str) -> str:
    known = _LANGUAGES.get(script, ("und",))
    return preferred if preferred.partition("-")[0] in known else known[0]


def _direction(character: str) -> str:
    return _DIRECTIONS.get(scripts.bidirectional(character), "")


def _labelled(text: str, preferred: str) -> list[tuple[str, str]]:
    """Each character with its language; spaces and punctuation go with the letters before them."""
    tags = [
        "" if (script := scripts.script(character)) in _NEUTRAL else _language(script, preferred) for character in text
    ]
    current = next(filter(None, tags), preferred)
    labelled = []
    for character, tag in zip(text, tags, strict=True):
        current = tag or current
        labelled.append((current, character))
    return labelled


def _pieces(line: str, preferred: str) -> list[Run]:
    """A text that holds both directions stays in one piece: only the bidirectional algorithm can order it rightly."""
    directions = [direction for direction in map(_direction, line) if direction]
    labelled = _labelled(line, preferred)
    if len(set(directions)) > 1:
        return [Run(labelled[0][0], directions[0], line)]
    direction = (directions or ["ltr"])[0]
    return [
        Run(tag, direction, "".join(character for _, character in group))
        for tag, group in groupby(labelled, key=lambda pair: pair[0])
    ]


def tidy(text: str) -> str:
    """One line, single spaces. Raises MissingGlyph for a character that cannot be printed."""
    line = _BREAKING_SPACE.sub(" ", text).strip()
    check_glyphs([line])
    return line


def runs(text: str, preferred: str = "en") -> list[Run]:
    """The text by language. `preferred` decides where a script is shared by several."""
    return _pieces(tidy(text), preferred)


def marked_up(text: str, language: str = "en") -> SafeString:
    """One datum inside a text in `language`: escaped, and a span around each run in another."""
    found = runs(text, language)
    if len(found) == 1 and found[0].language == language:
        return escape(found[0].text)
    return in_spans(found)


def in_spans(found: Iterable[Run]) -> SafeString:
    return format_html_join("", '<span lang="{}" dir="{}">{}</span>', found)


def sentence(pattern: str, **values: SafeString) -> SafeString:
    """A translated sentence with markup in its placeholders. The sentence itself is text, and is escaped too."""
    check_glyphs([pattern])
    return counts_kept(SafeString(format_html("{}", pattern) % values))
