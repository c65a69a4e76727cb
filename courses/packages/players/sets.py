"""What a player loads: the core, the same for all, and one bundle for the libraries of its content."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from django.contrib.staticfiles import finders

from courses.packages.addresses import core_address, library_address
from courses.packages.models import Blob, Bundle, LibraryFile, LibraryRelease
from courses.packages.players.actions import DENSE, QUICK, keep_bundle
from courses.packages.players.bundling import EDITION, Bundled, Code, bundled, key_of
from courses.packages.players.styles import Style, joined
from courses.packages.storing import open_blob

CORE_SCRIPTS = ("packages/sandbox.js", "h5p/frame.bundle.js", "packages/bridge.js")
"""In the order in which they run: the storages, H5P's core, and our end of the bridge."""
CORE_STYLES = ("h5p/styles/h5p.css", "packages/embed.css")


def libraries_key(releases: Iterable[LibraryRelease], *, at: datetime) -> str:
    """The key of a bundle of these releases, which is there afterwards."""
    ordered = list(releases)
    return _ready(key_of(release.digest for release in ordered), lambda: _bundled(ordered), at)


def core_key(*, at: datetime, scripts: tuple[str, ...] = CORE_SCRIPTS) -> str:
    """The key of a bundle of the core, which is there afterwards."""
    return _ready(name_of_core(scripts), partial(_core, scripts), at)


def make_ready(releases: Iterable[LibraryRelease], *, at: datetime) -> None:
    """What a player of these releases loads, as dense as can be, before somebody waits for it."""
    ordered = list(releases)
    keep_bundle(key=name_of_core(), make=partial(_core, CORE_SCRIPTS), at=at, quality=DENSE)
    key = key_of(release.digest for release in ordered)
    keep_bundle(key=key, make=lambda: _bundled(ordered), at=at, quality=DENSE)


def _ready(key: str, make: Callable[[], Bundled], at: datetime) -> str:
    """The dense bundle's key; where it has not been made, that of one made quickly while a learner waits."""
    quick = quick_key(key)
    held = set(Bundle.objects.filter(key__in=[key, quick]).values_list("key", flat=True))
    if not held:
        keep_bundle(key=quick, make=make, at=at, quality=QUICK)
    return key if key in held else quick


def quick_key(key: str) -> str:
    """Of the bundle that was made quickly in the place of the dense one with this key."""
    return hashlib.sha256(f"{key}\n{QUICK}".encode()).hexdigest()


def _bundled(releases: list[LibraryRelease]) -> Bundled:
    return bundled(_code(release) for release in releases)


def name_of_core(scripts: tuple[str, ...] = CORE_SCRIPTS) -> str:
    """The key of the core's bundle, whether it is there or not."""
    return hashlib.sha256("\n".join([EDITION, *map(_digest, scripts + CORE_STYLES)]).encode()).hexdigest()


def _core(scripts: tuple[str, ...]) -> Bundled:
    """These scripts are known to go together, so they simply follow each other."""
    script = ";\n".join(_text(name) for name in scripts)
    address = core_address(_digest(CORE_STYLES[0]))
    styles = [Style(name.removeprefix("h5p/"), address, _text(name), _nothing) for name in CORE_STYLES]
    return Bundled(script=script.encode(), style=joined(styles).encode())


def _code(release: LibraryRelease) -> Code:
    return Code(
        name=f"{release.library.machine_name}-{release.library.major}.{release.library.minor}.{release.patch}",
        digest=release.digest, address=library_address(release.digest), scripts=tuple(release.scripts),
        styles=tuple(release.styles), read=_reading(release),
    )  # fmt: skip


def _reading(release: LibraryRelease) -> Callable[[str], str | None]:
    files: Mapping[str, Blob] = {
        file.path: file.blob
        for file in LibraryFile.objects.filter(release=release).select_related("blob")
        if file.path.endswith((".js", ".css"))
    }

    def read(path: str) -> str | None:
        blob = files.get(path.partition("?")[0].partition("#")[0])
        if blob is None:
            return None
        with open_blob(blob) as file:
            return file.read().decode("utf-8", "replace")

    return read


def _nothing(_path: str) -> None:
    """The core's sheets import nothing."""


@lru_cache
def _digest(name: str) -> str:
    return hashlib.sha256(_text(name).encode()).hexdigest()


def _text(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text("utf-8")
