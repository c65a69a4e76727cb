import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0001_drafts_of_contents"),
        ("packages", "0007_translated_contents"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="based_on",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="packages.contentrevision",
                verbose_name="revision that is changed",
            ),
        ),
    ]
