"""Whoever verifies a file asks for a certificate by its digest.

An index of its own, not one of the field: SQLite would make the table anew for that, and lose its triggers.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_issued_is_final")]
    operations = [
        migrations.AddIndex("certificate", models.Index(fields=["sha256"], name="certificate_by_sha256")),
    ]
