"""The language of every run in the tagged PDF (ISO 32000-1, 14.9.2), which WeasyPrint leaves at the document's.

WeasyPrint forgets which text a marked-content id belongs to once the tags are written. So the ids are noted while a
page is painted, and the languages added to the structure elements that the parent tree names for them.
"""

from functools import partial
from typing import Any

import pydyf

Spoken = dict[int, str]  # marked-content id -> language


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
    for box, mark in stream._tags.items():
        if language := box.style["lang"]:
            noted[mark["mcid"]] = language


def tag_languages(pdf: pydyf.PDF, spoken: list[Spoken]) -> None:
    """Every page's tags come after the first page's language, which is the document's: only others are written."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page, noted in enumerate(spoken):
        elements = numbers[2 * page + 1]
        for mark, language in noted.items():
            if language != "en":
                _object(pdf, elements[mark])["Lang"] = pydyf.String(language)


def _object(pdf: pydyf.PDF, reference: str | bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
