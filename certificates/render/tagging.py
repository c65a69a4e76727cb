"""The language and the letters of every run in the tagged PDF, which WeasyPrint leaves to be guessed.

Language (ISO 32000-1, 14.9.2): WeasyPrint forgets which text a marked-content id belongs to once the tags are written.
So the ids are noted while a page is painted, and the languages added to the structure elements that the parent tree
names for them.

Letters (14.9.4): Devanagari and its relatives, Thai and Khmer join letters and draw them in another order than they
are written in. A map from glyphs to letters cannot say that, so such runs carry their text as ActualText: a name is
then found, copied and read aloud as it was written. Arabic and Hebrew go without it: their faces have a glyph for each
letter, and Poppler turns the ActualText of right-to-left runs around.
"""

from functools import partial
from typing import Any

import pydyf
from fontTools import unicodedata as scripts

Spoken = dict[int, str]  # marked-content id -> language

_LETTER_BY_LETTER = frozenset(
    {"Latn", "Grek", "Cyrl", "Arab", "Hebr", "Hang", "Hani", "Hira", "Kana", "Ethi", "Geor", "Armn", "Zyyy", "Zinh"}
)
_WORD_JOINER = b"<2060>"  # invisible: what a glyph without a letter of its own stands for


def note_languages(document: Any) -> list[Spoken]:
    """One mapping a page, filled when the page is painted."""
    spoken: list[Spoken] = []
    for page in document.pages:
        noted: Spoken = {}
        page.paint = partial(_paint, page.paint, noted)
        spoken.append(noted)
    return spoken


def _paint(paint: Any, noted: Spoken, stream: Any, *arguments: Any, **options: Any) -> None:
    paint(stream, *arguments, **options)
    letters: dict[int, str] = {}
    for box, mark in stream._tags.items():
        noted[mark["mcid"]] = box.style["lang"] or "en"
        text = getattr(box, "text", "")
        if any(scripts.script(character) not in _LETTER_BY_LETTER for character in text):
            letters[mark["mcid"]] = text
    for operand in stream.stream:
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in letters:
            operand["ActualText"] = pydyf.String(letters[operand["MCID"]])


def tag_languages(pdf: pydyf.PDF, spoken: list[Spoken]) -> None:
    """The document's language is English: only others are written."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page, noted in enumerate(spoken):
        elements = numbers[2 * page + 1]
        for mark, language in noted.items():
            if language != "en":
                _object(pdf, elements[mark])["Lang"] = pydyf.String(language)


def mend_unicode_maps(pdf: pydyf.PDF) -> None:
    """WeasyPrint maps a glyph without a letter of its own to an empty string, which PDF/A does not allow."""
    for font in pdf.objects:
        if isinstance(font, dict) and "ToUnicode" in font:
            cmap = _object(pdf, font["ToUnicode"])
            cmap.stream = [part.replace(b"<>", _WORD_JOINER) for part in cmap.stream]


def _object(pdf: pydyf.PDF, reference: str | bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
