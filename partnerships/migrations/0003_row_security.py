"""Let PostgreSQL keep bids and scores of unsigned competitions back by itself."""

from django.db import migrations

from partnerships import row_security


def stand(apps, schema_editor):
    row_security.stand(schema_editor.connection)


def remove(apps, schema_editor):
    row_security.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0002_competitions_deals_primes"),
    ]

    operations = [migrations.RunPython(stand, remove)]
