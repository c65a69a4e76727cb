"""The database notes which enrolments have records that are not folded, so that storing one is a single statement.

Nothing below this step knows of it. Records that arrive at once for one enrolment queue on its row, so a row that is
deleted at the version that was folded never hides a record.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from lms.audit.append_only import append_only

NOTE = """
INSERT INTO progress_unfoldedenrolment (enrolment_id, version, since) VALUES (NEW.enrolment_id, 1, NEW.stored_at)
ON CONFLICT (enrolment_id) DO UPDATE SET
  version = progress_unfoldedenrolment.version + 1,
  since = {earliest}(progress_unfoldedenrolment.since, excluded.since);
"""
ON_SQLITE = """
CREATE TRIGGER note_unfolded_record AFTER INSERT ON records_learningrecord BEGIN {note} END
""".format(note=NOTE.format(earliest="min"))
ON_POSTGRESQL = (
    """
CREATE FUNCTION note_unfolded_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {note} RETURN NULL; END $$
""".format(note=NOTE.format(earliest="LEAST")),
    """
CREATE TRIGGER note_unfolded_record AFTER INSERT ON records_learningrecord
FOR EACH ROW EXECUTE FUNCTION note_unfolded_record()
""",
)


def note_unfolded(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in ON_POSTGRESQL if editor.connection.vendor == "postgresql" else (ON_SQLITE,):
        editor.execute(statement)


def stop_noting(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER note_unfolded_record ON records_learningrecord")
        editor.execute("DROP FUNCTION note_unfolded_record()")
    else:
        editor.execute("DROP TRIGGER note_unfolded_record")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("progress", "0001_initial"), ("records", "0002_append_only")]
    operations: ClassVar = [
        migrations.RunPython(note_unfolded, stop_noting),
        append_only("progress_completion"),
    ]
