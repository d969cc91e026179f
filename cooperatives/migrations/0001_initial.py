from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("notifications", "0001_initial"),
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CharteRegionale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(unique=True, verbose_name="version")),
                ("publiee_le", models.DateField(default=coop.horloge.today, verbose_name="publiée le")),
                ("auteur", models.CharField(blank=True, max_length=200, verbose_name="par")),
            ],
            options={
                "verbose_name": "texte régional de la charte",
                "verbose_name_plural": "textes régionaux de la charte",
                "ordering": ["-numero"],
            },
        ),
        migrations.CreateModel(
            name="Determinant",
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
                "verbose_name": "déterminant de santé",
                "verbose_name_plural": "déterminants de santé",
                "ordering": ["ordre", "libelle"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntreeLevierFrein",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField(unique=True, verbose_name="ordre")),
                (
                    "type",
                    models.CharField(
                        choices=[("levier", "levier"), ("frein", "frein")], max_length=8, verbose_name="type"
                    ),
                ),
                (
                    "axe",
                    models.CharField(
                        choices=[
                            ("qualite", "Amélioration de la qualité des actions"),
                            ("dynamique", "Dynamique de coopération et amélioration des pratiques"),
                            ("ars", "Engagement et rôle de l’ARS"),
                        ],
                        max_length=10,
                        verbose_name="axe",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
            ],
            options={
                "verbose_name": "levier ou frein du tableau",
                "verbose_name_plural": "leviers et freins du tableau",
                "ordering": ["ordre"],
            },
        ),
        migrations.CreateModel(
            name="PointOdj",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("intitule", models.CharField(max_length=250, verbose_name="point")),
                ("notes", models.TextField(blank=True, verbose_name="ce qui s’est dit")),
            ],
            options={
                "verbose_name": "point de l’ordre du jour",
                "verbose_name_plural": "ordre du jour",
                "ordering": ["reunion", "ordre", "id"],
            },
        ),
        migrations.CreateModel(
            name="Principe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField(unique=True, verbose_name="ordre")),
                ("libelle", models.TextField(verbose_name="libellé")),
                ("court", models.CharField(max_length=120, verbose_name="libellé court")),
                ("aide", models.TextField(blank=True, verbose_name="relecture de l’évaluation")),
                ("groupe", models.CharField(max_length=20, verbose_name="groupe")),
            ],
            options={
                "verbose_name": "principe de choix",
                "verbose_name_plural": "principes de choix",
                "ordering": ["ordre"],
            },
        ),
        migrations.CreateModel(
            name="Public",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("libelle", models.CharField(max_length=200, unique=True, verbose_name="libellé")),
                ("aide", models.TextField(blank=True, verbose_name="aide")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("praps", models.BooleanField(default=False, verbose_name="public du PRAPS")),
            ],
            options={
                "verbose_name": "public",
                "ordering": ["ordre", "libelle"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recommandation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(unique=True, verbose_name="numéro")),
                (
                    "famille",
                    models.CharField(
                        choices=[
                            ("strategie", "Stratégie, projet régional de santé"),
                            ("echanges", "Échanges de pratiques"),
                            ("operationnel", "Conduite opérationnelle"),
                            ("participation", "Méthode\xa0: participation"),
                            ("appui", "Méthode\xa0: appui de l’ARS"),
                            ("territoire", "Méthode\xa0: territorialité"),
                            ("gouvernance", "Méthode\xa0: modes de gouvernance"),
                            ("evaluation", "Méthode\xa0: évaluation"),
                        ],
                        max_length=16,
                        verbose_name="famille",
                    ),
                ),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("region", "région"),
                            ("departement", "délégation départementale"),
                            ("ca", "coopérative"),
                            ("region_ca", "région et coopérative"),
                        ],
                        max_length=12,
                        verbose_name="suivie par",
                    ),
                ),
                ("libelle", models.TextField(verbose_name="recommandation")),
            ],
            options={
                "verbose_name": "recommandation",
                "ordering": ["numero"],
            },
        ),
        migrations.CreateModel(
            name="Thematique",
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
                "verbose_name": "thématique",
                "ordering": ["ordre", "libelle"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cooperative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("reference", models.CharField(editable=False, max_length=9, unique=True, verbose_name="référence")),
                ("intitule", models.CharField(max_length=250, verbose_name="intitulé")),
                ("appellation_locale", models.CharField(blank=True, max_length=150, verbose_name="appellation locale")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("prefiguration", "Préfiguration du projet"),
                            ("diagnostic", "Diagnostic"),
                            ("elaboration", "Élaboration du plan d’actions"),
                            ("conventionnement", "Élaboration, convention en signature"),
                            ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
                            ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
                        ],
                        default="prefiguration",
                        editable=False,
                        max_length=20,
                        verbose_name="phase",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_cours", "en cours"),
                            ("suspendue", "suspendue"),
                            ("non_retenue", "non retenue"),
                            ("terminee", "terminée"),
                        ],
                        default="en_cours",
                        editable=False,
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("experimentale", models.BooleanField(default=False, verbose_name="phase expérimentale")),
                ("est_fictive", models.BooleanField(default=False, editable=False, verbose_name="coopérative fictive")),
                (
                    "libelle_territoire",
                    models.CharField(blank=True, max_length=200, verbose_name="territoire de coordination"),
                ),
                ("enonce_ists", models.TextField(blank=True, verbose_name="inégalités visées")),
                (
                    "plus_value_existant",
                    models.TextField(blank=True, verbose_name="plus-value au regard de l’existant"),
                ),
                (
                    "argumentaire_thematique",
                    models.TextField(blank=True, verbose_name="argumentaire du choix de la thématique"),
                ),
                (
                    "couverture_locale",
                    models.CharField(
                        choices=[
                            ("non", "non couverte"),
                            ("partielle", "partiellement couverte"),
                            ("couverte", "couverte"),
                            ("a_verifier", "à vérifier"),
                        ],
                        default="a_verifier",
                        max_length=12,
                        verbose_name="couverture locale de la thématique",
                    ),
                ),
                ("justification_perimetre", models.TextField(blank=True, verbose_name="justification du périmètre")),
                (
                    "dynamique_eparcours",
                    models.CharField(
                        choices=[("oui", "oui"), ("non", "non"), ("a_verifier", "à vérifier")],
                        default="a_verifier",
                        max_length=12,
                        verbose_name="dynamique e-parcours",
                    ),
                ),
                ("objectif_public", models.TextField(blank=True, verbose_name="objectif en une phrase")),
                (
                    "duree_previsionnelle_ans",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="durée prévisionnelle en années"
                    ),
                ),
                ("equipe_evaluation", models.TextField(blank=True, verbose_name="équipe d’évaluation")),
                ("creee_le", models.DateField(default=coop.horloge.today, editable=False, verbose_name="créée le")),
                (
                    "calendrier_fixe_le",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="calendrier de référence fixé le"
                    ),
                ),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="cooperatives",
                        to="territories.commune",
                        verbose_name="communes choisies",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperatives",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "departements_vises",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="territories.departement", verbose_name="départements entiers"
                    ),
                ),
                (
                    "intercommunalites",
                    models.ManyToManyField(
                        blank=True,
                        related_name="cooperatives",
                        to="territories.intercommunalite",
                        verbose_name="intercommunalités entières",
                    ),
                ),
                (
                    "quartiers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="cooperatives",
                        to="territories.quartier",
                        verbose_name="quartiers prioritaires",
                    ),
                ),
                (
                    "determinants",
                    models.ManyToManyField(
                        blank=True, to="cooperatives.determinant", verbose_name="déterminants visés"
                    ),
                ),
                ("publics", models.ManyToManyField(blank=True, to="cooperatives.public", verbose_name="publics")),
                (
                    "thematiques",
                    models.ManyToManyField(blank=True, to="cooperatives.thematique", verbose_name="thématiques"),
                ),
            ],
            options={
                "verbose_name": "coopérative d’acteurs",
                "verbose_name_plural": "coopératives d’acteurs",
                "ordering": ["departement__code", "reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("intitule", ""), _negated=True),
                        name="cooperative_intitule_present",
                        violation_error_message="Donnez un intitulé à la coopérative.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Charte",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "numero",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version de la charte"),
                ),
                (
                    "preparee_le",
                    models.DateField(default=coop.horloge.today, editable=False, verbose_name="préparée le"),
                ),
                ("adoptee_le", models.DateField(blank=True, null=True, verbose_name="adoptée le")),
                (
                    "modele",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chartes",
                        to="cooperatives.charteregionale",
                        verbose_name="texte régional",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chartes",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "charte de coopération",
                "verbose_name_plural": "chartes de coopération",
                "ordering": ["ca", "-numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "numero"),
                        name="charte_numero_unique",
                        violation_error_message="La charte a déjà cette version.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("adoptee_le__isnull", True)),
                        fields=("ca",),
                        name="charte_une_en_preparation",
                        violation_error_message="Une version de la charte est déjà en préparation.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarenceDroitCommun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("description", models.TextField(verbose_name="ce qui fait défaut")),
                ("constatee_le", models.DateField(default=coop.horloge.today, verbose_name="constatée le")),
                ("remontee_a", models.CharField(blank=True, max_length=200, verbose_name="signalée à")),
                ("remontee_le", models.DateField(blank=True, null=True, verbose_name="signalée le")),
                ("suite", models.TextField(blank=True, verbose_name="suite donnée")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carences",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "carence du droit commun",
                "verbose_name_plural": "carences du droit commun",
                "ordering": ["ca", "-constatee_le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("remontee_a", ""), ("remontee_le__isnull", True)),
                            models.Q(("remontee_le__isnull", False), models.Q(("remontee_a", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="carence_signalee_a_quelqu_un",
                        violation_error_message="Dites à qui la carence a été signalée, et quand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remontee_le__isnull", True),
                            ("remontee_le__gte", models.F("constatee_le")),
                            _connector="OR",
                        ),
                        name="carence_dates_ordonnees",
                        violation_error_message="Le signalement suit le constat.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActiviteParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("ecrit_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="écrit le")),
                ("le", models.DateField(verbose_name="date")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("convivial", "moment convivial"),
                            ("espace", "espace accueillant"),
                            ("parole", "temps de parole"),
                            ("atelier", "atelier"),
                            ("instance", "instance"),
                            ("autre", "autre"),
                        ],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("intitule", models.CharField(max_length=150, verbose_name="activité")),
                ("contenu", models.TextField(blank=True, verbose_name="ce qui s’y fait")),
                ("espace", models.CharField(blank=True, max_length=150, verbose_name="lieu ou espace")),
                (
                    "mobilisation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("volontariat", "volontariat"),
                            ("tirage", "tirage au sort"),
                            ("relais", "par un relais du quartier"),
                        ],
                        max_length=12,
                        verbose_name="mobilisation",
                    ),
                ),
                (
                    "niveau_prevu",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Information"),
                            (2, "Consultation"),
                            (3, "Implication"),
                            (4, "Collaboration"),
                            (5, "Co-décision"),
                        ],
                        verbose_name="niveau prévu",
                    ),
                ),
                (
                    "niveau_reel",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Information"),
                            (2, "Consultation"),
                            (3, "Implication"),
                            (4, "Collaboration"),
                            (5, "Co-décision"),
                        ],
                        null=True,
                        verbose_name="niveau atteint",
                    ),
                ),
                ("nb_habitants", models.PositiveIntegerField(blank=True, null=True, verbose_name="nombre d’habitants")),
                ("enseignements", models.TextField(blank=True, verbose_name="ce qu’on en retient")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="écrit par",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="apporté par",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activites_participation",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "activité de participation",
                "verbose_name_plural": "activités de participation",
                "ordering": ["ca", "-le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nb_habitants__isnull", True), ("niveau_reel__isnull", False), _connector="OR"
                        ),
                        name="activite_tenue_a_un_niveau",
                        violation_error_message="Dites le niveau atteint quand des habitants sont venus.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coordinateur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rang", models.PositiveSmallIntegerField(default=1, verbose_name="rang")),
                (
                    "type",
                    models.CharField(
                        choices=[("dd", "délégation départementale"), ("copilote", "co-pilote")],
                        max_length=10,
                        verbose_name="au titre de",
                    ),
                ),
                ("debut", models.DateField(default=coop.horloge.today, verbose_name="début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinateurs",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordinateur",
                "ordering": ["ca", "rang", "-debut"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rang__in", [1, 2])),
                        name="coordinateur_rang_1_ou_2",
                        violation_error_message="Une coopérative a un ou deux coordinateurs.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("rang", 1), _negated=True), ("type", "dd"), _connector="OR"),
                        name="coordinateur_rang_1_est_la_dd",
                        violation_error_message="Le premier coordinateur est obligatoirement la délégation départementale.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fin__isnull", True)),
                        fields=("ca", "rang"),
                        name="coordinateur_un_actif_par_rang",
                        violation_error_message="Cette place de coordinateur est déjà occupée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"),
                        name="coordinateur_dates_ordonnees",
                        violation_error_message="La fin suit le début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoPilote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("debut", models.DateField(default=coop.horloge.today, verbose_name="début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copilotes",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copilotages",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "co-pilote",
                "ordering": ["ca", "debut", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin__isnull", True)),
                        fields=("ca", "organisation"),
                        name="copilote_actif_unique",
                        violation_error_message="Cette organisation co-pilote déjà la coopérative.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DemandeReferent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("referent", models.CharField(max_length=150, verbose_name="référent sollicité (fonction)")),
                ("sujet", models.TextField(verbose_name="demande")),
                ("demandee_le", models.DateField(default=coop.horloge.today, verbose_name="demandée le")),
                ("reponse", models.TextField(blank=True, verbose_name="réponse")),
                ("repondue_le", models.DateField(blank=True, null=True, verbose_name="réponse reçue le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demandes_referents",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande à un référent",
                "verbose_name_plural": "demandes aux référents",
                "ordering": ["ca", "-demandee_le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repondue_le__isnull", True), ("reponse", "")),
                            models.Q(("repondue_le__isnull", False), models.Q(("reponse", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="demande_referent_reponse_datee",
                        violation_error_message="Une réponse a un texte et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repondue_le__isnull", True),
                            ("repondue_le__gte", models.F("demandee_le")),
                            _connector="OR",
                        ),
                        name="demande_referent_dates_ordonnees",
                        violation_error_message="La réponse suit la demande.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispositifLocal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("cls", "Contrat local de santé (CLS)"),
                            ("clsm", "Conseil local de santé mentale (CLSM)"),
                            ("contrat_ville", "Contrat de ville"),
                            ("asv", "Atelier Santé Ville (ASV)"),
                            ("cpts", "Communauté professionnelle territoriale de santé (CPTS)"),
                            ("pta", "Plateforme territoriale d’appui (PTA)"),
                            ("maia", "MAIA"),
                            ("ptsm", "Projet territorial de santé mentale (PTSM)"),
                            ("rlps", "Réseau local de promotion de la santé (RLPS)"),
                            ("e_parcours", "Territoire e-parcours"),
                            ("pre", "Programme de réussite éducative"),
                            ("conseil_citoyen", "Conseil citoyen"),
                            ("cts", "Conseil territorial de santé (CTS)"),
                            ("agenda21", "Agenda 21, projet éducatif de territoire"),
                            ("autre", "Autre dispositif"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin")),
                ("est_fictif", models.BooleanField(default=False, verbose_name="fictif")),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="dispositifs", to="territories.commune", verbose_name="communes"
                    ),
                ),
                (
                    "coordinateur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="coordination",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositifs",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "structure_porteuse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="structure porteuse",
                    ),
                ),
            ],
            options={
                "verbose_name": "dispositif local",
                "verbose_name_plural": "dispositifs locaux",
                "ordering": ["type", "nom"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("departement", "type", "nom"),
                        name="dispositif_unique_par_departement",
                        violation_error_message="Ce dispositif est déjà dans le registre\xa0: choisissez-le dans la liste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True),
                            ("debut__isnull", True),
                            ("fin__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="dispositif_dates_ordonnees",
                        violation_error_message="La fin suit le début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Articulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("cls", "Contrat local de santé (CLS)"),
                            ("clsm", "Conseil local de santé mentale (CLSM)"),
                            ("contrat_ville", "Contrat de ville"),
                            ("asv", "Atelier Santé Ville (ASV)"),
                            ("cpts", "Communauté professionnelle territoriale de santé (CPTS)"),
                            ("pta", "Plateforme territoriale d’appui (PTA)"),
                            ("maia", "MAIA"),
                            ("ptsm", "Projet territorial de santé mentale (PTSM)"),
                            ("rlps", "Réseau local de promotion de la santé (RLPS)"),
                            ("e_parcours", "Territoire e-parcours"),
                            ("pre", "Programme de réussite éducative"),
                            ("conseil_citoyen", "Conseil citoyen"),
                            ("cts", "Conseil territorial de santé (CTS)"),
                            ("agenda21", "Agenda 21, projet éducatif de territoire"),
                            ("autre", "Autre dispositif"),
                        ],
                        max_length=20,
                        verbose_name="type de dispositif",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "présent"),
                            ("absent", "aucun sur ce territoire"),
                            ("a_verifier", "à vérifier"),
                        ],
                        default="a_verifier",
                        max_length=12,
                        verbose_name="présence",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complementarite", "complémentarité"),
                            ("declinaison", "déclinaison d’une fiche-action"),
                            ("portage", "portage"),
                            ("information", "information"),
                            ("recouvrement", "recouvrement à traiter"),
                        ],
                        max_length=20,
                        verbose_name="nature de l’articulation",
                    ),
                ),
                ("fiche_cls", models.CharField(blank=True, max_length=250, verbose_name="fiche-action déclinée")),
                ("description", models.TextField(blank=True, verbose_name="articulation")),
                (
                    "concertation_theme_le",
                    models.DateField(blank=True, null=True, verbose_name="coordination associée au choix du thème le"),
                ),
                (
                    "information_comites_le",
                    models.DateField(blank=True, null=True, verbose_name="comité de pilotage informé le"),
                ),
                (
                    "information_cotech_le",
                    models.DateField(blank=True, null=True, verbose_name="comité technique informé le"),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articulations",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "dispositif",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articulations",
                        to="cooperatives.dispositiflocal",
                        verbose_name="dispositif",
                    ),
                ),
            ],
            options={
                "verbose_name": "articulation avec un dispositif",
                "verbose_name_plural": "articulations avec les dispositifs",
                "ordering": ["ca", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dispositif__isnull", True)),
                        fields=("ca", "type"),
                        name="articulation_par_type_unique",
                        violation_error_message="Ce type de dispositif est déjà déclaré.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dispositif__isnull", False)),
                        fields=("ca", "dispositif"),
                        name="articulation_par_dispositif_unique",
                        violation_error_message="Ce dispositif est déjà déclaré.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("presence", "present"), _negated=True),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="articulation_presente_decrite",
                        violation_error_message="Dites en une phrase comment la coopérative s’articule avec ce dispositif.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EchangePratiques",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("le", models.DateField(verbose_name="date")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("inter_dd", "entre délégations départementales"),
                            ("inter_acteurs", "entre porteurs, promoteurs et acteurs"),
                            ("referents", "avec les référents thématiques de l’ARS"),
                        ],
                        max_length=14,
                        verbose_name="type",
                    ),
                ),
                ("theme", models.CharField(max_length=200, verbose_name="thème")),
                ("participants", models.TextField(blank=True, verbose_name="autres participants")),
                ("compte_rendu", models.TextField(blank=True, verbose_name="ce qu’on en retient")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                (
                    "departements",
                    models.ManyToManyField(
                        related_name="echanges_pratiques",
                        to="territories.departement",
                        verbose_name="délégations participantes",
                    ),
                ),
            ],
            options={
                "verbose_name": "échange de pratiques",
                "verbose_name_plural": "échanges de pratiques",
                "ordering": ["-le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("theme", ""), _negated=True),
                        name="echange_a_un_theme",
                        violation_error_message="Donnez le thème de l’échange.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EluAssocie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fonction", models.CharField(max_length=150, verbose_name="fonction")),
                ("collectivite", models.CharField(blank=True, max_length=150, verbose_name="autre collectivité")),
                ("modalites", models.TextField(blank=True, verbose_name="comment l’élu et son équipe sont associés")),
                ("depuis", models.DateField(default=coop.horloge.today, verbose_name="associé depuis le")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elus",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
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
                "verbose_name": "élu associé",
                "verbose_name_plural": "élus associés",
                "ordering": ["ca", "commune__recherche", "fonction", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("commune__isnull", False), ("fin__isnull", True)),
                        fields=("ca", "fonction", "commune"),
                        name="elu_associe_unique",
                        violation_error_message="Cet élu est déjà noté pour cette commune.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commune__isnull", False), models.Q(("collectivite", ""), _negated=True), _connector="OR"
                        ),
                        name="elu_associe_a_une_collectivite",
                        violation_error_message="Dites de quelle commune, ou de quelle autre collectivité.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fin__isnull", True), ("fin__gte", models.F("depuis")), _connector="OR"),
                        name="elu_associe_dates_ordonnees",
                        violation_error_message="La fin suit le début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Etape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="autre responsable")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="date début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="date fin")),
                (
                    "debut_initial",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="début de référence"),
                ),
                (
                    "fin_initiale",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="fin de référence"),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_faire", "à faire"),
                            ("en_cours", "en cours"),
                            ("terminee", "terminée"),
                            ("abandonnee", "abandonnée"),
                        ],
                        default="a_faire",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="étape du guide")),
                ("libelle", models.CharField(max_length=150, verbose_name="étape")),
                ("livrables", models.CharField(blank=True, max_length=250, verbose_name="livrables")),
                (
                    "avancement",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="avancement, en %"),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etapes",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
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
                        verbose_name="personne responsable",
                    ),
                ),
            ],
            options={
                "verbose_name": "étape",
                "ordering": ["ca", "ordre"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="etape_dates_ordonnees",
                        violation_error_message="La date de fin suit la date de début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avancement__isnull", True), ("avancement__lte", 100), _connector="OR"),
                        name="etape_avancement_pourcentage",
                        violation_error_message="L’avancement va de 0 à 100\xa0%%.",
                    ),
                    models.UniqueConstraint(
                        fields=("ca", "ordre"),
                        name="etape_ordre_unique",
                        violation_error_message="Une étape occupe déjà cette place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Formation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("animation", "Formation à l’animation territoriale"),
                            ("accompagnement", "Formation «\xa0accompagnement des CA\xa0»"),
                            ("croisee", "Formation croisée entre acteurs"),
                            ("individuelle", "Formation individuelle"),
                        ],
                        max_length=16,
                        verbose_name="type",
                    ),
                ),
                ("intitule", models.CharField(max_length=150, verbose_name="intitulé")),
                ("focus", models.CharField(blank=True, max_length=200, verbose_name="aspect particulier")),
                ("formateur", models.CharField(blank=True, max_length=150, verbose_name="formateur ou organisme")),
                ("contenu", models.TextField(blank=True, verbose_name="contenu")),
                ("livrable_objectifs", models.BooleanField(default=False, verbose_name="objectifs définis")),
                ("livrable_actions", models.BooleanField(default=False, verbose_name="actions de chacun définies")),
                ("livrable_indicateurs", models.BooleanField(default=False, verbose_name="indicateurs définis")),
                ("livrable_projet", models.BooleanField(default=False, verbose_name="projet rédigé")),
                (
                    "ca",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formations",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "formation",
                "ordering": ["ca", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ca__isnull", False), models.Q(("type", "accompagnement"), _negated=True), _connector="OR"
                        ),
                        name="accompagnement_d_une_cooperative",
                        violation_error_message="L’accompagnement des CA est celui d’une coopérative.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationInstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "instance",
                    models.CharField(
                        choices=[
                            ("crsa", "Conférence régionale de la santé et de l’autonomie"),
                            ("cts", "Conseil territorial de santé"),
                        ],
                        max_length=5,
                        verbose_name="instance informée",
                    ),
                ),
                ("precision", models.CharField(blank=True, max_length=150, verbose_name="laquelle")),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="le")),
                ("objet", models.TextField(verbose_name="ce qui a été dit")),
                (
                    "cas",
                    models.ManyToManyField(
                        related_name="informations",
                        to="cooperatives.cooperative",
                        verbose_name="coopératives concernées",
                    ),
                ),
            ],
            options={
                "verbose_name": "information d’une instance",
                "verbose_name_plural": "informations des instances",
                "ordering": ["-le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("instance", "cts"), _negated=True),
                            models.Q(("precision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="information_cts_precise",
                        violation_error_message="Dites de quel conseil territorial de santé il s’agit.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InscriptionFormation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formations",
                        to="organisations.contact",
                        verbose_name="participant",
                    ),
                ),
                (
                    "formation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inscriptions",
                        to="cooperatives.formation",
                        verbose_name="formation",
                    ),
                ),
            ],
            options={
                "verbose_name": "inscription à une formation",
                "verbose_name_plural": "inscriptions aux formations",
                "ordering": ["formation", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("formation", "contact"),
                        name="inscription_formation_unique",
                        violation_error_message="Cette personne est déjà inscrite.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("copil", "Comité de pilotage"),
                            ("cotech", "Comité technique"),
                            ("operationnelle", "Réunions opérationnelles"),
                            ("groupe_travail", "Groupe de travail"),
                            ("espace_habitants", "Espace d’échange avec les habitants"),
                            ("equipe_evaluation", "Équipe d’évaluation"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("role_ecrit", models.TextField(blank=True, verbose_name="rôle de l’instance")),
                (
                    "periodicite_jours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rythme en jours"),
                ),
                ("creee_le", models.DateField(default=coop.horloge.today, verbose_name="créée le")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="close le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="instances",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "instance",
                "ordering": ["ca", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin__isnull", True), ("type", "copil")),
                        fields=("ca",),
                        name="instance_un_copil_actif",
                        violation_error_message="La coopérative a déjà un comité de pilotage.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LettreMission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("datee_le", models.DateField(blank=True, null=True, verbose_name="signée le")),
                (
                    "rattachement",
                    models.CharField(blank=True, max_length=200, verbose_name="rattachement hiérarchique"),
                ),
                (
                    "quotite",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("1"), "Comptez au moins 1\xa0%%."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Un temps plein est 100\xa0%%."),
                        ],
                        verbose_name="temps consacré à la coopérative, en pourcentage d’un temps plein",
                    ),
                ),
                (
                    "missions",
                    models.TextField(
                        default="Mobiliser et réunir les acteurs du territoire, et leur présenter la démarche.\nAnimer le comité de pilotage et les réunions, en préparer l’ordre du jour et en diffuser les comptes rendus.\nTenir le tableau de bord, suivre les actions et recueillir les bilans trimestriels.\nGarantir le cadre de la coopération et, en cas de blocage, faire médiation entre les membres.\nFaire le lien entre les enjeux politiques, les réalités de terrain et les possibilités de chaque partenaire.",
                        verbose_name="missions confiées",
                    ),
                ),
                (
                    "coordinateur",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lettre",
                        to="cooperatives.coordinateur",
                        verbose_name="coordinateur",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="lettre signée",
                    ),
                ),
            ],
            options={
                "verbose_name": "lettre de mission",
                "verbose_name_plural": "lettres de mission",
                "ordering": ["coordinateur"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quotite__isnull", True),
                            models.Q(("quotite__gt", 0), ("quotite__lte", 100)),
                            _connector="OR",
                        ),
                        name="lettre_mission_quotite_en_pourcentage",
                        violation_error_message="Le temps consacré va de 1 à 100\xa0%%.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("piece__isnull", True), ("datee_le__isnull", False), _connector="OR"),
                        name="lettre_mission_signee_datee",
                        violation_error_message="Datez la lettre de mission que vous joignez.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevierFrein",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("ecrit_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="écrit le")),
                (
                    "type",
                    models.CharField(
                        choices=[("levier", "levier"), ("frein", "frein")], max_length=8, verbose_name="type"
                    ),
                ),
                (
                    "axe",
                    models.CharField(
                        choices=[
                            ("qualite", "Amélioration de la qualité des actions"),
                            ("dynamique", "Dynamique de coopération et amélioration des pratiques"),
                            ("ars", "Engagement et rôle de l’ARS"),
                        ],
                        max_length=10,
                        verbose_name="axe",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="intitulé")),
                ("description", models.TextField(blank=True, verbose_name="comment cela se manifeste")),
                ("action_corrective", models.TextField(blank=True, verbose_name="ce qui a été tenté")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="qui s’en occupe")),
                (
                    "statut",
                    models.CharField(
                        choices=[("ouvert", "ouvert"), ("en_cours", "en cours"), ("leve", "levé")],
                        default="ouvert",
                        max_length=10,
                        verbose_name="où en est-on",
                    ),
                ),
                ("signale_le", models.DateField(default=coop.horloge.today, verbose_name="signalé le")),
                ("leve_le", models.DateField(blank=True, null=True, verbose_name="levé le")),
                ("comment_leve", models.TextField(blank=True, verbose_name="ce qui a permis de le lever")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("copil", "comité de pilotage"),
                            ("bilan", "bilan trimestriel"),
                            ("questionnaire", "questionnaire"),
                            ("coordinateur", "coordination"),
                            ("membre", "membre de la coopérative"),
                        ],
                        default="coordinateur",
                        max_length=14,
                        verbose_name="d’où vient-il",
                    ),
                ),
                ("source_cle", models.CharField(blank=True, editable=False, max_length=60, verbose_name="origine")),
                ("partage", models.BooleanField(default=False, verbose_name="les autres coopératives peuvent le lire")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leviers_freins",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "catalogue",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprises",
                        to="cooperatives.entreelevierfrein",
                        verbose_name="entrée du tableau",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="écrit par",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="apporté par",
                    ),
                ),
            ],
            options={
                "verbose_name": "levier ou frein",
                "verbose_name_plural": "leviers et freins",
                "ordering": ["ca", "axe", "signale_le", "id"],
                "indexes": [models.Index(fields=["type", "statut", "signale_le"], name="cooperative_type_4fe443_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("catalogue__isnull", False), models.Q(("statut", "leve"), _negated=True)),
                        fields=("ca", "catalogue"),
                        name="levier_frein_du_tableau_unique",
                        violation_error_message="Il est déjà au registre de la coopérative.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_cle", ""), _negated=True),
                        fields=("ca", "source_cle"),
                        name="levier_frein_origine_unique",
                        violation_error_message="Ce passage est déjà au registre de la coopérative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leve_le__isnull", False), ("statut", "leve")),
                            models.Q(models.Q(("statut", "leve"), _negated=True), ("leve_le__isnull", True)),
                            _connector="OR",
                        ),
                        name="frein_leve_a_une_date",
                        violation_error_message="Un frein levé a une date, et lui seul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leve_le__isnull", True), ("leve_le__gte", models.F("signale_le")), _connector="OR"
                        ),
                        name="frein_leve_apres_son_signalement",
                        violation_error_message="Un frein se lève après avoir été signalé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("type", "frein"), ("statut", "ouvert"), _connector="OR"),
                        name="levier_sans_statut",
                        violation_error_message="Un levier ne se lève pas\xa0: seul un frein change d’état.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("partage", False),
                            models.Q(("statut", "leve"), models.Q(("comment_leve", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="frein_partage_une_fois_leve",
                        violation_error_message="Un frein se partage une fois levé, avec ce qui l’a permis.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("repere", "repéré"),
                            ("invite", "invité"),
                            ("partant", "partant"),
                            ("membre", "membre"),
                            ("signataire", "signataire"),
                            ("refus", "ne participe pas"),
                            ("sorti", "sorti"),
                        ],
                        default="repere",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("role_mission", models.TextField(blank=True, verbose_name="rôle et missions dans la coopérative")),
                (
                    "positionnement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complementarite", "complémentarité"),
                            ("subsidiarite", "subsidiarité"),
                            ("mixte", "les deux, selon les sujets"),
                        ],
                        max_length=16,
                        verbose_name="positionnement",
                    ),
                ),
                (
                    "positionnement_texte",
                    models.TextField(blank=True, verbose_name="effets attendus de ce positionnement"),
                ),
                ("date_entree", models.DateField(blank=True, null=True, verbose_name="entrée le")),
                ("date_sortie", models.DateField(blank=True, null=True, verbose_name="sortie le")),
                ("motif_sortie", models.TextField(blank=True, verbose_name="motif")),
                (
                    "concertation_le",
                    models.DateField(blank=True, null=True, verbose_name="concertation avec la délégation le"),
                ),
                (
                    "engagement_direction_le",
                    models.DateField(blank=True, null=True, verbose_name="engagement de la direction le"),
                ),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ajouté le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membres",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "engagement_document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="engagement écrit de la direction",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre",
                "ordering": ["ca", "organisation__recherche"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("statut__in", ["sorti", "refus"]), _negated=True),
                        fields=("ca", "organisation"),
                        name="membre_participation_active_unique",
                        violation_error_message="Cette organisation participe déjà à la coopérative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut__in", ["membre", "signataire"]), _negated=True),
                            ("date_entree__isnull", False),
                            _connector="OR",
                        ),
                        name="membre_actif_a_une_date_entree",
                        violation_error_message="Un membre a une date d’entrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_sortie__isnull", True),
                            ("date_sortie__gte", models.F("date_entree")),
                            _connector="OR",
                        ),
                        name="membre_sortie_apres_entree",
                        violation_error_message="La sortie suit l’entrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("engagement_document__isnull", True),
                            ("engagement_direction_le__isnull", False),
                            _connector="OR",
                        ),
                        name="membre_engagement_ecrit_date",
                        violation_error_message="Datez l’engagement de la direction dont vous joignez l’écrit.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EffetEngagement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("acteur", "Un acteur nouveau"),
                            ("concertation", "Une concertation intercommunale"),
                            ("interpellation", "Une interpellation des politiques publiques"),
                        ],
                        max_length=14,
                        verbose_name="effet",
                    ),
                ),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="constaté le")),
                ("texte", models.TextField(verbose_name="ce qui s’est passé")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effets_engagement",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="territories.commune", verbose_name="communes en concertation"
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cooperatives.membre",
                        verbose_name="acteur nouveau",
                    ),
                ),
            ],
            options={
                "verbose_name": "effet de l’engagement de la délégation",
                "verbose_name_plural": "effets de l’engagement de la délégation",
                "ordering": ["ca", "-le", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("membre__isnull", False)),
                        fields=("ca", "membre"),
                        name="effet_acteur_nouveau_unique",
                        violation_error_message="Cet acteur est déjà compté parmi les nouveaux.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("type", "acteur"), _negated=True), ("membre__isnull", False), _connector="OR"
                        ),
                        name="effet_acteur_nomme",
                        violation_error_message="Dites quel membre est cet acteur nouveau.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActeurRepere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "categorie",
                    models.CharField(
                        choices=[
                            ("strategique", "acteur stratégique"),
                            ("elu", "élu local"),
                            ("decideur", "décideur"),
                            ("promoteur", "promoteur de première ligne"),
                            ("population", "population concernée"),
                        ],
                        max_length=12,
                        verbose_name="catégorie",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="structure ou groupe")),
                ("fonction", models.CharField(blank=True, max_length=150, verbose_name="fonction")),
                (
                    "interet",
                    models.CharField(
                        choices=[
                            ("a_sonder", "à sonder"),
                            ("interesse", "intéressé"),
                            ("reserve", "réservé"),
                            ("pas_interesse", "pas intéressé"),
                        ],
                        default="a_sonder",
                        max_length=14,
                        verbose_name="intérêt",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="repéré le")),
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="organisation du registre",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acteurs_reperes",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "devenu_membre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reperages",
                        to="cooperatives.membre",
                        verbose_name="participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "acteur repéré",
                "verbose_name_plural": "acteurs repérés",
                "ordering": ["ca", "categorie", "libelle", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("libelle", ""), _negated=True),
                        name="acteur_repere_nomme",
                        violation_error_message="Nommez la structure, le groupe ou la fonction.",
                    ),
                    models.UniqueConstraint(
                        fields=("ca", "categorie", "libelle", "fonction"),
                        name="acteur_repere_une_fois",
                        violation_error_message="Cet acteur est déjà repéré dans cette catégorie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("categorie", "elu"), _negated=True),
                            models.Q(("fonction", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="acteur_repere_elu_a_une_fonction",
                        violation_error_message="Dites la fonction de l’élu\xa0: maire, adjointe à la santé…",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembreInstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "qualite",
                    models.CharField(
                        choices=[
                            ("membre", "membre"),
                            ("habitant", "habitant"),
                            ("acteur_strategique", "acteur local stratégique"),
                            ("elu", "élu"),
                            ("invite", "invité"),
                            ("animateur", "animateur"),
                        ],
                        default="membre",
                        max_length=20,
                        verbose_name="qualité",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instances",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="cooperatives.instance",
                        verbose_name="instance",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sieges",
                        to="cooperatives.membre",
                        verbose_name="au titre de",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant d’une instance",
                "verbose_name_plural": "participants d’une instance",
                "ordering": ["instance", "qualite", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instance", "contact"),
                        name="membre_instance_unique",
                        violation_error_message="Cette personne siège déjà dans l’instance.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rang", models.PositiveSmallIntegerField(verbose_name="place de coordinateur")),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="le")),
                ("mot", models.TextField(blank=True, verbose_name="mot de passation")),
                ("taches", models.PositiveSmallIntegerField(default=0, verbose_name="tâches transmises")),
                ("decisions", models.PositiveSmallIntegerField(default=0, verbose_name="décisions transmises")),
                ("mandats", models.PositiveSmallIntegerField(default=0, verbose_name="mandats et sièges transmis")),
                ("auteur", models.CharField(blank=True, max_length=200, verbose_name="par")),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passations_recues",
                        to="organisations.contact",
                        verbose_name="à",
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passations",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "de",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passations_faites",
                        to="organisations.contact",
                        verbose_name="de",
                    ),
                ),
            ],
            options={
                "verbose_name": "passation",
                "ordering": ["ca", "-le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("de", models.F("a")), _negated=True),
                        name="passation_entre_deux_personnes",
                        violation_error_message="La passation se fait entre deux personnes différentes.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PointEtape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("prefiguration", "Préfiguration du projet"),
                            ("diagnostic", "Diagnostic"),
                            ("elaboration", "Élaboration du plan d’actions"),
                            ("conventionnement", "Élaboration, convention en signature"),
                            ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
                            ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
                        ],
                        max_length=20,
                        verbose_name="phase",
                    ),
                ),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="date")),
                ("chemin_parcouru", models.TextField(verbose_name="chemin parcouru")),
                ("suite", models.TextField(verbose_name="la suite")),
                ("evaluation_processus", models.TextField(blank=True, verbose_name="ce que le groupe en dit")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points_etape",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "point d’étape",
                "verbose_name_plural": "points d’étape",
                "ordering": ["ca", "-le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chemin_parcouru", ""), _negated=True), models.Q(("suite", ""), _negated=True)
                        ),
                        name="point_etape_chemin_et_suite",
                        violation_error_message="Écrivez le chemin parcouru et la suite.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppreciationElement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "element",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Veiller à l’équilibre de pouvoir entre les différents acteurs"),
                            (2, "Favoriser la participation au sein du groupe et l’expression des attentes de chacun"),
                            (3, "S’appuyer sur un leadership au sein du groupe"),
                            (4, "Disposer de règles claires et d’un processus transparent"),
                            (
                                5,
                                "Mettre en place un processus de construction collaboratif (avec des phases de pré-négociation, négociation, mise en œuvre)",
                            ),
                        ],
                        verbose_name="élément",
                    ),
                ),
                (
                    "tenue",
                    models.CharField(
                        choices=[("oui", "oui"), ("partiel", "en partie"), ("non", "non")],
                        max_length=8,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elements",
                        to="cooperatives.pointetape",
                        verbose_name="point d’étape",
                    ),
                ),
            ],
            options={
                "verbose_name": "élément de gouvernance collaborative",
                "verbose_name_plural": "éléments de gouvernance collaborative",
                "ordering": ["point", "element"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("point", "element"),
                        name="point_etape_element_unique",
                        violation_error_message="Cet élément a déjà une réponse.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppreciationPrincipe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "appreciation",
                    models.CharField(
                        choices=[
                            ("a_etudier", "à étudier"),
                            ("satisfait", "satisfait"),
                            ("partiel", "partiellement satisfait"),
                            ("non", "non satisfait"),
                            ("sans_objet", "sans objet"),
                        ],
                        default="a_etudier",
                        max_length=12,
                        verbose_name="appréciation",
                    ),
                ),
                ("justification", models.TextField(blank=True, verbose_name="justification")),
                (
                    "preuve",
                    models.CharField(blank=True, max_length=300, verbose_name="sur quoi s’appuie cette lecture"),
                ),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appreciations",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "principe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="cooperatives.principe", verbose_name="principe"
                    ),
                ),
            ],
            options={
                "verbose_name": "appréciation d’un principe",
                "verbose_name_plural": "grille des dix principes",
                "ordering": ["ca", "principe__ordre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "principe"),
                        name="appreciation_principe_unique",
                        violation_error_message="Ce principe est déjà apprécié pour cette coopérative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appreciation__in", ["a_etudier", "satisfait"]),
                            models.Q(("justification", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="appreciation_principe_justifiee",
                        violation_error_message="Justifiez en une phrase une appréciation autre que « satisfait ».",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reperage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("besoins", models.TextField(blank=True, verbose_name="besoins non ou insuffisamment couverts")),
                ("dynamiques", models.TextField(blank=True, verbose_name="dynamiques locales existantes")),
                ("eparcours", models.TextField(blank=True, verbose_name="ce que l’on sait de l’e-parcours")),
                (
                    "ca",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reperage",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "notes de repérage",
                "verbose_name_plural": "notes de repérage",
                "ordering": ["ca"],
            },
        ),
        migrations.CreateModel(
            name="ReponseAvertissement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("commune", "Un territoire d’une seule commune"),
                            ("commune_cls", "Une seule commune, déjà couverte par un contrat local de santé"),
                            ("recouvrement", "Un thème déjà porté sur ce territoire"),
                            ("secteurs", "Moins de deux secteurs au-delà du sanitaire"),
                            ("habitants", "Aucun habitant associé"),
                            ("concertation", "Une coordination locale à associer"),
                            ("duree", "Une durée qui n’est pas pluriannuelle"),
                        ],
                        max_length=20,
                        verbose_name="avertissement",
                    ),
                ),
                ("objet", models.CharField(max_length=40, verbose_name="objet")),
                ("reponse", models.TextField(verbose_name="réponse")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reponses_avertissements",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse à un avertissement",
                "verbose_name_plural": "réponses aux avertissements",
                "ordering": ["ca", "code", "objet"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "code", "objet"),
                        name="reponse_avertissement_unique",
                        violation_error_message="Cet avertissement a déjà une réponse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reponse", ""), _negated=True),
                        name="reponse_avertissement_ecrite",
                        violation_error_message="Répondez en une phrase.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("titulaire", models.BooleanField(default=True, verbose_name="titulaire")),
                (
                    "fonction",
                    models.CharField(blank=True, max_length=150, verbose_name="fonction dans cette représentation"),
                ),
                ("mandat", models.TextField(blank=True, verbose_name="mandat confié par sa structure")),
                ("peut_engager", models.BooleanField(default=False, verbose_name="peut engager sa structure")),
                ("engagements", models.CharField(blank=True, max_length=250, verbose_name="ce qu’elle peut engager")),
                ("debut", models.DateField(default=coop.horloge.today, verbose_name="début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representants",
                        to="cooperatives.membre",
                        verbose_name="membre",
                    ),
                ),
            ],
            options={
                "verbose_name": "représentant",
                "ordering": ["membre", "-titulaire", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin__isnull", True)),
                        fields=("membre", "contact"),
                        name="representant_actif_unique",
                        violation_error_message="Cette personne représente déjà ce membre.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ouverte_le", models.DateField(default=coop.horloge.today, editable=False, verbose_name="ouverte le")),
                ("terminee_le", models.DateField(blank=True, editable=False, null=True, verbose_name="reprise le")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prefiguration", "Préfiguration du projet"),
                            ("diagnostic", "Diagnostic"),
                            ("elaboration", "Élaboration du plan d’actions"),
                            ("conventionnement", "Élaboration, convention en signature"),
                            ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
                            ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
                        ],
                        max_length=20,
                        verbose_name="étape où en est la coopérative",
                    ),
                ),
                ("creation", models.DateField(blank=True, null=True, verbose_name="lancée le")),
                ("entree_diagnostic", models.DateField(blank=True, null=True, verbose_name="diagnostic commencé le")),
                (
                    "entree_elaboration",
                    models.DateField(blank=True, null=True, verbose_name="élaboration du plan d’actions commencée le"),
                ),
                (
                    "entree_conventionnement",
                    models.DateField(blank=True, null=True, verbose_name="convention mise à la signature le"),
                ),
                (
                    "entree_mise_en_oeuvre",
                    models.DateField(blank=True, null=True, verbose_name="mise en œuvre commencée le"),
                ),
                (
                    "entree_evaluation_ca",
                    models.DateField(blank=True, null=True, verbose_name="évaluation finale commencée le"),
                ),
                ("date_effet", models.DateField(blank=True, null=True, verbose_name="date d’effet de la convention")),
                (
                    "annee",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1, "La première année est l’année 1."),
                            django.core.validators.MaxValueValidator(20, "Vérifiez ce nombre d’années."),
                        ],
                        verbose_name="année de la convention en cours",
                    ),
                ),
                (
                    "intitule_programme",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="intitulé du programme dans la convention"
                    ),
                ),
                (
                    "ca",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reprise",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.piece",
                        verbose_name="convention signée",
                    ),
                ),
            ],
            options={
                "verbose_name": "reprise d’une coopérative",
                "verbose_name_plural": "reprises de coopératives",
                "ordering": ["ca"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("terminee_le__isnull", True),
                            models.Q(models.Q(("phase", ""), _negated=True), ("creation__isnull", False)),
                            _connector="OR",
                        ),
                        name="reprise_terminee_dit_l_etape",
                        violation_error_message="Dites d’abord à quelle étape en est la coopérative, et depuis quand.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembreRepris",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entree_le", models.DateField(verbose_name="membre depuis le")),
                ("signataire", models.BooleanField(default=True, verbose_name="signataire de la convention")),
                ("financeur", models.BooleanField(default=False, verbose_name="signe comme autre financeur")),
                (
                    "qualite",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="représentée à la signature par (qualité)"
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
                (
                    "reprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membres",
                        to="cooperatives.reprise",
                        verbose_name="reprise",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre repris",
                "verbose_name_plural": "membres repris",
                "ordering": ["reprise", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reprise", "organisation"),
                        name="membre_repris_unique",
                        violation_error_message="Cette organisation est déjà dans la liste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("financeur", False), ("signataire", True), _connector="OR"),
                        name="membre_repris_financeur_signe",
                        violation_error_message="Un autre financeur est signataire de la convention.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionReprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé de l’action")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="promoteur référent",
                    ),
                ),
                (
                    "reprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="cooperatives.reprise",
                        verbose_name="reprise",
                    ),
                ),
            ],
            options={
                "verbose_name": "action reprise",
                "verbose_name_plural": "actions reprises",
                "ordering": ["reprise", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reprise", "intitule"),
                        name="action_reprise_unique",
                        violation_error_message="Cette action est déjà dans la liste.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetourExperience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("ecrit_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="écrit le")),
                ("titre", models.CharField(max_length=150, verbose_name="titre")),
                ("tatonnement", models.TextField(verbose_name="le tâtonnement")),
                ("solution", models.TextField(blank=True, verbose_name="la solution trouvée ensemble")),
                ("effet", models.TextField(blank=True, verbose_name="l’effet observé")),
                (
                    "effet_famille",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("habitants", "sur les habitants"),
                            ("professionnels", "sur les professionnels"),
                            ("politiques", "sur les politiques"),
                        ],
                        max_length=16,
                        verbose_name="l’effet porte",
                    ),
                ),
                (
                    "visible_reseau",
                    models.BooleanField(default=False, verbose_name="les autres coopératives peuvent le lire"),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retours",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="écrit par",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="apporté par",
                    ),
                ),
            ],
            options={
                "verbose_name": "retour d’expérience",
                "verbose_name_plural": "retours d’expérience",
                "ordering": ["ca", "-ecrit_le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visible_reseau", False), models.Q(("solution", ""), _negated=True), _connector="OR"
                        ),
                        name="retour_partage_avec_sa_solution",
                        violation_error_message="Écrivez la solution avant de partager ce retour d’expérience.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reunion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("copil", "Comité de pilotage"),
                            ("cotech", "Comité technique"),
                            ("lancement", "Première réunion collective"),
                            ("operationnelle", "Réunion opérationnelle"),
                            ("groupe_travail", "Groupe de travail"),
                            ("elargie", "Réunion élargie de bilan annuel"),
                            ("evaluation_processus", "Évaluation collective du processus"),
                            ("habitants", "Rencontre avec les habitants"),
                        ],
                        max_length=24,
                        verbose_name="type",
                    ),
                ),
                ("prevue_le", models.DateTimeField(verbose_name="prévue le")),
                ("duree_minutes", models.PositiveSmallIntegerField(default=120, verbose_name="durée en minutes")),
                ("lieu", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("planifiee", "planifiée"),
                            ("convoquee", "convoquée"),
                            ("tenue", "tenue"),
                            ("cr_valide", "compte rendu validé"),
                            ("cr_diffuse", "compte rendu diffusé"),
                            ("annulee", "annulée"),
                        ],
                        default="planifiee",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("convoquee_le", models.DateTimeField(blank=True, null=True, verbose_name="convoquée le")),
                ("tenue_le", models.DateField(blank=True, null=True, verbose_name="tenue le")),
                ("compte_rendu", models.TextField(blank=True, verbose_name="compte rendu")),
                ("cr_valide_le", models.DateField(blank=True, null=True, verbose_name="compte rendu validé le")),
                ("cr_diffuse_le", models.DateTimeField(blank=True, null=True, verbose_name="compte rendu diffusé le")),
                ("cr_remarques_jusqu_au", models.DateField(blank=True, null=True, verbose_name="remarques jusqu’au")),
                ("cr_approuve_le", models.DateField(blank=True, null=True, verbose_name="compte rendu approuvé le")),
                ("motif_reouverture", models.TextField(blank=True, verbose_name="motif de la réouverture")),
                ("habitants_presents", models.PositiveSmallIntegerField(default=0, verbose_name="habitants présents")),
                ("motif_annulation", models.TextField(blank=True, verbose_name="motif de l’annulation")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reunions",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "cr_approuve_en",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="approbations",
                        to="cooperatives.reunion",
                        verbose_name="approuvé en réunion",
                    ),
                ),
                (
                    "instance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reunions",
                        to="cooperatives.instance",
                        verbose_name="instance",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion",
                "ordering": ["ca", "-prevue_le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut__in", ["tenue", "cr_valide", "cr_diffuse"]), _negated=True),
                            ("tenue_le__isnull", False),
                            _connector="OR",
                        ),
                        name="reunion_tenue_a_une_date",
                        violation_error_message="Une réunion tenue a une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut__in", ["cr_valide", "cr_diffuse"]), _negated=True),
                            models.Q(("compte_rendu", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reunion_validee_a_un_compte_rendu",
                        violation_error_message="Écrivez le compte rendu avant de le valider.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cr_approuve_le__isnull", True), ("statut", "cr_diffuse"), _connector="OR"),
                        name="reunion_approuvee_apres_diffusion",
                        violation_error_message="Un compte rendu s’approuve une fois diffusé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gte", 15), ("duree_minutes__lte", 720)),
                        name="reunion_duree_plausible",
                        violation_error_message="Une réunion dure entre un quart d’heure et douze heures.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemarqueCR",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("texte", models.TextField(verbose_name="remarque")),
                (
                    "statut",
                    models.CharField(
                        choices=[("recue", "reçue"), ("suivie", "prise en compte"), ("non_suivie", "non retenue")],
                        default="recue",
                        max_length=12,
                        verbose_name="suite",
                    ),
                ),
                ("reponse", models.TextField(blank=True, verbose_name="réponse de la coordination")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, verbose_name="reçue le")),
                ("traitee_le", models.DateTimeField(blank=True, null=True, verbose_name="traitée le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarques_cr",
                        to="organisations.contact",
                        verbose_name="de",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarques",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "remarque sur un compte rendu",
                "verbose_name_plural": "remarques sur les comptes rendus",
                "ordering": ["reunion", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "non_suivie"), _negated=True),
                            models.Q(("reponse", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="remarque_non_suivie_expliquee",
                        violation_error_message="Dites pourquoi la remarque n’est pas retenue.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PropositionPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("intitule", models.CharField(max_length=250, verbose_name="point proposé")),
                (
                    "statut",
                    models.CharField(
                        choices=[("proposee", "proposé"), ("retenue", "retenu"), ("ecartee", "non retenu")],
                        default="proposee",
                        max_length=12,
                        verbose_name="suite",
                    ),
                ),
                ("mot", models.CharField(blank=True, max_length=300, verbose_name="mot de la coordination")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, verbose_name="proposé le")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points_proposes",
                        to="organisations.contact",
                        verbose_name="proposé par",
                    ),
                ),
                (
                    "point",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposition",
                        to="cooperatives.pointodj",
                        verbose_name="point retenu",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="propositions",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "point proposé",
                "verbose_name_plural": "points proposés",
                "ordering": ["reunion", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "ecartee"), _negated=True),
                            models.Q(("mot", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposition_ecartee_avec_un_mot",
                        violation_error_message="Dites en un mot pourquoi ce point n’est pas retenu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("present", "présent"),
                            ("represente", "représenté"),
                            ("excuse", "excusé"),
                            ("absent", "absent"),
                        ],
                        max_length=12,
                        verbose_name="présence",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="cooperatives.membre",
                        verbose_name="membre",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "présence",
                "ordering": ["reunion", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reunion", "contact"),
                        name="presence_unique",
                        violation_error_message="La présence de cette personne est déjà notée.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="pointodj",
            name="reunion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="points",
                to="cooperatives.reunion",
                verbose_name="réunion",
            ),
        ),
        migrations.AddField(
            model_name="pointetape",
            name="reunion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="points_etape",
                to="cooperatives.reunion",
                verbose_name="fait en réunion",
            ),
        ),
        migrations.CreateModel(
            name="Convocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("envoyee_le", models.DateTimeField(default=coop.horloge.now, verbose_name="envoyée le")),
                ("relancee_le", models.DateTimeField(blank=True, null=True, verbose_name="relancée le")),
                (
                    "reponse",
                    models.CharField(
                        blank=True,
                        choices=[("present", "présent"), ("represente", "représenté"), ("excuse", "excusé")],
                        max_length=12,
                        verbose_name="réponse",
                    ),
                ),
                ("represente_par", models.CharField(blank=True, max_length=150, verbose_name="représenté par")),
                ("repondue_le", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="convocations",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "courriel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="convocations",
                        to="notifications.mail",
                        verbose_name="courriel",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="convocations",
                        to="cooperatives.membre",
                        verbose_name="au titre de",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="convocations",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "convocation",
                "ordering": ["reunion", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reunion", "contact"),
                        name="convocation_unique",
                        violation_error_message="Cette personne est déjà convoquée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reponse", "represente"), _negated=True),
                            models.Q(("represente_par", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="convocation_representee_par_quelqu_un",
                        violation_error_message="Dites qui vous représente.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repondue_le__isnull", True), ("reponse", "")),
                            models.Q(models.Q(("reponse", ""), _negated=True), ("repondue_le__isnull", False)),
                            _connector="OR",
                        ),
                        name="convocation_reponse_datee",
                        violation_error_message="Une réponse a une date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionFormation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("le", models.DateField(verbose_name="date")),
                (
                    "duree_jours",
                    models.DecimalField(
                        decimal_places=1, default=Decimal("1"), max_digits=3, verbose_name="durée en jours"
                    ),
                ),
                ("lieu", models.CharField(blank=True, max_length=150, verbose_name="lieu")),
                (
                    "formation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="cooperatives.formation",
                        verbose_name="formation",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "ordering": ["formation", "le", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("formation", "le"),
                        name="session_formation_jour_unique",
                        violation_error_message="Une session est déjà prévue ce jour-là.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_jours__gt", 0), ("duree_jours__lte", 5)),
                        name="session_formation_duree_plausible",
                        violation_error_message="Une session dure entre une demi-journée et cinq jours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignatureCharte",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fonction", models.CharField(max_length=150, verbose_name="fonction de la personne qui signe")),
                ("signee_le", models.DateField(verbose_name="signée le")),
                (
                    "enregistree_par",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="enregistrée par"),
                ),
                (
                    "charte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="cooperatives.charte",
                        verbose_name="charte",
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures_charte",
                        to="cooperatives.membre",
                        verbose_name="membre",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "signature de la charte",
                "verbose_name_plural": "signatures de la charte",
                "ordering": ["charte", "signee_le", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("charte", "membre"),
                        name="signature_charte_unique",
                        violation_error_message="Ce membre a déjà signé cette version de la charte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fonction", ""), _negated=True),
                        name="signature_charte_dit_la_fonction",
                        violation_error_message="Dites la fonction de la personne qui signe.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sites",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "ordering": ["nom"],
            },
        ),
        migrations.CreateModel(
            name="StrategieParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("objectifs", models.TextField(verbose_name="objectifs")),
                (
                    "niveau_attendu",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Information"),
                            (2, "Consultation"),
                            (3, "Implication"),
                            (4, "Collaboration"),
                            (5, "Co-décision"),
                        ],
                        verbose_name="niveau de participation attendu",
                    ),
                ),
                ("modalites_mobilisation", models.TextField(verbose_name="modalités de mobilisation")),
                ("suivi_evaluation", models.TextField(verbose_name="modalités de suivi et d’évaluation")),
                ("gouvernance", models.TextField(blank=True, verbose_name="place dans la gouvernance")),
                ("temps_appropriation", models.TextField(blank=True, verbose_name="temps d’appropriation des publics")),
                (
                    "formation_habitants",
                    models.TextField(blank=True, verbose_name="accompagnement en termes de formation"),
                ),
                (
                    "modalites_association",
                    models.TextField(blank=True, verbose_name="modalités d’association les plus appropriées"),
                ),
                ("espaces_existants", models.TextField(blank=True, verbose_name="espaces existants à investir")),
                (
                    "ca",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategie_participation",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "stratégie de participation",
                "verbose_name_plural": "stratégies de participation",
                "ordering": ["ca"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objectifs", ""), _negated=True),
                            models.Q(("modalites_mobilisation", ""), _negated=True),
                            models.Q(("suivi_evaluation", ""), _negated=True),
                        ),
                        name="strategie_quatre_composantes",
                        violation_error_message="Écrivez les quatre composantes de la stratégie.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuiviRecommandation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_examiner", "à examiner"),
                            ("en_cours", "en cours"),
                            ("suivie", "suivie"),
                            ("ecartee", "non retenue"),
                        ],
                        default="a_examiner",
                        max_length=12,
                        verbose_name="où en est-on",
                    ),
                ),
                ("preuve", models.TextField(blank=True, verbose_name="ce qui le montre")),
                ("le", models.DateField(default=coop.horloge.today, verbose_name="date")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                (
                    "ca",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suivis_recommandations",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suivis_recommandations",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "recommandation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suivis",
                        to="cooperatives.recommandation",
                        verbose_name="recommandation",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi d’une recommandation",
                "verbose_name_plural": "suivi des recommandations",
                "ordering": ["recommandation", "ca", "departement"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ca__isnull", False)),
                        fields=("recommandation", "ca"),
                        name="suivi_recommandation_ca_unique",
                        violation_error_message="Cette recommandation est déjà suivie par la coopérative.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("departement__isnull", False)),
                        fields=("recommandation", "departement"),
                        name="suivi_recommandation_departement_unique",
                        violation_error_message="Cette recommandation est déjà suivie par la délégation.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ca__isnull", True), ("departement__isnull", True)),
                        fields=("recommandation",),
                        name="suivi_recommandation_region_unique",
                        violation_error_message="Cette recommandation est déjà suivie par la région.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ca__isnull", True), ("departement__isnull", True), _connector="OR"),
                        name="suivi_recommandation_un_seul_niveau",
                        violation_error_message="Une recommandation se suit à un niveau à la fois.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "suivie"), _negated=True),
                            models.Q(("preuve", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suivi_recommandation_prouvee",
                        violation_error_message="Dites ce qui montre que la recommandation est suivie.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tache",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="autre responsable")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="date début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="date fin")),
                (
                    "debut_initial",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="début de référence"),
                ),
                (
                    "fin_initiale",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="fin de référence"),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_faire", "à faire"),
                            ("en_cours", "en cours"),
                            ("terminee", "terminée"),
                            ("abandonnee", "abandonnée"),
                        ],
                        default="a_faire",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=1, verbose_name="ordre")),
                ("libelle", models.CharField(max_length=200, verbose_name="tâche")),
                ("livrable", models.CharField(blank=True, max_length=200, verbose_name="livrable")),
                (
                    "criticite",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "faible"), (2, "moyenne"), (3, "haute")], default=2, verbose_name="criticité"
                    ),
                ),
                (
                    "charge_jours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="charge en jours"
                    ),
                ),
                ("avancement", models.PositiveSmallIntegerField(default=0, verbose_name="avancement, en %")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="personne responsable",
                    ),
                ),
                (
                    "dependances",
                    models.ManyToManyField(
                        blank=True, related_name="suivantes", to="cooperatives.tache", verbose_name="dépend de"
                    ),
                ),
                (
                    "etape",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taches",
                        to="cooperatives.etape",
                        verbose_name="étape",
                    ),
                ),
            ],
            options={
                "verbose_name": "tâche",
                "ordering": ["etape", "ordre", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="tache_dates_ordonnees",
                        violation_error_message="La date de fin suit la date de début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avancement__isnull", True), ("avancement__lte", 100), _connector="OR"),
                        name="tache_avancement_pourcentage",
                        violation_error_message="L’avancement va de 0 à 100\xa0%%.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "terminee"), _negated=True), ("avancement", 100), _connector="OR"
                        ),
                        name="tache_terminee_a_cent",
                        violation_error_message="Une tâche terminée est à 100\xa0%%.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(editable=False, max_length=12, verbose_name="numéro")),
                ("texte", models.TextField(verbose_name="décision")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="responsable")),
                ("echeance", models.DateField(blank=True, null=True, verbose_name="échéance")),
                ("faite_le", models.DateField(blank=True, null=True, verbose_name="faite le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="cooperatives.pointodj",
                        verbose_name="point",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
                (
                    "tache",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="cooperatives.tache",
                        verbose_name="tâche",
                    ),
                ),
            ],
            options={
                "verbose_name": "décision",
                "ordering": ["ca", "-numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "numero"),
                        name="decision_numero_unique",
                        violation_error_message="Une décision porte déjà ce numéro.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TempsAnimation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("debut", models.DateField(verbose_name="du")),
                ("fin", models.DateField(verbose_name="au")),
                (
                    "jours",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0.5"), "Comptez au moins une demi-journée."
                            )
                        ],
                        verbose_name="jours d’animation",
                    ),
                ),
                ("appui", models.TextField(blank=True, verbose_name="appui méthodologique apporté")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="temps_animation",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "temps d’animation de la délégation",
                "verbose_name_plural": "temps d’animation de la délégation",
                "ordering": ["ca", "-debut", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fin__gte", models.F("debut"))),
                        name="temps_animation_dates_ordonnees",
                        violation_error_message="La fin de la période suit son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jours__gt", 0)),
                        name="temps_animation_positif",
                        violation_error_message="Comptez au moins une demi-journée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FicheDispositif",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("intitule", models.CharField(max_length=250, verbose_name="intitulé")),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="territories.commune", verbose_name="communes"
                    ),
                ),
                (
                    "dispositif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fiches",
                        to="cooperatives.dispositiflocal",
                        verbose_name="dispositif",
                    ),
                ),
                (
                    "quartiers",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="territories.quartier", verbose_name="quartiers prioritaires"
                    ),
                ),
                (
                    "thematiques",
                    models.ManyToManyField(
                        blank=True, related_name="fiches", to="cooperatives.thematique", verbose_name="thématiques"
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche-action d’un dispositif",
                "verbose_name_plural": "fiches-action des dispositifs",
                "ordering": ["dispositif", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispositif", "intitule"),
                        name="fiche_dispositif_unique",
                        violation_error_message="Ce dispositif a déjà une fiche de cet intitulé.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransitionPhase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "de",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prefiguration", "Préfiguration du projet"),
                            ("diagnostic", "Diagnostic"),
                            ("elaboration", "Élaboration du plan d’actions"),
                            ("conventionnement", "Élaboration, convention en signature"),
                            ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
                            ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
                        ],
                        max_length=20,
                        verbose_name="de",
                    ),
                ),
                (
                    "vers",
                    models.CharField(
                        choices=[
                            ("prefiguration", "Préfiguration du projet"),
                            ("diagnostic", "Diagnostic"),
                            ("elaboration", "Élaboration du plan d’actions"),
                            ("conventionnement", "Élaboration, convention en signature"),
                            ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
                            ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
                        ],
                        max_length=20,
                        verbose_name="vers",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_cours", "en cours"),
                            ("suspendue", "suspendue"),
                            ("non_retenue", "non retenue"),
                            ("terminee", "terminée"),
                        ],
                        default="en_cours",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("le", models.DateTimeField(default=coop.horloge.now, verbose_name="le")),
                ("depuis", models.DateField(blank=True, null=True, verbose_name="commencée en réalité le")),
                ("auteur", models.CharField(max_length=200, verbose_name="par")),
                ("motif", models.TextField(blank=True, verbose_name="motif")),
                ("reserves", models.TextField(blank=True, verbose_name="conseils non suivis")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transitions",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "changement de phase",
                "verbose_name_plural": "changements de phase",
                "ordering": ["ca", "le", "id"],
            },
        ),
        migrations.AddField(
            model_name="pointetape",
            name="transition",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="point_etape",
                to="cooperatives.transitionphase",
                verbose_name="fin de phase",
            ),
        ),
        migrations.CreateModel(
            name="VigilanceSuivi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "point",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Articulation avec les autres dispositifs"),
                            (2, "Population, territoire et thématique croisés dans la durée"),
                            (3, "Thématique non ou peu couverte"),
                            (4, "Transversalité entre champs d’intervention"),
                            (5, "Programme co-construit"),
                            (6, "Participation active des habitants"),
                            (7, "Culture commune"),
                        ],
                        verbose_name="point de vigilance",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[("non_traite", "non traité"), ("en_cours", "en cours"), ("traite", "traité")],
                        default="non_traite",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("commentaire", models.TextField(blank=True, verbose_name="commentaire")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vigilances",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi d’un point de vigilance",
                "verbose_name_plural": "suivi des points de vigilance",
                "ordering": ["ca", "point"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "point"),
                        name="vigilance_point_unique",
                        violation_error_message="Ce point est déjà suivi pour cette coopérative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "traite"), _negated=True),
                            models.Q(("commentaire", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vigilance_traitee_commentee",
                        violation_error_message="Dites en une phrase comment ce point est traité.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleCharte",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("titre", models.CharField(max_length=150, verbose_name="titre")),
                ("texte", models.TextField(verbose_name="texte")),
                (
                    "charte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articles",
                        to="cooperatives.charte",
                        verbose_name="charte",
                    ),
                ),
            ],
            options={
                "verbose_name": "article de la charte",
                "verbose_name_plural": "articles de la charte",
                "ordering": ["charte", "ordre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("charte", "ordre"),
                        name="article_charte_ordre_unique",
                        violation_error_message="Un autre article occupe déjà cette place.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleRegional",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("titre", models.CharField(max_length=150, verbose_name="titre")),
                ("texte", models.TextField(verbose_name="texte")),
                (
                    "charte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articles",
                        to="cooperatives.charteregionale",
                        verbose_name="texte régional",
                    ),
                ),
            ],
            options={
                "verbose_name": "article du texte régional",
                "verbose_name_plural": "articles du texte régional",
                "ordering": ["charte", "ordre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("charte", "ordre"),
                        name="article_regional_ordre_unique",
                        violation_error_message="Un autre article occupe déjà cette place.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionIntersectorialite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "condition",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Des champs d’intervention différents"),
                            (2, "Une inscription institutionnelle des participants"),
                            (3, "Une dynamique de concertation"),
                            (4, "Une visée commune"),
                            (5, "Une volonté de travailler ensemble"),
                            (6, "Un besoin de dégager des pistes par rapport à des situations questionnantes"),
                            (7, "Une expertise ou des savoirs à partager"),
                        ],
                        verbose_name="condition",
                    ),
                ),
                ("reunie", models.BooleanField(default=False, verbose_name="condition réunie")),
                ("phrase", models.TextField(blank=True, verbose_name="en une phrase")),
                ("auteur", models.CharField(blank=True, editable=False, max_length=200, verbose_name="par")),
                ("le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="le")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions_intersectorielles",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition d’intersectorialité",
                "verbose_name_plural": "conditions d’intersectorialité",
                "ordering": ["ca", "condition"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "condition"),
                        name="condition_intersectorielle_unique",
                        violation_error_message="Cette condition est déjà appréciée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reunie", False), models.Q(("phrase", ""), _negated=True), _connector="OR"),
                        name="condition_reunie_expliquee",
                        violation_error_message="Dites en une phrase ce qui montre que la condition est réunie.",
                    ),
                ],
            },
        ),
    ]
