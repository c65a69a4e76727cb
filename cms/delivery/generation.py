"""Generations of what was rendered from pages: a change of a live page begins a new one.

A page of a course begins one for its course, any other page one for everything: the frame of each page names it.
"""

import hashlib
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache as store

from lms.design import stylesheet

EVERYTHING = "generation"
KEPT = 2 * 3600
"""Longer than until the hour's work renders it again (cms.tasks)."""
MARKED = 24 * 3600
"""Longer than anything that was made under the mark."""

T = TypeVar("T")


def begin_anew(course: str = "") -> str:
    """Let all that was rendered before, or that of one course by its slug or key, be rendered when next asked for."""
    generation = uuid.uuid4().hex
    store.set(_mark(course), generation, MARKED)
    return generation


def remembered(key: str, make: Callable[[], T], *, course: str = "", again: bool = False) -> T:
    """What was made under `key` in this generation, or is made now. One round trip to the cache where it was made.

    The generations are read before `make` reads the pages: what changes meanwhile is not kept. Nor is None, and for
    its sake no generation begins: anybody can ask for what is not there.
    """
    address, marks = f"{release()}:{key}", [EVERYTHING, _mark(course)]
    found = store.get_many([*marks, address])
    generations, value = found.get(address, (None, None))
    if not again and generations is not None and generations == [found.get(mark) for mark in marks]:
        return cast(T, value)
    if EVERYTHING not in found:
        found[EVERYTHING] = begin_anew()
    made = make()
    if made is None:
        return made
    generations = [found.get(mark) or _first(mark) for mark in marks]
    if all(generations):
        store.set(address, (generations, made), KEPT)
    return made


def _first(mark: str) -> str | None:
    """A generation where there was none, unless another began since."""
    generation = uuid.uuid4().hex
    return generation if store.add(mark, generation, MARKED) else None


def _mark(course: str) -> str:
    return f"{EVERYTHING}:{course}" if course else EVERYTHING


@cache
def release() -> str:
    """A name for this release's templates, translations, styles and static files: no page outlives them."""
    folders = [Path(apps.get_app_config(label).path) / "templates" for label in ("cms", "design")]
    files = sorted(file for folder in folders for file in folder.rglob("*.html"))
    files += sorted(file for folder in settings.LOCALE_PATHS for file in Path(folder).rglob("*.mo"))
    manifest = getattr(staticfiles_storage, "manifest_hash", "")
    digest = hashlib.blake2b(f"{stylesheet.version()} {manifest}".encode(), digest_size=6)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
