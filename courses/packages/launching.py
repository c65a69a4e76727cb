"""Launch addresses of a manifest: each names a file of the package, and nothing else."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from courses.packages.refusals import LeavesThePackage, Missing, TooManyItems, WrongManifest

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_SHOWN = 120
_LONGEST = 4_000
MOST_ITEMS = 1_000
"""Of a course; the longest known have some hundreds."""


class Held:
    """The files of a package, under names as who wrote the manifest gives them: they may not have known that case
    matters."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in names}

    def name_of(self, path: str) -> str | None:
        """As the archive writes it, which has no two names that differ only in their case."""
        return self._names.get(path.casefold())


def check_number(items: int, *, entry: str) -> None:
    if items > MOST_ITEMS:
        raise TooManyItems(entry=entry, limit=MOST_ITEMS)


def launch_address(address: str, *, base: str = "", held: Held, entry: str) -> str:
    """The address within the package: a path that is there, quoted, with the query and fragment that follow it.

    `base` is the xml:base that applies; `entry` the manifest that says so. Raises LeavesThePackage for a scheme
    (javascript:, http:), another host, the site's root and what climbs out; Missing where there is no such file.
    """
    if len(base) + len(address) > _LONGEST:
        raise WrongManifest(entry=entry, field="href")
    whole = posixpath.join(base.strip(), address.strip())
    place, end = _split(whole)
    path = posixpath.normpath(unquote(place))
    # Browsers drop tabs and line ends from addresses, and take a backslash for a slash.
    odd = _CONTROL.search(whole) or _CONTROL.search(path)
    if odd or _SCHEME.match(whole) or _SCHEME.match(path) or path.startswith(("/", "..")):
        raise LeavesThePackage(entry=entry, address=ascii(whole)[1:-1][:_SHOWN])
    name = held.name_of(path)
    if name is None:
        raise Missing(entry=f"{entry} → {ascii(path)[1:-1][:_SHOWN]}")
    return quote(name) + quote(end, safe="?#&=+%;:@,/!$'()*~[]")


def _split(address: str) -> tuple[str, str]:
    at = min((place for sign in "?#" if (place := address.find(sign)) >= 0), default=len(address))
    return address[:at], address[at:]
