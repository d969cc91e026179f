import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cooperatives", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceDonnees",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("nom", models.CharField(max_length=250, verbose_name="nom")),
                (
                    "niveau_geographique",
                    models.CharField(blank=True, max_length=120, verbose_name="niveau géographique"),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("quantitatif", "quantitatif"), ("qualitatif", "qualitatif")],
                        default="quantitatif",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("aide", models.TextField(blank=True, verbose_name="aide")),
                ("archive", models.BooleanField(default=False, verbose_name="archivée")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "source de données",
                "verbose_name_plural": "sources de données",
                "ordering": ["ordre", "nom"],
            },
        ),
        migrations.CreateModel(
            name="Diagnostic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "en cours"),
                            ("valide", "validé"),
                            ("remplace", "remplacé par une version suivante"),
                        ],
                        default="brouillon",
                        editable=False,
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("debut", models.DateField(blank=True, null=True, verbose_name="début des travaux")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin des travaux")),
                ("diagnostics_preexistants", models.TextField(blank=True, verbose_name="diagnostics existants repris")),
                ("problematique", models.TextField(blank=True, verbose_name="problématique")),
                (
                    "synthese_preambule",
                    models.TextField(blank=True, verbose_name="éléments du diagnostic pour le préambule"),
                ),
                ("valide_le", models.DateField(blank=True, null=True, verbose_name="validé le")),
                (
                    "instance_validation",
                    models.CharField(blank=True, max_length=150, verbose_name="instance de validation"),
                ),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouvert le")),
                (
                    "acteurs_associes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="diagnostics",
                        to="organisations.organisation",
                        verbose_name="acteurs associés dès le début",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="diagnostics",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "reunion_validation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cooperatives.reunion",
                        verbose_name="réunion de validation",
                    ),
                ),
            ],
            options={
                "verbose_name": "diagnostic partagé",
                "verbose_name_plural": "diagnostics partagés",
                "ordering": ["ca", "-numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "numero"),
                        name="diagnostic_version_unique",
                        violation_error_message="Cette version du diagnostic existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "valide")),
                        fields=("ca",),
                        name="diagnostic_un_valide_par_ca",
                        violation_error_message="La coopérative a déjà un diagnostic validé.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "brouillon")),
                        fields=("ca",),
                        name="diagnostic_un_brouillon_par_ca",
                        violation_error_message="Une version du diagnostic est déjà en cours d’écriture.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut", "brouillon"),
                            models.Q(
                                ("valide_le__isnull", False), models.Q(("instance_validation", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="diagnostic_valide_a_date_et_instance",
                        violation_error_message="Un diagnostic validé a une date et une instance de validation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut", "brouillon"), models.Q(("problematique", ""), _negated=True), _connector="OR"
                        ),
                        name="diagnostic_valide_a_une_problematique",
                        violation_error_message="Un diagnostic validé formule une problématique.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concertation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="date")),
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé")),
                ("participants", models.TextField(verbose_name="participants (organisations, fonctions)")),
                ("compte_rendu", models.TextField(verbose_name="ce qui en ressort")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concertations",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "concertation",
                "ordering": ["diagnostic", "date", "id"],
            },
        ),
        migrations.CreateModel(
            name="Besoin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                ("libelle", models.CharField(max_length=300, verbose_name="besoin")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("besoins", "Analyse des besoins"),
                            ("demande", "Analyse de la demande exprimée par les habitants"),
                            ("ressources", "Analyse des ressources disponibles ou mobilisables"),
                            ("offre", "Analyse de l’offre de soins et de prévention"),
                        ],
                        default="besoins",
                        max_length=12,
                        verbose_name="issu de",
                    ),
                ),
                (
                    "couverture",
                    models.CharField(
                        choices=[
                            ("non_couvert", "non couvert"),
                            ("partiel", "insuffisamment couvert"),
                            ("couvert", "couvert"),
                        ],
                        max_length=12,
                        verbose_name="couverture",
                    ),
                ),
                ("priorite", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rang de priorité")),
                ("retenu", models.BooleanField(default=False, verbose_name="retenu par la coopérative")),
                ("justification", models.TextField(blank=True, verbose_name="ce qui le justifie")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="besoins",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "besoin",
                "ordering": ["diagnostic", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diagnostic", "numero"),
                        name="besoin_numero_unique",
                        violation_error_message="Un autre besoin porte déjà ce numéro.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("priorite__isnull", False), ("retenu", True)),
                        fields=("diagnostic", "priorite"),
                        name="besoin_priorite_unique",
                        violation_error_message="Un autre besoin retenu a déjà ce rang.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Donnee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("besoins", "Analyse des besoins"),
                            ("demande", "Analyse de la demande exprimée par les habitants"),
                            ("ressources", "Analyse des ressources disponibles ou mobilisables"),
                            ("offre", "Analyse de l’offre de soins et de prévention"),
                        ],
                        default="besoins",
                        max_length=12,
                        verbose_name="analyse",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="indicateur")),
                ("territoire", models.CharField(max_length=150, verbose_name="territoire")),
                (
                    "valeur",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="valeur"),
                ),
                (
                    "raison_absence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secret", "secret statistique"),
                            ("non_disponible", "non disponible"),
                            ("non_applicable", "non applicable"),
                        ],
                        max_length=20,
                        verbose_name="raison de l’absence",
                    ),
                ),
                ("unite", models.CharField(blank=True, max_length=30, verbose_name="unité")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "couverture",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        verbose_name="part de population couverte",
                    ),
                ),
                (
                    "departement_valeur",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="valeur du département"
                    ),
                ),
                (
                    "region_valeur",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="valeur de la région"
                    ),
                ),
                (
                    "serie_code",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="série de référence"),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="donnees",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "donnée du diagnostic",
                "verbose_name_plural": "données du diagnostic",
                "ordering": ["diagnostic", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("valeur__isnull", False), ("raison_absence", "")),
                            models.Q(("valeur__isnull", True), models.Q(("raison_absence", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="donnee_valeur_ou_raison",
                        violation_error_message="Donnez une valeur, ou la raison pour laquelle il n’y en a pas.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnalyse",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("besoins", "Analyse des besoins"),
                            ("demande", "Analyse de la demande exprimée par les habitants"),
                            ("ressources", "Analyse des ressources disponibles ou mobilisables"),
                            ("offre", "Analyse de l’offre de soins et de prévention"),
                        ],
                        max_length=12,
                        verbose_name="analyse",
                    ),
                ),
                ("constats", models.TextField(blank=True, verbose_name="constats")),
                ("methode", models.TextField(blank=True, verbose_name="méthode")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical analyse",
                "verbose_name_plural": "historical analyses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDiagnostic",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "en cours"),
                            ("valide", "validé"),
                            ("remplace", "remplacé par une version suivante"),
                        ],
                        default="brouillon",
                        editable=False,
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("debut", models.DateField(blank=True, null=True, verbose_name="début des travaux")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin des travaux")),
                ("diagnostics_preexistants", models.TextField(blank=True, verbose_name="diagnostics existants repris")),
                ("problematique", models.TextField(blank=True, verbose_name="problématique")),
                (
                    "synthese_preambule",
                    models.TextField(blank=True, verbose_name="éléments du diagnostic pour le préambule"),
                ),
                ("valide_le", models.DateField(blank=True, null=True, verbose_name="validé le")),
                (
                    "instance_validation",
                    models.CharField(blank=True, max_length=150, verbose_name="instance de validation"),
                ),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouvert le")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reunion_validation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cooperatives.reunion",
                        verbose_name="réunion de validation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical diagnostic partagé",
                "verbose_name_plural": "historical diagnostics partagés",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Analyse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("besoins", "Analyse des besoins"),
                            ("demande", "Analyse de la demande exprimée par les habitants"),
                            ("ressources", "Analyse des ressources disponibles ou mobilisables"),
                            ("offre", "Analyse de l’offre de soins et de prévention"),
                        ],
                        max_length=12,
                        verbose_name="analyse",
                    ),
                ),
                ("constats", models.TextField(blank=True, verbose_name="constats")),
                ("methode", models.TextField(blank=True, verbose_name="méthode")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analyses",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="analyses", to="diagnostics.sourcedonnees", verbose_name="sources"
                    ),
                ),
            ],
            options={
                "verbose_name": "analyse",
                "ordering": ["diagnostic", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diagnostic", "niveau"),
                        name="analyse_niveau_unique",
                        violation_error_message="Cette analyse existe déjà dans le diagnostic.",
                    )
                ],
            },
        ),
    ]
