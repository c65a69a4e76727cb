"""Tables whose rows are never changed or deleted: the database itself refuses both.

A migration that alters such a table on SQLite remakes it and loses its triggers: it must add them again (tests look).
TRUNCATE, which a whole database is emptied with on PostgreSQL, is not a row's deletion and passes.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def append_only(table: str) -> migrations.RunPython:
    """A migration's operation: refuse every UPDATE and DELETE of `table` with an IntegrityError."""

    def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(table, editor.connection.vendor):
            editor.execute(statement, params=None)

    def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for event in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_no_{event}{on_table}", params=None)

    return migrations.RunPython(forbid, allow)


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *(_on_postgresql(table, event) for event in ("update", "delete"))]
    return [_on_sqlite(table, event) for event in ("update", "delete")]


def _on_postgresql(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _on_sqlite(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
