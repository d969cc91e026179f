from django.db import migrations, models

# What a version frozen before knew of its signatories; the row of the signatory otherwise.
FIELDS = {"qualite": "", "par_delegation": False, "delegation": ""}


def quality_of_each_signature(apps, schema_editor):
    Signature = apps.get_model("conventions", "Signature")
    for row in Signature.objects.select_related("signataire", "version_convention").iterator():
        parties = row.version_convention.contenu.get("parties", ())
        printed = {s["id"]: s for partie in parties for s in partie.get("signataires", ())}
        live = {name: getattr(row.signataire, name) for name in FIELDS}
        known = FIELDS | printed.get(row.signataire_id, live)
        Signature.objects.filter(pk=row.pk).update(**{name: known[name] for name in FIELDS})


class Migration(migrations.Migration):
    dependencies = [("conventions", "0003_citations")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="delegation",
            field=models.CharField(blank=True, max_length=200, verbose_name="acte de délégation"),
        ),
        migrations.AddField(
            model_name="signature",
            name="par_delegation",
            field=models.BooleanField(default=False, verbose_name="par délégation"),
        ),
        migrations.AddField(
            model_name="signature",
            name="qualite",
            field=models.CharField(blank=True, max_length=150, verbose_name="qualité"),
        ),
        migrations.RunPython(quality_of_each_signature, migrations.RunPython.noop),
    ]
