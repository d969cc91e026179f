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
            name="ModeIntervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("libelle", models.CharField(max_length=200, unique=True, verbose_name="libellé")),
                ("aide", models.TextField(blank=True, verbose_name="aide")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "mode d’intervention",
                "verbose_name_plural": "modes d’intervention",
                "ordering": ["ordre", "libelle"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "annee",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                2017, message="Indiquez une année à partir de 2017."
                            ),
                            django.core.validators.MaxValueValidator(
                                2100, message="Indiquez une année sur quatre chiffres."
                            ),
                        ],
                        verbose_name="année",
                    ),
                ),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.01"), message="Un montant est supérieur à zéro."
                            )
                        ],
                        verbose_name="budget alloué au programme par l’ARS",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[("brouillon", "en préparation"), ("valide", "validée")],
                        default="brouillon",
                        editable=False,
                        max_length=10,
                        verbose_name="répartition",
                    ),
                ),
                ("motif_egalite", models.TextField(blank=True, verbose_name="pourquoi des parts égales")),
                (
                    "validee_le",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="répartition validée le"),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget annuel",
                "verbose_name_plural": "budgets annuels",
                "ordering": ["ca", "-annee"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "annee"),
                        name="budget_un_par_annee",
                        violation_error_message="Le budget de cette année est déjà écrit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)),
                        name="budget_montant_positif",
                        violation_error_message="Un montant est supérieur à zéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "brouillon"), ("validee_le__isnull", True)),
                            models.Q(("statut", "valide"), ("validee_le__isnull", False)),
                            _connector="OR",
                        ),
                        name="budget_valide_a_une_date",
                        violation_error_message="Une répartition validée porte une date.",
                    ),
                ],
            },
        ),
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
                (
                    "preavis_depuis",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="en préavis depuis le"),
                ),
                (
                    "resiliation_effet",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="résiliée à compter du"),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "en_vigueur")),
                        fields=("ca",),
                        name="convention_une_en_vigueur_par_ca",
                        violation_error_message="La coopérative a déjà une convention en vigueur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut__in", ["brouillon", "en_signature"]),
                            models.Q(("date_echeance__gt", models.F("date_effet")), ("date_effet__isnull", False)),
                            _connector="OR",
                        ),
                        name="convention_en_vigueur_a_ses_dates",
                        violation_error_message="Une convention en vigueur a une date d’effet et une échéance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resiliation_effet__isnull", True),
                            models.Q(
                                ("preavis_depuis__isnull", False), ("resiliation_effet__gt", models.F("preavis_depuis"))
                            ),
                            _connector="OR",
                        ),
                        name="convention_resiliee_apres_preavis",
                        violation_error_message="La résiliation prend effet après la réception de la lettre.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Avenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "en préparation"),
                            ("en_signature", "à la signature"),
                            ("signe", "signé"),
                            ("abandonne", "abandonné"),
                        ],
                        default="brouillon",
                        editable=False,
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("motif", models.TextField(blank=True, verbose_name="motif de l’avenant")),
                ("consequences_financieres", models.TextField(blank=True, verbose_name="conséquences financières")),
                ("autres_dispositions", models.TextField(blank=True, verbose_name="autres dispositions modifiées")),
                (
                    "reconduction",
                    models.BooleanField(default=False, editable=False, verbose_name="reconduction expresse"),
                ),
                ("repris", models.BooleanField(default=False, editable=False, verbose_name="signé avant l’outil")),
                ("resume_repris", models.TextField(blank=True, verbose_name="ce que change l’avenant")),
                ("ouvert_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouvert le")),
                ("signe_le", models.DateField(blank=True, editable=False, null=True, verbose_name="signé le")),
                ("date_effet", models.DateField(blank=True, editable=False, null=True, verbose_name="date d’effet")),
                (
                    "abandonne_le",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="abandonné le"),
                ),
                ("motif_abandon", models.TextField(blank=True, editable=False, verbose_name="motif de l’abandon")),
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
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avenants",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "avenant",
                "ordering": ["convention", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "numero"),
                        name="avenant_numero_unique",
                        violation_error_message="Un autre avenant porte déjà ce numéro.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("statut__in", ["brouillon", "en_signature"])),
                        fields=("convention",),
                        name="avenant_un_seul_ouvert",
                        violation_error_message="Un avenant est déjà en préparation ou à la signature.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "signe"), _negated=True),
                            models.Q(("date_effet__isnull", False), ("signe_le__isnull", False)),
                            _connector="OR",
                        ),
                        name="avenant_signe_a_ses_dates",
                        violation_error_message="Un avenant signé a une date de signature et une date d’effet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "abandonne"), _negated=True),
                            models.Q(("abandonne_le__isnull", False), models.Q(("motif_abandon", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="avenant_abandonne_dit_pourquoi",
                        violation_error_message="Dites pourquoi l’avenant est abandonné.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("repris", False), ("statut__in", ["signe", "abandonne"]), _connector="OR"),
                        name="avenant_repris_est_signe",
                        violation_error_message="Un avenant repris est déjà signé.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdaptationBloc",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("code", models.SlugField(max_length=30, verbose_name="bloc")),
                ("texte", models.TextField(verbose_name="texte")),
                ("motif", models.TextField(verbose_name="motif")),
                ("gabarit", models.PositiveSmallIntegerField(editable=False, verbose_name="version du modèle adaptée")),
                ("redigee_par", models.CharField(editable=False, max_length=200, verbose_name="rédigée par")),
                (
                    "redigee_le",
                    models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="rédigée le"),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adaptations",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "adaptation du modèle",
                "verbose_name_plural": "adaptations du modèle",
                "ordering": ["convention", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "code"),
                        name="adaptation_unique_par_bloc",
                        violation_error_message="Ce passage est déjà adapté pour cette convention.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="adaptation_a_un_motif",
                        violation_error_message="Dites pourquoi la convention s’écarte du modèle.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConventionReprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reprise_le", models.DateField(default=coop.horloge.today, verbose_name="reprise le")),
                ("auteur", models.CharField(blank=True, max_length=200, verbose_name="par")),
                ("saisie_close_le", models.DateField(blank=True, null=True, verbose_name="saisie des fiches close le")),
                (
                    "convention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprise",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="convention signée",
                    ),
                ),
            ],
            options={
                "verbose_name": "convention reprise",
                "verbose_name_plural": "conventions reprises",
                "ordering": ["convention"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("saisie_close_le__isnull", True),
                            ("saisie_close_le__gte", models.F("reprise_le")),
                            _connector="OR",
                        ),
                        name="convention_reprise_dates_ordonnees",
                        violation_error_message="La saisie se clôt après la reprise.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementFinancier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "annee",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                2017, message="Indiquez une année à partir de 2017."
                            ),
                            django.core.validators.MaxValueValidator(
                                2100, message="Indiquez une année sur quatre chiffres."
                            ),
                        ],
                        verbose_name="première année",
                    ),
                ),
                (
                    "derniere_annee",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                2017, message="Indiquez une année à partir de 2017."
                            ),
                            django.core.validators.MaxValueValidator(
                                2100, message="Indiquez une année sur quatre chiffres."
                            ),
                        ],
                        verbose_name="dernière année",
                    ),
                ),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.01"), message="Un montant est supérieur à zéro."
                            )
                        ],
                        verbose_name="montant par an",
                    ),
                ),
                ("objet", models.TextField(blank=True, verbose_name="objet et engagements de l’organisme")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("decision", "décision d’attribution de subvention"),
                            ("convention", "convention «\xa0classique\xa0»"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="acte",
                    ),
                ),
                (
                    "cumul",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=12, verbose_name="cumul de l’année"
                    ),
                ),
                (
                    "seuil",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=12, verbose_name="seuil appliqué"),
                ),
                ("courrier_date", models.DateField(blank=True, null=True, verbose_name="date du courrier")),
                (
                    "courrier_qualite",
                    models.CharField(blank=True, max_length=150, verbose_name="qualité du signataire du courrier"),
                ),
                ("demande_le", models.DateField(blank=True, null=True, verbose_name="demande de subvention reçue le")),
                (
                    "republicain_le",
                    models.DateField(
                        blank=True, null=True, verbose_name="contrat d’engagement républicain souscrit le"
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("propose", "proposé"),
                            ("decide", "décidé"),
                            ("notifie", "notifié"),
                            ("solde", "soldé"),
                            ("annule", "annulé"),
                        ],
                        default="propose",
                        editable=False,
                        max_length=8,
                        verbose_name="statut",
                    ),
                ),
                (
                    "numero_acte",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="numéro de l’acte"),
                ),
                ("decide_le", models.DateField(blank=True, editable=False, null=True, verbose_name="décidé le")),
                ("notifie_le", models.DateField(blank=True, editable=False, null=True, verbose_name="notifié le")),
                ("solde_le", models.DateField(blank=True, editable=False, null=True, verbose_name="soldé le")),
                (
                    "motif_annulation",
                    models.TextField(blank=True, editable=False, verbose_name="motif de l’annulation"),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="conventions.convention",
                        verbose_name="convention visée",
                    ),
                ),
                (
                    "courrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="courrier de demande",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="organisations.organisation",
                        verbose_name="organisme bénéficiaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement financier",
                "verbose_name_plural": "engagements financiers",
                "ordering": ["ca", "-annee", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)),
                        name="engagement_montant_positif",
                        violation_error_message="Un montant est supérieur à zéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("derniere_annee__gte", models.F("annee"))),
                        name="engagement_annees_ordonnees",
                        violation_error_message="La dernière année suit la première.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cumul__gte", models.F("montant"))),
                        name="engagement_cumul_comprend_le_montant",
                        violation_error_message="Le cumul de l’année comprend ce montant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("instrument", "convention"), ("cumul__lt", models.F("seuil")), _connector="OR"
                        ),
                        name="engagement_decision_sous_le_seuil",
                        violation_error_message="À partir du seuil, la subvention passe par une convention «\xa0classique\xa0».",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("instrument", "convention"), ("derniere_annee", models.F("annee")), _connector="OR"
                        ),
                        name="engagement_decision_d_une_annee",
                        violation_error_message="Une décision porte sur une année\xa0: pour plusieurs années, il faut une convention «\xa0classique\xa0».",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut__in", ["propose", "annule"]),
                            ("convention__isnull", False),
                            models.Q(
                                ("courrier__isnull", False),
                                ("courrier_date__isnull", False),
                                models.Q(("courrier_qualite", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="engagement_vise_un_texte",
                        violation_error_message="Visez la convention ou un courrier de demande de subvention daté et signé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut__in", ["propose", "annule"]), ("decide_le__isnull", False), _connector="OR"
                        ),
                        name="engagement_decide_a_une_date",
                        violation_error_message="Un engagement décidé porte la date de son acte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut__in", ["notifie", "solde"]), _negated=True),
                            ("notifie_le__gte", models.F("decide_le")),
                            _connector="OR",
                        ),
                        name="engagement_notifie_apres_decision",
                        violation_error_message="La notification suit la décision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "solde"), _negated=True),
                            ("solde_le__gte", models.F("notifie_le")),
                            _connector="OR",
                        ),
                        name="engagement_solde_apres_notification",
                        violation_error_message="Le solde suit la notification.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "annule"), _negated=True),
                            models.Q(("motif_annulation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="engagement_annule_a_un_motif",
                        violation_error_message="Dites pourquoi l’engagement est annulé.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompteRenduFinancier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "annee",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                2017, message="Indiquez une année à partir de 2017."
                            ),
                            django.core.validators.MaxValueValidator(
                                2100, message="Indiquez une année sur quatre chiffres."
                            ),
                        ],
                        verbose_name="exercice",
                    ),
                ),
                ("recu_le", models.DateField(verbose_name="reçu le")),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comptes_rendus",
                        to="conventions.engagementfinancier",
                        verbose_name="engagement",
                    ),
                ),
            ],
            options={
                "verbose_name": "compte rendu financier",
                "verbose_name_plural": "comptes rendus financiers",
                "ordering": ["engagement", "annee"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("engagement", "annee"),
                        name="compte_rendu_financier_unique",
                        violation_error_message="Le compte rendu financier de cet exercice est déjà reçu.",
                    )
                ],
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
                    "preexistante",
                    models.BooleanField(default=False, verbose_name="action qui existait avant la coopérative"),
                ),
                ("financement_existant", models.TextField(blank=True, verbose_name="financement existant conservé")),
                ("moyens_financiers", models.TextField(blank=True, verbose_name="moyens financiers")),
                ("moyens_materiels", models.TextField(blank=True, verbose_name="moyens matériels")),
                ("opportunites", models.TextField(blank=True, verbose_name="opportunités")),
                ("obstacles", models.TextField(blank=True, verbose_name="obstacles éventuels")),
                (
                    "fiche_cls",
                    models.CharField(
                        blank=True,
                        max_length=250,
                        verbose_name="fiche du contrat local de santé à laquelle l’action répond",
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
                    "retiree_le",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="sortie du programme le"),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conventions.avenant",
                        verbose_name="préparée par l’avenant",
                    ),
                ),
                (
                    "determinants",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions",
                        to="cooperatives.determinant",
                        verbose_name="déterminants de santé visés",
                    ),
                ),
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
                (
                    "remplace",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conventions.ficheaction",
                        verbose_name="remplace la fiche",
                    ),
                ),
                (
                    "modes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions",
                        to="conventions.modeintervention",
                        verbose_name="modes d’intervention, dans la liste",
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche-action",
                "verbose_name_plural": "fiches-action",
                "ordering": ["programme", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("remplace__isnull", False)),
                        fields=("avenant", "remplace"),
                        name="fiche_action_une_copie_par_avenant",
                        violation_error_message="L’avenant modifie déjà cette fiche-action.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("remplace__isnull", True), ("avenant__isnull", False), _connector="OR"),
                        name="fiche_action_copie_a_un_avenant",
                        violation_error_message="Une fiche-action ne se remplace que par un avenant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("etp__isnull", True), ("etp__gte", 0), _connector="OR"),
                        name="fiche_action_etp_positif",
                        violation_error_message="Les moyens humains ne peuvent pas être négatifs.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="fiche_action_dates_ordonnees",
                        violation_error_message="La fin prévue suit le début.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="engagementfinancier",
            name="actions",
            field=models.ManyToManyField(
                blank=True, related_name="engagements", to="conventions.ficheaction", verbose_name="actions"
            ),
        ),
        migrations.CreateModel(
            name="ContributionPropre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("financiere", "financière"),
                            ("humaine", "humaine"),
                            ("materielle", "matérielle"),
                            ("locaux", "locaux"),
                            ("expertise", "expertise"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                ("description", models.CharField(max_length=250, verbose_name="description")),
                (
                    "valorisation",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"), "Un montant est positif.")],
                        verbose_name="valorisation en euros",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="cooperatives.membre",
                        verbose_name="membre",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution propre",
                "verbose_name_plural": "contributions propres",
                "ordering": ["action", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valorisation__isnull", True), ("valorisation__gte", 0), _connector="OR"),
                        name="contribution_propre_valorisation_positive",
                        violation_error_message="Un montant est positif.",
                    ),
                    models.UniqueConstraint(
                        fields=("action", "membre", "type", "description"),
                        name="contribution_propre_unique",
                        violation_error_message="Cette contribution est déjà écrite.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AutreFinancement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "annee",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                2017, message="Indiquez une année à partir de 2017."
                            ),
                            django.core.validators.MaxValueValidator(
                                2100, message="Indiquez une année sur quatre chiffres."
                            ),
                        ],
                        verbose_name="année",
                    ),
                ),
                ("financeur", models.CharField(max_length=200, verbose_name="financeur")),
                (
                    "origine",
                    models.CharField(
                        choices=[("existant", "financement existant conservé"), ("autre", "autre financeur")],
                        default="autre",
                        max_length=10,
                        verbose_name="origine",
                    ),
                ),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.01"), message="Un montant est supérieur à zéro."
                            )
                        ],
                        verbose_name="montant",
                    ),
                ),
                ("precision", models.CharField(blank=True, max_length=250, verbose_name="précision")),
                (
                    "beneficiaire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="autres_financements",
                        to="organisations.organisation",
                        verbose_name="organisme qui le reçoit",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="autres_financements",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="autres_financements",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "autre financement",
                "verbose_name_plural": "autres financements",
                "ordering": ["ca", "-annee", "financeur", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)),
                        name="autre_financement_positif",
                        violation_error_message="Un montant est supérieur à zéro.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApportVise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "apport",
                    models.CharField(
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="apports_vises",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "apport",
                "ordering": ["action", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "apport"),
                        name="apport_vise_unique",
                        violation_error_message="Cet apport est déjà coché.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionRetiree",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("motif", models.TextField(verbose_name="motif")),
                (
                    "avenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retraits",
                        to="conventions.avenant",
                        verbose_name="avenant",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retraits",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "action retirée",
                "verbose_name_plural": "actions retirées",
                "ordering": ["avenant", "action__numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("avenant", "action"),
                        name="action_retiree_unique",
                        violation_error_message="L’avenant retire déjà cette action.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="action_retiree_dit_pourquoi",
                        violation_error_message="Dites pourquoi l’action est retirée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilCommentaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("champ", models.CharField(max_length=30, verbose_name="rubrique")),
                ("interne", models.BooleanField(default=False, verbose_name="interne à l’ARS")),
                (
                    "statut",
                    models.CharField(
                        choices=[("ouvert", "ouvert"), ("resolu", "résolu"), ("clos", "clos")],
                        default="ouvert",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("ouvert_le", models.DateTimeField(default=coop.horloge.now, verbose_name="ouvert le")),
                ("resolu_le", models.DateTimeField(blank=True, null=True, verbose_name="résolu le")),
                ("resolu_par", models.CharField(blank=True, max_length=250, verbose_name="résolu par")),
                ("clos_le", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                ("clos_par", models.CharField(blank=True, max_length=250, verbose_name="clos par")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fils",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "fil de commentaires",
                "verbose_name_plural": "fils de commentaires",
                "ordering": ["action", "ouvert_le", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "ouvert"), ("resolu_le__isnull", True)),
                            models.Q(models.Q(("statut", "ouvert"), _negated=True), ("resolu_le__isnull", False)),
                            _connector="OR",
                        ),
                        name="fil_commentaire_resolu_date",
                        violation_error_message="Un commentaire résolu porte la date où il l’a été.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "clos"), ("clos_le__isnull", False)),
                            models.Q(models.Q(("statut", "clos"), _negated=True), ("clos_le__isnull", True)),
                            _connector="OR",
                        ),
                        name="fil_commentaire_clos_date",
                        violation_error_message="Un commentaire clos porte la date où il l’a été.",
                    ),
                ],
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
                ("motif", models.TextField(blank=True, verbose_name="ce qui change et pourquoi")),
                ("redige_par", models.CharField(blank=True, editable=False, max_length=200, verbose_name="rédigé par")),
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version", 1), models.Q(("motif", ""), _negated=True), _connector="OR"),
                        name="gabarit_nouvelle_version_motivee",
                        violation_error_message="Dites ce qui change et pourquoi.",
                    ),
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
                    "valeur_initiale_le",
                    models.DateField(blank=True, null=True, verbose_name="valeur de départ relevée le"),
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
                (
                    "frequence",
                    models.CharField(
                        choices=[
                            ("trimestrielle", "chaque trimestre"),
                            ("semestrielle", "chaque semestre"),
                            ("annuelle", "chaque année"),
                        ],
                        default="trimestrielle",
                        max_length=13,
                        verbose_name="relevé",
                    ),
                ),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="responsable du relevé")),
                ("par_public", models.TextField(blank=True, verbose_name="par public")),
                ("par_territoire", models.TextField(blank=True, verbose_name="par territoire")),
                ("par_sexe", models.TextField(blank=True, verbose_name="par sexe")),
                ("par_age", models.TextField(blank=True, verbose_name="par âge")),
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
                    "valeur_initiale_le",
                    models.DateField(blank=True, null=True, verbose_name="valeur de départ relevée le"),
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
                (
                    "frequence",
                    models.CharField(
                        choices=[
                            ("trimestrielle", "chaque trimestre"),
                            ("semestrielle", "chaque semestre"),
                            ("annuelle", "chaque année"),
                        ],
                        default="trimestrielle",
                        max_length=13,
                        verbose_name="relevé",
                    ),
                ),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="responsable du relevé")),
                ("par_public", models.TextField(blank=True, verbose_name="par public")),
                ("par_territoire", models.TextField(blank=True, verbose_name="par territoire")),
                ("par_sexe", models.TextField(blank=True, verbose_name="par sexe")),
                ("par_age", models.TextField(blank=True, verbose_name="par âge")),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valeur_initiale_le__isnull", True), ("valeur_initiale__isnull", False), _connector="OR"
                        ),
                        name="indicateur_date_avec_valeur_initiale",
                        violation_error_message="Donnez la valeur de départ relevée à cette date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nature", "quantitatif"),
                            models.Q(("par_age", ""), ("par_public", ""), ("par_sexe", ""), ("par_territoire", "")),
                            _connector="OR",
                        ),
                        name="indicateur_reparti_est_quantitatif",
                        violation_error_message="Seul un indicateur chiffré se répartit.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevierVise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "levier",
                    models.CharField(
                        choices=[
                            ("intersectorialite", "Intersectorialité"),
                            ("determinants", "Prise en compte des déterminants sociaux"),
                            ("participation", "Participation des habitants"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                        verbose_name="levier",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leviers_vises",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "levier visé",
                "verbose_name_plural": "leviers visés",
                "ordering": ["action", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "levier"),
                        name="levier_vise_unique",
                        violation_error_message="Ce levier est déjà coché.",
                    )
                ],
            },
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
            name="LigneRepartition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nature",
                    models.CharField(
                        choices=[("action", "action"), ("coordination", "coordination et ingénierie")],
                        default="action",
                        max_length=14,
                        verbose_name="nature",
                    ),
                ),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.01"), message="Un montant est supérieur à zéro."
                            )
                        ],
                        verbose_name="montant",
                    ),
                ),
                ("motif", models.CharField(max_length=250, verbose_name="raison (contribution propre, ETP)")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "beneficiaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="organisations.organisation",
                        verbose_name="organisme bénéficiaire",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lignes",
                        to="conventions.budget",
                        verbose_name="budget",
                    ),
                ),
            ],
            options={
                "verbose_name": "ligne de la répartition",
                "verbose_name_plural": "lignes de la répartition",
                "ordering": ["budget", "nature", "action__numero", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)),
                        name="ligne_repartition_positive",
                        violation_error_message="Un montant est supérieur à zéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__isnull", False), ("nature", "action")),
                            models.Q(("action__isnull", True), ("nature", "coordination")),
                            _connector="OR",
                        ),
                        name="ligne_repartition_action",
                        violation_error_message="Une ligne paie une action, ou la coordination et l’ingénierie.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("action__isnull", False)),
                        fields=("budget", "action", "beneficiaire"),
                        name="ligne_repartition_unique",
                        violation_error_message="Cet organisme a déjà une ligne pour cette action.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("action__isnull", True)),
                        fields=("budget", "beneficiaire"),
                        name="ligne_repartition_coordination_unique",
                        violation_error_message="Cet organisme a déjà une ligne pour la coordination et l’ingénierie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="ligne_repartition_a_une_raison",
                        violation_error_message="Dites ce qui justifie ce montant.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageCommentaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("texte", models.TextField(verbose_name="message")),
                ("auteur", models.CharField(max_length=250, verbose_name="auteur")),
                ("contact_id", models.BigIntegerField(editable=False, null=True, verbose_name="contact")),
                ("le", models.DateTimeField(default=coop.horloge.now, verbose_name="le")),
                (
                    "fil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="conventions.filcommentaire",
                        verbose_name="fil",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "ordering": ["fil", "le", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texte", ""), _negated=True),
                        name="message_commentaire_present",
                        violation_error_message="Écrivez votre commentaire.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MoyenHumain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("profil", models.CharField(max_length=120, verbose_name="profil")),
                (
                    "etp",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), "Les moyens humains ne peuvent pas être négatifs."
                            )
                        ],
                        verbose_name="ETP",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moyens",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "moyen humain",
                "verbose_name_plural": "moyens humains",
                "ordering": ["action", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "profil"),
                        name="moyen_humain_profil_unique",
                        violation_error_message="Ce profil est déjà compté dans l’action\xa0: additionnez ses ETP.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("etp__gte", 0)),
                        name="moyen_humain_etp_positif",
                        violation_error_message="Les moyens humains ne peuvent pas être négatifs.",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("niveau", "general"), _negated=True), ("parent__isnull", True), _connector="OR"
                        ),
                        name="objectif_general_sans_parent",
                        violation_error_message="L’objectif général n’est rattaché à aucun autre.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Modification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "champ",
                    models.CharField(
                        choices=[
                            ("intitule", "intitulé du programme"),
                            ("libelle_deploiement", "libellé après « programme de »"),
                            ("objectif", "objectif"),
                            ("preambule", "préambule"),
                            ("en_lien_avec", "dispositif ou réseau de l’article 4.1"),
                        ],
                        max_length=30,
                        verbose_name="texte",
                    ),
                ),
                ("valeur", models.TextField(verbose_name="nouvelle rédaction")),
                (
                    "avenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modifications",
                        to="conventions.avenant",
                        verbose_name="avenant",
                    ),
                ),
                (
                    "objectif",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conventions.objectif",
                        verbose_name="objectif",
                    ),
                ),
            ],
            options={
                "verbose_name": "texte modifié",
                "verbose_name_plural": "textes modifiés",
                "ordering": ["avenant", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("objectif__isnull", False)),
                        fields=("avenant", "champ", "objectif"),
                        name="modification_une_par_objectif",
                        violation_error_message="L’avenant modifie déjà cet objectif.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("objectif__isnull", True)),
                        fields=("avenant", "champ"),
                        name="modification_une_par_texte",
                        violation_error_message="L’avenant modifie déjà ce texte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("champ", "objectif"), ("objectif__isnull", False)),
                            models.Q(models.Q(("champ", "objectif"), _negated=True), ("objectif__isnull", True)),
                            _connector="OR",
                        ),
                        name="modification_objectif_designe",
                        violation_error_message="Dites quel objectif est modifié.",
                    ),
                ],
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
                    "avenant_entree",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrantes",
                        to="conventions.avenant",
                        verbose_name="entrée par l’avenant",
                    ),
                ),
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
            name="DemandeSortie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("demandee_le", models.DateField(verbose_name="demandée le")),
                ("motif", models.TextField(verbose_name="motif")),
                (
                    "concertation_le",
                    models.DateField(
                        blank=True, null=True, verbose_name="concertation avec la délégation départementale le"
                    ),
                ),
                ("renoncee_le", models.DateField(blank=True, null=True, verbose_name="demande retirée le")),
                (
                    "enregistree_le",
                    models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="enregistrée le"),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demandes_sortie",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
                (
                    "partie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demandes_sortie",
                        to="conventions.partie",
                        verbose_name="partie",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de sortie",
                "verbose_name_plural": "demandes de sortie",
                "ordering": ["convention", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("renoncee_le__isnull", True)),
                        fields=("partie",),
                        name="demande_sortie_une_par_partie",
                        violation_error_message="Cette partie a déjà demandé à sortir.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="demande_sortie_motivee",
                        violation_error_message="Dites pourquoi la partie souhaite sortir.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartieAvenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sens",
                    models.CharField(
                        choices=[("entree", "entrée"), ("sortie", "sortie"), ("resilie", "départ par résiliation")],
                        max_length=8,
                        verbose_name="mouvement",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("ars", "ARS"), ("partenaire", "partenaire"), ("financeur", "autre financeur")],
                        default="partenaire",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                (
                    "qualite_representant",
                    models.CharField(blank=True, max_length=150, verbose_name="représentée par (qualité)"),
                ),
                ("par_delegation", models.BooleanField(default=False, verbose_name="par délégation")),
                (
                    "concertation_le",
                    models.DateField(
                        blank=True, null=True, verbose_name="concertation avec la délégation départementale le"
                    ),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="conventions.avenant",
                        verbose_name="avenant",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="signataire",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "mouvement d’une partie",
                "verbose_name_plural": "mouvements des parties",
                "ordering": ["avenant", "sens", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("avenant", "organisation"),
                        name="partie_avenant_unique",
                        violation_error_message="L’avenant nomme déjà cette organisation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sens", "sortie"), _negated=True),
                            ("concertation_le__isnull", False),
                            _connector="OR",
                        ),
                        name="partie_avenant_sortie_concertee",
                        violation_error_message="Une sortie suit une concertation avec la délégation départementale\xa0: datez-la.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sens", "entree"), _negated=True),
                            models.Q(("qualite_representant", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="partie_avenant_entree_a_une_qualite",
                        violation_error_message="Dites en quelle qualité la nouvelle partie est représentée.",
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
            name="DecisionReconduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("reconduite", "reconduite"),
                            ("modifiee", "modifiée"),
                            ("non_reconduite", "non reconduite"),
                        ],
                        max_length=14,
                        verbose_name="décision",
                    ),
                ),
                ("motif", models.TextField(blank=True, verbose_name="motif")),
                (
                    "seance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cooperatives.decision",
                        verbose_name="décision de la réunion",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="conventions.periode",
                        verbose_name="période",
                    ),
                ),
            ],
            options={
                "verbose_name": "décision de reconduction",
                "verbose_name_plural": "décisions de reconduction",
                "ordering": ["periode", "action__numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("periode", "action"),
                        name="decision_reconduction_unique",
                        violation_error_message="Une décision est déjà prise pour cette action.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "reconduite"), models.Q(("motif", ""), _negated=True), _connector="OR"
                        ),
                        name="decision_reconduction_motivee",
                        violation_error_message="Dites pourquoi l’action est modifiée ou n’est pas reconduite.",
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
                    "preexistante",
                    models.BooleanField(default=False, verbose_name="action qui existait avant la coopérative"),
                ),
                ("financement_existant", models.TextField(blank=True, verbose_name="financement existant conservé")),
                ("moyens_financiers", models.TextField(blank=True, verbose_name="moyens financiers")),
                ("moyens_materiels", models.TextField(blank=True, verbose_name="moyens matériels")),
                ("opportunites", models.TextField(blank=True, verbose_name="opportunités")),
                ("obstacles", models.TextField(blank=True, verbose_name="obstacles éventuels")),
                (
                    "fiche_cls",
                    models.CharField(
                        blank=True,
                        max_length=250,
                        verbose_name="fiche du contrat local de santé à laquelle l’action répond",
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
                    "retiree_le",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="sortie du programme le"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.avenant",
                        verbose_name="préparée par l’avenant",
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
                    "remplace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conventions.ficheaction",
                        verbose_name="remplace la fiche",
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
            name="RelanceFiche",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("le", models.DateTimeField(default=coop.horloge.now, verbose_name="le")),
                ("par", models.CharField(max_length=200, verbose_name="par")),
                ("destinataires", models.PositiveSmallIntegerField(verbose_name="destinataires")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relances",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "rappel d’une fiche-action",
                "verbose_name_plural": "rappels des fiches-action",
                "ordering": ["action", "-le", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Resiliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("envoyee_le", models.DateField(verbose_name="lettre recommandée envoyée le")),
                (
                    "suite",
                    models.CharField(
                        choices=[
                            ("convention", "Toute la convention prend fin"),
                            ("depart", "Les autres parties continuent, par un avenant signé avant la date d’effet"),
                        ],
                        default="convention",
                        max_length=10,
                        verbose_name="ce qui s’arrête",
                    ),
                ),
                (
                    "levee_le",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="avenant de départ signé le"),
                ),
                (
                    "enregistree_le",
                    models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="enregistrée le"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resiliations",
                        to="conventions.partie",
                        verbose_name="partie qui résilie",
                    ),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="resiliations",
                        to="conventions.avenant",
                        verbose_name="avenant de départ",
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resiliations",
                        to="conventions.convention",
                        verbose_name="convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "résiliation",
                "ordering": ["convention", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("levee_le__isnull", True)),
                        fields=("convention", "auteur"),
                        name="resiliation_une_par_partie",
                        violation_error_message="Cette partie a déjà résilié la convention.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("levee_le__isnull", True),
                            models.Q(("avenant__isnull", False), ("suite", "depart")),
                            _connector="OR",
                        ),
                        name="resiliation_levee_par_un_avenant",
                        violation_error_message="Seul un avenant signé par les autres parties poursuit la convention.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("levee_le__isnull", True), ("levee_le__gte", models.F("envoyee_le")), _connector="OR"
                        ),
                        name="resiliation_levee_apres_envoi",
                        violation_error_message="L’avenant de départ suit l’envoi de la lettre.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AvisReception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recu_le", models.DateField(blank=True, null=True, verbose_name="reçue le")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="avis de réception",
                    ),
                ),
                (
                    "partie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conventions.partie",
                        verbose_name="destinataire",
                    ),
                ),
                (
                    "resiliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avis",
                        to="conventions.resiliation",
                        verbose_name="résiliation",
                    ),
                ),
            ],
            options={
                "verbose_name": "avis de réception",
                "verbose_name_plural": "avis de réception",
                "ordering": ["resiliation", "partie__ordre", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resiliation", "partie"),
                        name="avis_reception_unique",
                        violation_error_message="L’avis de cette partie est déjà attendu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scan__isnull", True), ("recu_le__isnull", False), _connector="OR"),
                        name="avis_reception_date",
                        violation_error_message="Un avis de réception porte une date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReunionAnnuelle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("motif", models.TextField(blank=True, verbose_name="pourquoi cette date")),
                (
                    "periode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reunion_annuelle",
                        to="conventions.periode",
                        verbose_name="période",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cooperatives.reunion",
                        verbose_name="réunion élargie",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion élargie retenue",
                "verbose_name_plural": "réunions élargies retenues",
                "ordering": ["periode"],
            },
        ),
        migrations.CreateModel(
            name="SeuilSubvention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.01"), message="Un montant est supérieur à zéro."
                            )
                        ],
                        verbose_name="montant par organisme et par an",
                    ),
                ),
                ("debut", models.DateField(unique=True, verbose_name="applicable depuis le")),
            ],
            options={
                "verbose_name": "seuil des subventions",
                "verbose_name_plural": "seuils des subventions",
                "ordering": ["-debut"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)),
                        name="seuil_subvention_positif",
                        violation_error_message="Un montant est supérieur à zéro.",
                    )
                ],
            },
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signee_le__isnull", True),
                            models.Q(
                                models.Q(("mode", ""), _negated=True), models.Q(("sha256_signe", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="signature_signee_a_mode_et_empreinte",
                        violation_error_message="Une signature a un mode et l’empreinte de ce qui est signé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("refusee_le__isnull", True),
                            models.Q(models.Q(("motif_refus", ""), _negated=True), ("signee_le__isnull", True)),
                            _connector="OR",
                        ),
                        name="signature_refusee_a_un_motif",
                        violation_error_message="Un refus dit pourquoi.",
                    ),
                ],
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
            name="VersionCible",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "valeur",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="valeur prévue par trimestre"),
                ),
                ("depuis", models.DateField(verbose_name="à partir du")),
                ("motif", models.TextField(verbose_name="motif")),
                ("auteur", models.CharField(editable=False, max_length=200, verbose_name="écrite par")),
                ("ecrite_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="écrite le")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cibles_revues",
                        to="cooperatives.decision",
                        verbose_name="décision",
                    ),
                ),
                (
                    "indicateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cibles",
                        to="conventions.indicateur",
                        verbose_name="indicateur",
                    ),
                ),
            ],
            options={
                "verbose_name": "valeur prévue revue",
                "verbose_name_plural": "valeurs prévues revues",
                "ordering": ["indicateur", "depuis"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicateur", "depuis"),
                        name="version_cible_unique",
                        violation_error_message="La valeur prévue est déjà revue à partir de ce trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="version_cible_a_un_motif",
                        violation_error_message="Dites pourquoi la valeur prévue change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valeur__gte", Decimal("0"))),
                        name="version_cible_positive",
                        violation_error_message="Une valeur prévue n’est jamais négative.",
                    ),
                ],
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
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="conventions.avenant",
                        verbose_name="avenant",
                    ),
                ),
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
                        condition=models.Q(("abandonnee_le__isnull", True), ("avenant__isnull", True)),
                        fields=("convention",),
                        name="version_convention_une_courante",
                        violation_error_message="Une version est déjà à la signature.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("abandonnee_le__isnull", True), ("avenant__isnull", False)),
                        fields=("avenant",),
                        name="version_avenant_une_courante",
                        violation_error_message="Une version de l’avenant est déjà à la signature.",
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
            model_name="ficheaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("avenant__isnull", True)),
                fields=("programme", "numero"),
                name="fiche_action_numero_unique",
                violation_error_message="Une autre action du programme porte déjà ce numéro.",
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
    ]
