"""Sessions: kept in the database, and for a minute in the cache, so that a page asks no database for them."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import cached_db
from django.core.cache import caches

LONGEST = 60
"""Seconds that the cache answers for the database."""


class SessionStore(cached_db.SessionStore):
    """What the cache has is at most a minute old, then the database is asked.

    So a session that ended while the cache could not be told of it, in whatever process, answers for a minute at
    most: nobody has to empty the cache for its sake.
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._cache: Any = _ForAMinute(caches[settings.SESSION_CACHE_ALIAS])


class _ForAMinute:
    """A cache whose entries live no longer than that."""

    def __init__(self, cache: Any) -> None:
        self._cache = cache

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cache, name)

    def __contains__(self, key: str) -> bool:
        return key in self._cache

    def set(self, key: str, value: Any, timeout: float) -> None:
        self._cache.set(key, value, min(timeout, LONGEST))

    async def aset(self, key: str, value: Any, timeout: float) -> None:
        await self._cache.aset(key, value, min(timeout, LONGEST))
