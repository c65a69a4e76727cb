from typing import ClassVar

from django.db import migrations

from lms.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("assessment", "0002_bank_time_limits_and_marking")]

    operations: ClassVar = [append_only("assessment_questionversion")]
