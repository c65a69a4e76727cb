"""PostgreSQL keeps no NUL in a text, and refuses a statement that brings one. So do other databases here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DataError, connection


@contextmanager
def refused() -> Iterator[None]:
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
    values = params.values() if isinstance(params, dict) else params or ()
    if any("\0" in value for value in values if isinstance(value, str)):
        raise DataError("a NUL in a text")
    return execute(sql, params, *rest)
