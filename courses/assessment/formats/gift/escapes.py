"""Signs that mean something in GIFT, and texts with their format."""

import re

from courses.assessment.formats.items import Notes
from courses.assessment.formats.texts import checked, plain_of_html

SIGNS = "~=#{}:\\"
STANDS_FOR = {sign: chr(place) for place, sign in enumerate([*SIGNS, "\n"], start=1)}
"""Signs that were escaped, hidden from the parser; no text has these controls."""
MEANT = {hidden: sign for sign, hidden in STANDS_FOR.items()}
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
FORMAT = re.compile(r"^\s*\[(html|moodle|markdown|plain)\]")
AS_WRITTEN = {"plain", "markdown"}


def hidden(text: str) -> str:
    """With every escaped sign replaced by its control."""
    bare = text.translate(dict.fromkeys(range(1, 9)))
    return ESCAPED.sub(lambda found: STANDS_FOR["\n" if found[1] == "n" else found[1]], bare)


def shown(text: str) -> str:
    return text.translate({ord(control): sign for control, sign in MEANT.items()})


def escaped(text: str) -> str:
    """As it is written in a file."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", text).replace("\n", "\\n")


def format_of(text: str, default: str = "moodle") -> tuple[str, str]:
    """The format that the text names at its beginning, and the rest."""
    found = FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (default, text)


def plain(text: str, default: str, notes: Notes) -> str:
    """The words of a text that may name its own format."""
    form, rest = format_of(text, default)
    return plain_as(form, rest, notes)


def plain_as(form: str, text: str, notes: Notes) -> str:
    """The words of a text in this format. What Moodle formats itself keeps its line breaks."""
    words = shown(text)
    if form in AS_WRITTEN:
        return checked(words)
    return plain_of_html(words.strip().replace("\n", "<br>") if form == "moodle" else words, notes)
