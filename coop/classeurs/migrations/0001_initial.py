import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("modele", models.CharField(max_length=40, verbose_name="table")),
                ("cible", models.CharField(blank=True, max_length=40, verbose_name="objet")),
                ("ca_id", models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="coopérative")),
                ("departement_code", models.CharField(blank=True, max_length=3, verbose_name="département")),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("depose", "déposé, à corriger"),
                            ("verifie", "vérifié, à confirmer"),
                            ("confirme", "importé"),
                            ("abandonne", "abandonné"),
                        ],
                        default="depose",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("depose_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="déposé le")),
                ("confirme_le", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="importé le")),
                ("ajoutees", models.PositiveIntegerField(default=0, editable=False, verbose_name="lignes ajoutées")),
                ("modifiees", models.PositiveIntegerField(default=0, editable=False, verbose_name="lignes modifiées")),
                (
                    "inchangees",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="lignes inchangées"),
                ),
                ("refusees", models.PositiveIntegerField(default=0, editable=False, verbose_name="lignes refusées")),
                ("releve", models.TextField(blank=True, editable=False, verbose_name="relevé")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="organisations.contact",
                        verbose_name="déposé par",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="documents.piece",
                        verbose_name="fichier",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-depose_le", "-id"],
                "indexes": [models.Index(fields=["modele", "cible"], name="import_modele_cible")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirme_le__isnull", False), ("etat", "confirme")),
                            models.Q(models.Q(("etat", "confirme"), _negated=True), ("confirme_le__isnull", True)),
                            _connector="OR",
                        ),
                        name="import_confirme_a_sa_date",
                        violation_error_message="Un import confirmé a sa date, et lui seul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("etat__in", ["verifie", "confirme"]), _negated=True),
                            ("refusees", 0),
                            _connector="OR",
                        ),
                        name="import_sans_refus_pour_avancer",
                        violation_error_message="Un fichier dont une ligne est refusée ne s’importe pas.",
                    ),
                ],
            },
        ),
    ]
