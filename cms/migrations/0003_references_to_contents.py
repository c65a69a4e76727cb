"""Where a lesson's reference to H5P content led to the old table, it leads to the content of the same id."""

from django.db import migrations


def lead_on(apps, editor):
    types = apps.get_model("contenttypes", "ContentType").objects
    old = types.filter(app_label="packages", model="h5pcontent").first()
    if old:
        new, _ = types.get_or_create(app_label="packages", model="content")
        apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(to_content_type=old).update(to_content_type=new)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_kept_page"),
        ("packages", "0004_old_contents_into_the_store"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(lead_on, migrations.RunPython.noop)]
