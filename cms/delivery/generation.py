"""The generation of what was rendered from pages: every change of a live page begins a new one."""

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

KEY = "generation"
AN_HOUR = 3600

T = TypeVar("T")


def begin_anew() -> str:
    """Let everything rendered before be rendered again when it is next asked for."""
    generation = uuid.uuid4().hex
    store.set(KEY, generation, None)
    return generation


def remembered(key: str, make: Callable[[], T]) -> T:
    """What was made under `key` in this generation, or is made now. One round trip to the cache where it was made.

    The generation is read before `make` reads the pages: what changes meanwhile is not kept.
    """
    address = f"{release()}:{key}"
    found = store.get_many([KEY, address])
    generation, value = found.get(address, (None, None))
    if generation is not None and generation == found.get(KEY):
        return cast(T, value)
    generation = found.get(KEY) or begin_anew()
    made = make()
    store.set(address, (generation, made), AN_HOUR)
    return made


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
