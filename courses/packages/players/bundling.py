"""The scripts and styles of an ordered set of libraries, put together. Pure: bytes in, bytes out.

A player then asks for one script and one stylesheet instead of dozens, at addresses that never change their content.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courses.packages.players.scripts import Script, put_together
from courses.packages.players.styles import Style, joined

EDITION = "1"
"""Of the way in which libraries are put together: another edition makes every bundle anew."""
Reading = Callable[[str], str | None]
"""The text of a library's file by its path in the library; None where it has no such file."""


@dataclass(frozen=True)
class Code:
    """What a page loads of one library. `digest` stands for all of its files, `address` ends in a slash."""

    name: str
    digest: str
    address: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    read: Reading


@dataclass(frozen=True)
class Bundled:
    script: bytes
    style: bytes


def key_of(digests: Iterable[str]) -> str:
    """The same for the same libraries in the same order, put together in the same way."""
    return hashlib.sha256("\n".join([EDITION, *digests]).encode()).hexdigest()


def bundled(libraries: Iterable[Code]) -> Bundled:
    """Files that are not there are left out: a library that lists one is broken, and the others are not."""
    codes = list(libraries)
    scripts = [
        Script(f"{one.name}/{path}", one.address + path, text)
        for one in codes
        for path in one.scripts
        if (text := one.read(path)) is not None
    ]
    styles = [
        Style(path, one.address, text, one.read)
        for one in codes
        for path in one.styles
        if (text := one.read(path)) is not None
    ]
    return Bundled(script=put_together(scripts).encode(), style=joined(styles).encode())
