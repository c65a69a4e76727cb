"""Making the bundle of a set of libraries, once for all who play with it."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from time import sleep

import brotli
from django.core.cache import cache
from django.db import transaction

from courses.packages.models import Bundle
from courses.packages.players.bundling import Bundled
from courses.packages.storing import adopt, write_missing

DENSE = 11
"""It takes seconds, once for each set, and spares each learner a fifth of what 5 would send."""
QUICK = 5
PATIENCE = 60
"""Seconds for which others wait for who is making a bundle, at most."""
STEP = 0.25


def keep_bundle(*, key: str, make: Callable[[], Bundled], at: datetime, quality: int) -> Bundle:
    """The bundle under this key, made if nobody has. One makes it and the others wait, for a class may come at once;
    who makes it nevertheless makes the same, and one is kept."""
    mine = cache.add(f"packages.bundle:{key}", True, PATIENCE)
    try:
        return _held(key, patient=not mine) or _made(key, make(), at, quality)
    finally:
        if mine:
            cache.delete(f"packages.bundle:{key}")


def _held(key: str, *, patient: bool) -> Bundle | None:
    for _step in range(int(PATIENCE / STEP)):
        held = Bundle.objects.filter(key=key).first()
        if held is not None or not patient or cache.get(f"packages.bundle:{key}") is None:
            return held
        sleep(STEP)
    return None


def _made(key: str, made: Bundled, at: datetime, quality: int) -> Bundle:
    script, style = _packed(made.script, quality), _packed(made.style, quality)
    packed = {_sha256(one): one for one in (script, style)}
    written = write_missing({sha256: partial(_whole, one) for sha256, one in packed.items()}, at=at)
    with transaction.atomic():
        blobs = adopt(written, packed)
        row = Bundle(key=key, script=blobs[_sha256(script)], style=blobs[_sha256(style)], made_at=at)
        Bundle.objects.bulk_create([row], ignore_conflicts=True)
    return Bundle.objects.get(key=key)


def _whole(packed: bytes) -> list[bytes]:
    return [packed]


def _packed(text: bytes, quality: int) -> bytes:
    packed: bytes = brotli.compress(text, quality=quality)
    return packed


def _sha256(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()
