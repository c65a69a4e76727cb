from typing import ClassVar

from django.db import migrations

from lms.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("records", "0001_initial")]
    operations: ClassVar = [append_only("records_learningrecord")]
