"""A payment keeps the format of its statement; until now that of its file was the same."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def of_the_file(apps: Any, schema_editor: Any) -> None:
    """What is stored already came in a file of one format."""
    Payment, ImportedFile = apps.get_model("store", "Payment"), apps.get_model("store", "ImportedFile")
    kind = ImportedFile.objects.filter(creditor_id=OuterRef("creditor_id"), id=OuterRef("file_id")).values("kind")[:1]
    Payment.objects.exclude(file_id=None).update(format=Coalesce(Subquery(kind), models.Value("")))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0006_matching'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='format',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.RunPython(of_the_file, migrations.RunPython.noop),
    ]
