import django.db.models.deletion
from django.db import migrations, models

import coop.horloge
import coop.organisations.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Secteur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("libelle", models.CharField(max_length=80, unique=True, verbose_name="libellé")),
                ("sanitaire", models.BooleanField(default=False, verbose_name="champ sanitaire")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "secteur",
                "ordering": ["ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                ("sigle", models.CharField(blank=True, max_length=40, verbose_name="sigle")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("association", "association"),
                            ("commune", "commune"),
                            ("epci", "intercommunalité"),
                            ("etablissement_sante", "établissement de santé"),
                            ("medico_social", "structure médico-sociale"),
                            ("liberal_msp", "professionnels libéraux, maison de santé"),
                            ("service_etat", "service de l’État"),
                            ("protection_sociale", "organisme de protection sociale"),
                            ("mutuelle", "mutuelle"),
                            ("bailleur", "bailleur"),
                            ("education", "établissement d’enseignement"),
                            ("ars", "délégation départementale de l’ARS"),
                            ("groupe_habitants", "groupe d’habitants"),
                            ("autre", "autre"),
                        ],
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250, verbose_name="adresse")),
                (
                    "siret",
                    models.CharField(
                        blank=True,
                        max_length=14,
                        validators=[coop.organisations.models.validate_siret],
                        verbose_name="SIRET",
                    ),
                ),
                (
                    "rna",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[coop.organisations.models.validate_rna],
                        verbose_name="numéro RNA",
                    ),
                ),
                (
                    "autres_noms",
                    models.TextField(
                        blank=True,
                        help_text="Un par ligne\xa0: anciens noms, noms d’usage.",
                        verbose_name="autres noms",
                    ),
                ),
                (
                    "petit_acteur",
                    models.BooleanField(
                        default=False,
                        help_text="Structure que le soutien habituel de l’Agence sert mal (guide, § 2).",
                        verbose_name="petit acteur",
                    ),
                ),
                ("missions", models.TextField(blank=True, verbose_name="missions")),
                ("points_contact", models.TextField(blank=True, verbose_name="points de contact")),
                ("outils", models.TextField(blank=True, verbose_name="outils de prévention et ressources à partager")),
                ("besoins_information", models.TextField(blank=True, verbose_name="besoins d’information")),
                ("besoins_formation", models.TextField(blank=True, verbose_name="besoins de formation")),
                ("besoins_partenariat", models.TextField(blank=True, verbose_name="besoins de partenariat")),
                ("est_fictive", models.BooleanField(default=False, verbose_name="structure fictive")),
                ("fusionnee_le", models.DateField(blank=True, editable=False, null=True, verbose_name="réunie le")),
                ("recherche", models.CharField(db_index=True, editable=False, max_length=800)),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="créée le")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territories.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "fusionnee_dans",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absorbees",
                        to="organisations.organisation",
                        verbose_name="réunie avec",
                    ),
                ),
                (
                    "secteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="organisations.secteur",
                        verbose_name="secteur",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "ordering": ["recherche"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("siret", ""), _negated=True),
                        fields=("siret",),
                        name="organisation_siret_unique",
                        violation_error_message="Une organisation porte déjà ce SIRET.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rna", ""), _negated=True),
                        fields=("rna",),
                        name="organisation_rna_unique",
                        violation_error_message="Une organisation porte déjà ce numéro RNA.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fusionnee_dans__isnull", True), ("fusionnee_le__isnull", True)),
                            models.Q(("fusionnee_dans__isnull", False), ("fusionnee_le__isnull", False)),
                            _connector="OR",
                        ),
                        name="organisation_reunie_a_une_date",
                        violation_error_message="Une organisation réunie avec une autre l’est à une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fusionnee_dans__isnull", True),
                            models.Q(("fusionnee_dans", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_reunie_avec_une_autre",
                        violation_error_message="Une organisation ne se réunit pas avec elle-même.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("type", "ars")),
                        fields=("departement",),
                        name="organisation_une_dd_par_departement",
                        violation_error_message="La délégation départementale existe déjà.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Distinction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("auteur", models.CharField(max_length=200, verbose_name="dit par")),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="dit le")),
                (
                    "premiere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="première organisation",
                    ),
                ),
                (
                    "seconde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="seconde organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisations distinctes",
                "verbose_name_plural": "organisations distinctes",
                "ordering": ["-le", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("premiere", "seconde"),
                        name="distinction_unique",
                        violation_error_message="Ces deux organisations sont déjà dites distinctes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("premiere__lt", models.F("seconde"))),
                        name="distinction_ordonnee",
                        violation_error_message="La première des deux organisations est la plus ancienne.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("nom", models.CharField(blank=True, max_length=120, verbose_name="nom ou pseudonyme")),
                ("fonction", models.CharField(max_length=150, verbose_name="fonction")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="téléphone")),
                ("est_fictif", models.BooleanField(default=False, verbose_name="contact fictif")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="créé le")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "ordering": ["fonction", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("email",),
                        name="contact_email_unique",
                        violation_error_message="Un contact a déjà cette adresse électronique.",
                    )
                ],
            },
        ),
    ]
