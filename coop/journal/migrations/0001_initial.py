import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=coop.horloge.now, verbose_name="le")),
                ("actor_label", models.CharField(max_length=200, verbose_name="par")),
                ("actor_user_id", models.BigIntegerField(null=True, verbose_name="compte")),
                ("actor_contact_id", models.BigIntegerField(null=True, verbose_name="contact")),
                ("verb", models.CharField(max_length=80, verbose_name="verbe")),
                ("summary", models.CharField(max_length=500, verbose_name="ce qui s’est passé")),
                ("comment", models.TextField(blank=True, verbose_name="motif")),
                ("object_kind", models.CharField(blank=True, max_length=80, verbose_name="nature de l’objet")),
                ("object_id", models.CharField(blank=True, max_length=40, verbose_name="identifiant de l’objet")),
                ("ca_id", models.BigIntegerField(null=True, verbose_name="coopérative")),
                ("departement_code", models.CharField(blank=True, max_length=3, verbose_name="département")),
                ("organisation_id", models.BigIntegerField(null=True, verbose_name="organisation")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="détail")),
            ],
            options={
                "verbose_name": "acte du journal",
                "verbose_name_plural": "journal",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["ca_id", "at"], name="journal_ent_ca_id_3cd7bb_idx"),
                    models.Index(fields=["object_kind", "object_id"], name="journal_ent_object__7be639_idx"),
                    models.Index(fields=["departement_code", "at"], name="journal_ent_departe_86c9a9_idx"),
                    models.Index(fields=["organisation_id", "at"], name="journal_ent_organis_43f571_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField(verbose_name="rang")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="empreinte précédente")),
                ("hash", models.CharField(max_length=64, verbose_name="empreinte")),
                ("sealed_at", models.DateTimeField(default=coop.horloge.now, verbose_name="scellé le")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="journal.entry",
                        verbose_name="acte",
                    ),
                ),
            ],
            options={
                "verbose_name": "sceau",
                "verbose_name_plural": "sceaux",
                "ordering": ["sequence"],
                "constraints": [models.UniqueConstraint(fields=("sequence",), name="seal_sequence_unique")],
            },
        ),
    ]
