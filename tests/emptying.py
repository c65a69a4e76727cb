"""Emptying the database after a test that committed, tables included whose rows the database keeps for ever."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from django.core import serializers
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from wagtail.models import Collection, Locale, Page, Site

APPEND_ONLY = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%#_no#_%' ESCAPE '#'"
_flush = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """SQLite empties a table by DELETE, which the triggers refuse; PostgreSQL by TRUNCATE, which they let pass."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(APPEND_ONLY)
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, sql in triggers:
            cursor.execute(sql)


def _flush_all(operations: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
    with triggers_lifted(operations.connection):
        _flush(operations, sql_list)


@contextmanager
def append_only_tables_can_be_emptied() -> Iterator[None]:
    with patch.object(BaseDatabaseOperations, "execute_sql_flush", _flush_all):
        yield


def rows_of_migrations() -> str:
    """The rows that Wagtail's migrations made and every page stands on, to be put back by `put_back`."""
    if Page._meta.db_table not in connection.introspection.table_names():
        return "[]"  # no test of this run uses the database
    rows = [row for model in (Locale, Page, Site, Collection) for row in model.objects.order_by("pk")]
    return str(serializers.serialize("json", rows, use_natural_foreign_keys=True))


def put_back(rows: str) -> None:
    if not Page.objects.exists():
        for row in serializers.deserialize("json", rows):
            row.save()
        # Rows that bring their keys leave PostgreSQL's sequences behind.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Locale, Page, Site, Collection]):
                cursor.execute(statement)
