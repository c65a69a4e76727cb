"""What was issued keeps its number, text and file; what has a number is never deleted: the database refuses it."""

from django.db import migrations

TABLE = "certificates_certificate"
FROZEN = ("batch_id", "kind", "edition_id", "city_id", "enrolment_id", "year", "serial", "number", "code", "text",
          "file", "sha256", "issued_at", "supersedes_id")  # fmt: skip
ISSUED = "OLD.issued_at IS NOT NULL"
MESSAGE = "an issued certificate is final"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change_of_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def changed(operator):
    return " OR ".join(f'OLD."{column}" {operator} NEW."{column}"' for column in FROZEN)


def forbid(apps, editor):
    for statement in on_postgresql() if editor.connection.vendor == "postgresql" else on_sqlite():
        editor.execute(statement, params=None)


def on_postgresql():
    calls = "FOR EACH ROW WHEN ({}) EXECUTE FUNCTION refuse_change_of_certificate()"
    yield POSTGRESQL_FUNCTION
    yield f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE ON {TABLE} " + calls.format(
        f"{ISSUED} AND ({changed('IS DISTINCT FROM')})"
    )
    yield f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} " + calls.format("OLD.number IS NOT NULL")


def on_sqlite():
    refuses = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    yield f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE ON {TABLE} WHEN {ISSUED} AND ({changed('IS NOT')}) {refuses}"
    yield f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} WHEN OLD.number IS NOT NULL {refuses}"


def allow(apps, editor):
    on_table = f" ON {TABLE}" if editor.connection.vendor == "postgresql" else ""
    for name in ("no_change", "no_delete"):
        editor.execute(f"DROP TRIGGER {TABLE}_{name}{on_table}", params=None)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
