"""The cache of production: Redis, without which pages are slower, but are pages."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
REST = 5.0
"""Seconds after a failure in which Redis is left alone, so that no page waits for it more than once."""


class CacheThatMayBeAway(RedisCache):
    """While Redis is away nothing is found and nothing kept. What it kept before is found again on its return, so
    whatever must not outlive its end is kept for a short time only (lms.sessions).

    Keys that begin with one of the option `counted` are kept in this process instead, so that limits still hold.
    """

    _rests_until: ClassVar[float] = 0

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        options = dict(params.get("OPTIONS", {}))
        self._counted = tuple(options.pop("counted", ()))
        super().__init__(server, params | {"OPTIONS": options})
        self._here = LocMemCache("counted", {"TIMEOUT": params.get("TIMEOUT", 300)})

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("add", key, True, value, timeout=timeout, version=version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, default, version=version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask("set", key, None, value, timeout=timeout, version=version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("touch", key, False, timeout=timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, False, version=version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("has_key", key, False, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        counted = self._ask("incr", key, None, delta, version=version)
        if counted is None:
            raise ValueError(f"Key “{key}” not found")
        return int(counted)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        found: dict[Any, Any] = self._try(lambda: RedisCache.get_many(self, keys, version), dict)
        return found

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        left: list[Any] = self._try(lambda: RedisCache.set_many(self, data, timeout, version), lambda: list(data))
        return left

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._try(lambda: RedisCache.delete_many(self, keys, version), lambda: None)

    def clear(self) -> None:
        self._here.clear()
        self._try(lambda: RedisCache.clear(self), lambda: None)

    def _ask(self, what: str, key: Any, instead: Any, *values: Any, **more: Any) -> Any:
        def here() -> Any:
            return getattr(self._here, what)(key, *values, **more) if str(key).startswith(self._counted) else instead

        return self._try(lambda: getattr(RedisCache, what)(self, key, *values, **more), here)

    def _try(self, there: Callable[[], Any], here: Callable[[], Any]) -> Any:
        cls = CacheThatMayBeAway
        if monotonic() < cls._rests_until:
            return here()
        try:
            return there()
        except (RedisError, OSError) as error:
            logger.warning("The cache is away: %s", error)
            cls._rests_until = monotonic() + REST
            return here()
