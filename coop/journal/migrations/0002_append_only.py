"""From here on the database refuses to change or remove a row of the journal (both engines)."""

from django.db import migrations

from coop.journal import triggers


def install(_apps, schema_editor) -> None:
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
