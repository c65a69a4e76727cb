"""Launch addresses of a manifest: each names a file of the package, and nothing else."""

import posixpath
import re
from collections.abc import Collection
from urllib.parse import quote, unquote

from courses.packages.refusals import LeavesThePackage, Missing

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_SHOWN = 120


def launch_address(address: str, *, base: str = "", held: Collection[str], entry: str) -> str:
    """The address within the package: a path that is there, quoted, with the query and fragment that follow it.

    `base` is the xml:base that applies; `entry` the manifest that says so. Raises LeavesThePackage for a scheme
    (javascript:, http:), another host, the site's root and what climbs out; Missing where there is no such file.
    """
    whole = posixpath.join(base.strip(), address.strip())
    place, end = _split(whole)
    path = posixpath.normpath(unquote(place))
    # Browsers drop tabs and line ends from addresses, and take a backslash for a slash.
    odd = _CONTROL.search(whole) or _CONTROL.search(path)
    if odd or _SCHEME.match(whole) or _SCHEME.match(path) or path.startswith(("/", "..")):
        raise LeavesThePackage(entry=entry, address=ascii(whole)[1:-1][:_SHOWN])
    return quote(_found(path, held, entry)) + quote(end, safe="?#&=+%;:@,/!$'()*~[]")


def _split(address: str) -> tuple[str, str]:
    at = min((place for sign in "?#" if (place := address.find(sign)) >= 0), default=len(address))
    return address[:at], address[at:]


def _found(path: str, held: Collection[str], entry: str) -> str:
    """As the archive writes it: who wrote the manifest may not have known that case matters."""
    if path in held:
        return path
    for name in held:
        if name.casefold() == path.casefold():
            return name
    raise Missing(entry=f"{entry} → {ascii(path)[1:-1][:_SHOWN]}")
