from django.db import migrations, models


def day_each_added_action_entered(apps, schema_editor):
    """An action added by an avenant was first written inside it: its history knows which one."""
    FicheAction, History = (apps.get_model("conventions", name) for name in ("FicheAction", "HistoricalFicheAction"))
    effets = dict(
        apps.get_model("conventions", "Avenant")
        .objects.filter(statut="signe", date_effet__isnull=False)
        .values_list("pk", "date_effet")
    )
    for row in FicheAction.objects.filter(avenant__isnull=True):
        first = History.objects.filter(id=row.pk).order_by("history_date", "history_id").first()
        if first and first.remplace_id is None and first.avenant_id in effets:
            FicheAction.objects.filter(pk=row.pk).update(entree_le=effets[first.avenant_id])


class Migration(migrations.Migration):
    dependencies = [("conventions", "0004_signature_en_qualite")]

    operations = [
        migrations.AddField(
            model_name="ficheaction",
            name="entree_le",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="au programme depuis le"),
        ),
        migrations.AddField(
            model_name="historicalficheaction",
            name="entree_le",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="au programme depuis le"),
        ),
        migrations.RunPython(day_each_added_action_entered, migrations.RunPython.noop),
    ]
