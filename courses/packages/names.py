"""Names of entries: safe on every system that may unpack them, and each of them once."""

import re
import unicodedata
import zipfile
from collections.abc import Iterable
from itertools import accumulate
from urllib.parse import unquote

from courses.packages.limits import Limits
from courses.packages.refusals import NameTooLong, NameTwice, UnsafeName

# Control signs, those that turn the direction of what is read, those that end lines, and halves of signs.
_UNREADABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\\\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Drives and streams of Windows, and the devices that it finds under these names in every folder.
_OF_WINDOWS = re.compile(r":|(?:^|/)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)


def name_of(entry: zipfile.ZipInfo) -> str:
    """As it stands in the archive: zipfile's own is cut at NUL."""
    return entry.orig_filename


def check_name(name: str, limits: Limits) -> None:
    # What another reader may make of the name has to be safe too.
    written = {name, unicodedata.normalize("NFKC", name), unquote(name)}
    if any(_is_unsafe(form) for form in written):
        raise UnsafeName(entry=ascii(name)[1:-1][: limits.name])
    if len(name.encode()) > limits.name or name.removesuffix("/").count("/") >= limits.depth:
        raise NameTooLong(entry=name[: limits.name])


def _is_unsafe(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    return bool(
        _UNREADABLE.search(name)
        or _OF_WINDOWS.search(name)
        or any(step.strip(" .") == "" or step.endswith((" ", ".")) for step in steps)
    )


def check_twins(entries: Iterable[zipfile.ZipInfo]) -> None:
    """No name twice, no file that is a folder as well, on file systems that fold case and accents too."""
    files: set[str] = set()
    folders: set[str] = set()
    for entry in entries:
        name = unicodedata.normalize("NFKC", name_of(entry).removesuffix("/")).casefold()
        above = list(accumulate(name.split("/")[:-1], lambda path, step: f"{path}/{step}"))
        if name in files or (name in folders and not entry.is_dir()) or files.intersection(above):
            raise NameTwice(entry=name_of(entry))
        folders.update([*above, name] if entry.is_dir() else above)
        if not entry.is_dir():
            files.add(name)
