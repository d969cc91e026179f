import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
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
            name="DispositifLocal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("autre", "Autre dispositif"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                ("est_fictif", models.BooleanField(default=False, verbose_name="fictif")),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="dispositifs", to="territories.commune", verbose_name="communes"
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
            },
        ),
        migrations.CreateModel(
            name="Etape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="étape du guide")),
                ("libelle", models.CharField(max_length=150, verbose_name="étape")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="qui ? responsable")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="date début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="date fin")),
                (
                    "debut_initial",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="début prévu à l’origine"),
                ),
                (
                    "fin_initiale",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="fin prévue à l’origine"),
                ),
                ("livrables", models.CharField(blank=True, max_length=250, verbose_name="livrables")),
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
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etapes",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "étape",
                "ordering": ["ca", "ordre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "ordre"),
                        name="etape_ordre_unique",
                        violation_error_message="Une étape occupe déjà cette place.",
                    ),
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
                ("date_entree", models.DateField(blank=True, null=True, verbose_name="entrée le")),
                ("date_sortie", models.DateField(blank=True, null=True, verbose_name="sortie le")),
                ("motif_sortie", models.TextField(blank=True, verbose_name="motif")),
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
            name="Representant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("titulaire", models.BooleanField(default=True, verbose_name="titulaire")),
                ("mandat", models.TextField(blank=True, verbose_name="mandat confié par sa structure")),
                ("peut_engager", models.BooleanField(default=False, verbose_name="peut engager sa structure")),
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
        migrations.CreateModel(
            name="PointOdj",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("intitule", models.CharField(max_length=250, verbose_name="point")),
                ("notes", models.TextField(blank=True, verbose_name="ce qui s’est dit")),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "point de l’ordre du jour",
                "verbose_name_plural": "ordre du jour",
                "ordering": ["reunion", "ordre", "id"],
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
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="cooperatives.reunion",
                        verbose_name="réunion",
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
            name="Tache",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(default=1, verbose_name="ordre")),
                ("libelle", models.CharField(max_length=200, verbose_name="tâche")),
                ("responsable", models.CharField(blank=True, max_length=150, verbose_name="responsable")),
                ("debut", models.DateField(blank=True, null=True, verbose_name="date début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="date fin")),
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
                ("description", models.TextField(blank=True, verbose_name="articulation")),
                (
                    "concertation_theme_le",
                    models.DateField(blank=True, null=True, verbose_name="coordination associée au choix du thème le"),
                ),
                ("information_comites_le", models.DateField(blank=True, null=True, verbose_name="comités informés le")),
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
    ]
