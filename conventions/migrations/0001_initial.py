from decimal import Decimal

import django.core.validators
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
        ("diagnostics", "0001_initial"),
        ("documents", "0001_initial"),
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Convention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="référence")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "en rédaction"),
                            ("en_signature", "à la signature"),
                            ("en_vigueur", "en vigueur"),
                            ("close", "close"),
                        ],
                        default="brouillon",
                        editable=False,
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                (
                    "preambule",
                    models.TextField(blank=True, verbose_name="éléments du diagnostic et raison d’être (préambule)"),
                ),
                (
                    "en_lien_avec",
                    models.CharField(blank=True, max_length=250, verbose_name="en lien avec (dispositif ou réseau)"),
                ),
                (
                    "periodicite_operationnelle",
                    models.CharField(blank=True, max_length=150, verbose_name="rythme des réunions opérationnelles"),
                ),
                ("lieu_signature", models.CharField(blank=True, max_length=100, verbose_name="fait à")),
                ("date_effet", models.DateField(blank=True, editable=False, null=True, verbose_name="date d’effet")),
                (
                    "date_echeance",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="échéance annuelle"),
                ),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouverte le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conventions",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "convention de partenariat",
                "verbose_name_plural": "conventions de partenariat",
                "ordering": ["ca", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FicheAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé de l’action")),
                ("contenu", models.TextField(blank=True, verbose_name="contenu de l’action")),
                ("calendrier", models.TextField(blank=True, verbose_name="calendrier prévisionnel")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="début prévu")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin prévue")),
                ("modes_intervention", models.TextField(blank=True, verbose_name="modes d’intervention")),
                ("public_cible", models.TextField(blank=True, verbose_name="public cible")),
                (
                    "public_autre",
                    models.CharField(blank=True, max_length=200, verbose_name="si autre public cible, précisez"),
                ),
                (
                    "beneficiaires_cibles",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="nombre de bénéficiaires ciblés"),
                ),
                (
                    "etp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "Les moyens humains ne peuvent pas être négatifs."
                            )
                        ],
                        verbose_name="moyens humains mobilisés par l’action (ETP, équivalent temps plein)",
                    ),
                ),
                ("moyens_humains", models.TextField(blank=True, verbose_name="profils mobilisés")),
                ("objectifs_poursuivis", models.TextField(blank=True, verbose_name="objectifs poursuivis")),
                ("resultats_attendus", models.TextField(blank=True, verbose_name="résultats attendus")),
                (
                    "apport",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("interconnaissance", "interconnaissance entre acteurs"),
                            ("coordination", "coordination des acteurs"),
                            ("co_construction", "co-construction de projets"),
                        ],
                        max_length=20,
                        verbose_name="apport",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nouvelle", "action nouvelle"),
                            ("etendue", "action existante étendue"),
                            ("structuree", "action existante structurée avec d’autres"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                (
                    "niveau_exigence",
                    models.CharField(
                        choices=[("allege", "suivi allégé"), ("approfondi", "suivi approfondi")],
                        default="allege",
                        max_length=12,
                        verbose_name="niveau de suivi",
                    ),
                ),
                ("pluriannuelle", models.BooleanField(default=False, verbose_name="action pluriannuelle")),
                (
                    "partenaires",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions_associees",
                        to="cooperatives.membre",
                        verbose_name="partenaires associés",
                    ),
                ),
                (
                    "promoteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_portees",
                        to="cooperatives.membre",
                        verbose_name="promoteur référent",
                    ),
                ),
                (
                    "publics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions",
                        to="cooperatives.public",
                        verbose_name="publics (trois au plus)",
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche-action",
                "verbose_name_plural": "fiches-action",
                "ordering": ["programme", "numero"],
            },
        ),
        migrations.CreateModel(
            name="GabaritArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=30, verbose_name="bloc")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("titre", models.CharField(blank=True, max_length=150, verbose_name="titre")),
                ("texte", models.TextField(verbose_name="texte")),
                ("en_vigueur_depuis", models.DateField(default=coop.horloge.today, verbose_name="en vigueur depuis")),
            ],
            options={
                "verbose_name": "gabarit de la convention",
                "verbose_name_plural": "gabarits de la convention",
                "ordering": ["ordre", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"),
                        name="gabarit_version_unique",
                        violation_error_message="Ce bloc a déjà cette version.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalIndicateur",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("ip", "indicateur de processus"),
                            ("ia", "indicateur d’activité"),
                            ("ir", "indicateur de résultats"),
                        ],
                        max_length=2,
                        verbose_name="type",
                    ),
                ),
                (
                    "sous_type",
                    models.CharField(
                        blank=True,
                        choices=[("intermediaire", "résultat intermédiaire"), ("final", "résultat final")],
                        max_length=14,
                        verbose_name="nature du résultat",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="numéro")),
                ("libelle", models.CharField(max_length=250, verbose_name="indicateur")),
                (
                    "nature",
                    models.CharField(
                        choices=[("quantitatif", "quantitatif"), ("qualitatif", "qualitatif")],
                        default="quantitatif",
                        max_length=12,
                        verbose_name="recueil",
                    ),
                ),
                ("unite", models.CharField(blank=True, max_length=40, verbose_name="unité")),
                (
                    "sens",
                    models.CharField(
                        choices=[("hausse", "plus c’est haut, mieux c’est"), ("baisse", "plus c’est bas, mieux c’est")],
                        default="hausse",
                        max_length=8,
                        verbose_name="sens",
                    ),
                ),
                (
                    "valeur_initiale",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="valeur de départ"
                    ),
                ),
                (
                    "valeur_cible",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="valeur prévue par trimestre",
                    ),
                ),
                ("beneficiaires", models.BooleanField(default=False, verbose_name="compte des bénéficiaires")),
                ("sources_methodes", models.TextField(verbose_name="sources et méthodes à mobiliser")),
                ("defini_le", models.DateField(default=coop.horloge.today, editable=False, verbose_name="défini le")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.ficheaction",
                        verbose_name="action",
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
                "verbose_name": "historical indicateur",
                "verbose_name_plural": "historical indicateurs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Lieu",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("libelle", models.CharField(max_length=250, verbose_name="lieu précis")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lieux",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "lieu",
                "verbose_name_plural": "lieux",
                "ordering": ["action", "id"],
            },
        ),
        migrations.CreateModel(
            name="Objectif",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("general", "objectif général"),
                            ("specifique", "objectif spécifique"),
                            ("operationnel", "objectif opérationnel"),
                        ],
                        max_length=12,
                        verbose_name="niveau",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="numéro")),
                ("libelle", models.TextField(verbose_name="objectif")),
                (
                    "besoins",
                    models.ManyToManyField(
                        blank=True, related_name="objectifs", to="diagnostics.besoin", verbose_name="besoins visés"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enfants",
                        to="conventions.objectif",
                        verbose_name="objectif de rattachement",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectif",
                "ordering": ["programme", "niveau", "numero"],
            },
        ),
        migrations.AddField(
            model_name="ficheaction",
            name="objectif",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="conventions.objectif",
                verbose_name="objectif opérationnel du projet auquel se rattache l’action",
            ),
        ),
        migrations.CreateModel(
            name="Partie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[("ars", "ARS"), ("partenaire", "partenaire"), ("financeur", "autre financeur")],
                        default="partenaire",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("qualite_representant", models.CharField(max_length=150, verbose_name="représentée par (qualité)")),
                ("ordre", models.PositiveSmallIntegerField(default=1, verbose_name="ordre")),
                ("entree_le", models.DateField(blank=True, editable=False, null=True, verbose_name="partie depuis")),
                ("sortie_le", models.DateField(blank=True, editable=False, null=True, verbose_name="sortie le")),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "partie",
                "ordering": ["convention", "ordre", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "organisation"),
                        name="partie_unique",
                        violation_error_message="Cette organisation est déjà partie à la convention.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("type", "ars")),
                        fields=("convention",),
                        name="partie_une_seule_ars",
                        violation_error_message="L’ARS est déjà partie à la convention.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Periode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="année")),
                ("debut", models.DateField(verbose_name="début")),
                ("fin", models.DateField(verbose_name="échéance (premier jour non couvert)")),
                ("signee_le", models.DateField(verbose_name="dernière signature le")),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periodes",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "période annuelle",
                "verbose_name_plural": "périodes annuelles",
                "ordering": ["convention", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "numero"),
                        name="periode_numero_unique",
                        violation_error_message="Cette année de la convention existe déjà.",
                    ),
                    models.UniqueConstraint(
                        fields=("convention", "debut"),
                        name="periode_debut_unique",
                        violation_error_message="Une autre année de la convention commence ce jour-là.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fin__gt", models.F("debut"))),
                        name="periode_dates_ordonnees",
                        violation_error_message="La fin de la période suit son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("intitule", models.CharField(blank=True, max_length=250, verbose_name="intitulé du programme")),
                (
                    "libelle_deploiement",
                    models.CharField(
                        blank=True,
                        help_text="Si l’intitulé s’accorde mal.",
                        max_length=250,
                        verbose_name="libellé après « programme de »",
                    ),
                ),
                ("raison_etre", models.TextField(blank=True, verbose_name="raison d’être de la coopérative")),
                (
                    "ca",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "ordering": ["ca"],
            },
        ),
        migrations.AddField(
            model_name="objectif",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objectifs",
                to="conventions.programme",
                verbose_name="programme",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalObjectif",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("general", "objectif général"),
                            ("specifique", "objectif spécifique"),
                            ("operationnel", "objectif opérationnel"),
                        ],
                        max_length=12,
                        verbose_name="niveau",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="numéro")),
                ("libelle", models.TextField(verbose_name="objectif")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.objectif",
                        verbose_name="objectif de rattachement",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical objectif",
                "verbose_name_plural": "historical objectifs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFicheAction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé de l’action")),
                ("contenu", models.TextField(blank=True, verbose_name="contenu de l’action")),
                ("calendrier", models.TextField(blank=True, verbose_name="calendrier prévisionnel")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="début prévu")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin prévue")),
                ("modes_intervention", models.TextField(blank=True, verbose_name="modes d’intervention")),
                ("public_cible", models.TextField(blank=True, verbose_name="public cible")),
                (
                    "public_autre",
                    models.CharField(blank=True, max_length=200, verbose_name="si autre public cible, précisez"),
                ),
                (
                    "beneficiaires_cibles",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="nombre de bénéficiaires ciblés"),
                ),
                (
                    "etp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "Les moyens humains ne peuvent pas être négatifs."
                            )
                        ],
                        verbose_name="moyens humains mobilisés par l’action (ETP, équivalent temps plein)",
                    ),
                ),
                ("moyens_humains", models.TextField(blank=True, verbose_name="profils mobilisés")),
                ("objectifs_poursuivis", models.TextField(blank=True, verbose_name="objectifs poursuivis")),
                ("resultats_attendus", models.TextField(blank=True, verbose_name="résultats attendus")),
                (
                    "apport",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("interconnaissance", "interconnaissance entre acteurs"),
                            ("coordination", "coordination des acteurs"),
                            ("co_construction", "co-construction de projets"),
                        ],
                        max_length=20,
                        verbose_name="apport",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nouvelle", "action nouvelle"),
                            ("etendue", "action existante étendue"),
                            ("structuree", "action existante structurée avec d’autres"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                (
                    "niveau_exigence",
                    models.CharField(
                        choices=[("allege", "suivi allégé"), ("approfondi", "suivi approfondi")],
                        default="allege",
                        max_length=12,
                        verbose_name="niveau de suivi",
                    ),
                ),
                ("pluriannuelle", models.BooleanField(default=False, verbose_name="action pluriannuelle")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "promoteur",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cooperatives.membre",
                        verbose_name="promoteur référent",
                    ),
                ),
                (
                    "objectif",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.objectif",
                        verbose_name="objectif opérationnel du projet auquel se rattache l’action",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fiche-action",
                "verbose_name_plural": "historical fiches-action",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="ficheaction",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="conventions.programme",
                verbose_name="programme",
            ),
        ),
        migrations.AddField(
            model_name="convention",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conventions",
                to="conventions.programme",
                verbose_name="programme",
            ),
        ),
        migrations.CreateModel(
            name="Signataire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("qualite", models.CharField(max_length=150, verbose_name="qualité")),
                ("par_delegation", models.BooleanField(default=False, verbose_name="par délégation")),
                ("retire_le", models.DateField(blank=True, editable=False, null=True, verbose_name="retiré le")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signataire_de",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "partie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signataires",
                        to="conventions.partie",
                        verbose_name="partie",
                    ),
                ),
            ],
            options={
                "verbose_name": "signataire",
                "ordering": ["partie", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partie", "contact"),
                        name="signataire_unique",
                        violation_error_message="Cette personne signe déjà pour cette partie.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ouverte_le", models.DateTimeField(blank=True, null=True, verbose_name="lue le")),
                ("relancee_le", models.DateTimeField(blank=True, null=True, verbose_name="dernière relance le")),
                ("signee_le", models.DateField(blank=True, null=True, verbose_name="signée le")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("papier", "sur papier"), ("electronique", "signature électronique simple")],
                        max_length=14,
                        verbose_name="mode",
                    ),
                ),
                ("lieu", models.CharField(blank=True, max_length=100, verbose_name="lieu")),
                ("sha256_signe", models.CharField(blank=True, max_length=64, verbose_name="empreinte signée")),
                ("refusee_le", models.DateTimeField(blank=True, null=True, verbose_name="refusée le")),
                ("motif_refus", models.TextField(blank=True, verbose_name="motif du refus")),
                ("enregistree_par", models.CharField(blank=True, max_length=200, verbose_name="enregistrée par")),
                ("enregistree_le", models.DateTimeField(blank=True, null=True, verbose_name="enregistrée le")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="exemplaire signé",
                    ),
                ),
                (
                    "signataire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="conventions.signataire",
                        verbose_name="signataire",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "ordering": ["version_convention", "signataire__partie__ordre", "id"],
            },
        ),
        migrations.CreateModel(
            name="CodeSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(editable=False, max_length=128)),
                ("envoye_le", models.DateTimeField(default=coop.horloge.now, verbose_name="envoyé le")),
                ("expire_le", models.DateTimeField(verbose_name="expire le")),
                ("essais", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("utilise_le", models.DateTimeField(blank=True, null=True, verbose_name="utilisé le")),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="conventions.signature",
                        verbose_name="signature",
                    ),
                ),
            ],
            options={
                "verbose_name": "code de signature",
                "verbose_name_plural": "codes de signature",
                "ordering": ["-envoye_le", "-id"],
            },
        ),
        migrations.CreateModel(
            name="VersionConvention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="version")),
                ("contenu", models.JSONField(verbose_name="contenu canonique")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("figee_le", models.DateTimeField(default=coop.horloge.now, verbose_name="figée le")),
                ("abandonnee_le", models.DateTimeField(blank=True, null=True, verbose_name="abandonnée le")),
                ("motif_abandon", models.TextField(blank=True, verbose_name="motif")),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "version figée",
                "verbose_name_plural": "versions figées",
                "ordering": ["convention", "-numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "numero"),
                        name="version_convention_numero_unique",
                        violation_error_message="Cette version de la convention existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("abandonnee_le__isnull", True)),
                        fields=("convention",),
                        name="version_convention_une_courante",
                        violation_error_message="Une version est déjà à la signature.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="signature",
            name="version_convention",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="conventions.versionconvention",
                verbose_name="version signée",
            ),
        ),
        migrations.CreateModel(
            name="Indicateur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("ip", "indicateur de processus"),
                            ("ia", "indicateur d’activité"),
                            ("ir", "indicateur de résultats"),
                        ],
                        max_length=2,
                        verbose_name="type",
                    ),
                ),
                (
                    "sous_type",
                    models.CharField(
                        blank=True,
                        choices=[("intermediaire", "résultat intermédiaire"), ("final", "résultat final")],
                        max_length=14,
                        verbose_name="nature du résultat",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="numéro")),
                ("libelle", models.CharField(max_length=250, verbose_name="indicateur")),
                (
                    "nature",
                    models.CharField(
                        choices=[("quantitatif", "quantitatif"), ("qualitatif", "qualitatif")],
                        default="quantitatif",
                        max_length=12,
                        verbose_name="recueil",
                    ),
                ),
                ("unite", models.CharField(blank=True, max_length=40, verbose_name="unité")),
                (
                    "sens",
                    models.CharField(
                        choices=[("hausse", "plus c’est haut, mieux c’est"), ("baisse", "plus c’est bas, mieux c’est")],
                        default="hausse",
                        max_length=8,
                        verbose_name="sens",
                    ),
                ),
                (
                    "valeur_initiale",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="valeur de départ"
                    ),
                ),
                (
                    "valeur_cible",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="valeur prévue par trimestre",
                    ),
                ),
                ("beneficiaires", models.BooleanField(default=False, verbose_name="compte des bénéficiaires")),
                ("sources_methodes", models.TextField(verbose_name="sources et méthodes à mobiliser")),
                ("defini_le", models.DateField(default=coop.horloge.today, editable=False, verbose_name="défini le")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicateurs",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicateur",
                "ordering": ["action", "type", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "type", "numero"),
                        name="indicateur_numero_unique",
                        violation_error_message="Un autre indicateur de ce type porte déjà ce numéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("type", "ir"), models.Q(("sous_type", ""), _negated=True)),
                            models.Q(models.Q(("type", "ir"), _negated=True), ("sous_type", "")),
                            _connector="OR",
                        ),
                        name="indicateur_sous_type_si_et_seulement_si_ir",
                        violation_error_message="Précisez résultat intermédiaire ou final pour un indicateur de résultats, et seulement pour lui.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiaires", False),
                            models.Q(("nature", "quantitatif"), ("type", "ia")),
                            _connector="OR",
                        ),
                        name="indicateur_beneficiaires_est_un_ia_quantitatif",
                        violation_error_message="Seul un indicateur d’activité chiffré peut compter des bénéficiaires.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="objectif",
            constraint=models.UniqueConstraint(
                fields=("programme", "niveau", "numero"),
                name="objectif_numero_unique",
                violation_error_message="Un autre objectif de ce niveau porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectif",
            constraint=models.UniqueConstraint(
                condition=models.Q(("niveau", "general")),
                fields=("programme",),
                name="objectif_general_unique",
                violation_error_message="Le programme a déjà son objectif général.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectif",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("niveau", "general"), _negated=True), ("parent__isnull", True), _connector="OR"
                ),
                name="objectif_general_sans_parent",
                violation_error_message="L’objectif général n’est rattaché à aucun autre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ficheaction",
            constraint=models.UniqueConstraint(
                fields=("programme", "numero"),
                name="fiche_action_numero_unique",
                violation_error_message="Une autre action du programme porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ficheaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("etp__isnull", True), ("etp__gte", 0), _connector="OR"),
                name="fiche_action_etp_positif",
                violation_error_message="Les moyens humains ne peuvent pas être négatifs.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ficheaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("debut__isnull", True), ("fin__isnull", True), ("fin__gte", models.F("debut")), _connector="OR"
                ),
                name="fiche_action_dates_ordonnees",
                violation_error_message="La fin prévue suit le début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="convention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("statut", "en_vigueur")),
                fields=("ca",),
                name="convention_une_en_vigueur_par_ca",
                violation_error_message="La coopérative a déjà une convention en vigueur.",
            ),
        ),
        migrations.AddConstraint(
            model_name="convention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("statut__in", ["brouillon", "en_signature"]),
                    models.Q(("date_echeance__gt", models.F("date_effet")), ("date_effet__isnull", False)),
                    _connector="OR",
                ),
                name="convention_en_vigueur_a_ses_dates",
                violation_error_message="Une convention en vigueur a une date d’effet et une échéance.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("version_convention", "signataire"),
                name="signature_unique_par_version",
                violation_error_message="Ce signataire a déjà signé cette version.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signee_le__isnull", True),
                    models.Q(models.Q(("mode", ""), _negated=True), models.Q(("sha256_signe", ""), _negated=True)),
                    _connector="OR",
                ),
                name="signature_signee_a_mode_et_empreinte",
                violation_error_message="Une signature a un mode et l’empreinte de ce qui est signé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refusee_le__isnull", True),
                    models.Q(models.Q(("motif_refus", ""), _negated=True), ("signee_le__isnull", True)),
                    _connector="OR",
                ),
                name="signature_refusee_a_un_motif",
                violation_error_message="Un refus dit pourquoi.",
            ),
        ),
    ]
