"""Names of files: what a browser sends is a claim, and what a person is shown says nothing about the author."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from django.utils.translation import gettext

LONGEST = 150
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of signs that show nothing, turn the direction of others, or are none."""


def cleaned(name: str) -> str:
    """The last part of a path in composed form without what cannot be seen; may be empty."""
    base = PureWindowsPath(PurePosixPath(name).name).name
    shown = (sign for sign in unicodedata.normalize("NFC", base) if unicodedata.category(sign) not in INVISIBLE)
    text = " ".join("".join(shown).split()).strip(". ")
    stem, dot, extension = text.rpartition(".")
    return f"{stem[: LONGEST - len(extension) - 1]}{dot}{extension}" if len(text) > LONGEST else text


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def without_author(name: str, place: int) -> str:
    """For who must not know who wrote it: the number of the file, with its extension."""
    return gettext("File %(number)s.%(extension)s") % {"number": place, "extension": extension_of(name)}
