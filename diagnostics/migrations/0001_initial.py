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
        ("documents", "0001_initial"),
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CriterePriorite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordre", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="ordre")),
                ("libelle", models.CharField(max_length=120, verbose_name="critère")),
                ("aide", models.CharField(blank=True, max_length=200, verbose_name="ce que veut dire une note élevée")),
                (
                    "poids",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="poids",
                    ),
                ),
            ],
            options={
                "verbose_name": "critère de priorisation",
                "verbose_name_plural": "critères de priorisation",
                "ordering": ["priorisation", "ordre", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("poids__gte", 1), ("poids__lte", 3)),
                        name="critere_priorite_poids",
                        violation_error_message="Le poids va de 1 à 3.",
                    )
                ],
            },
        ),
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
            name="Avis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(editable=False, verbose_name="numéro")),
                ("le", models.DateField(verbose_name="jour")),
                ("texte", models.TextField(max_length=4000, verbose_name="ce qui est dit")),
                (
                    "origine",
                    models.CharField(
                        choices=[("habitants", "habitants"), ("professionnels", "professionnels")],
                        max_length=15,
                        verbose_name="voix",
                    ),
                ),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("besoins", "Analyse des besoins"),
                            ("demande", "Analyse de la demande exprimée par les habitants"),
                            ("ressources", "Analyse des ressources disponibles ou mobilisables"),
                            ("offre", "Analyse de l’offre de soins et de prévention"),
                        ],
                        default="demande",
                        max_length=12,
                        verbose_name="analyse",
                    ),
                ),
                (
                    "volet",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie du diagnostic",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("compte", "écrit en ligne"),
                            ("lien", "écrit par un lien personnel"),
                            ("recueil", "écrit sur la page de recueil"),
                            ("papier", "recueilli sur papier"),
                            ("echange", "recueilli lors d’un échange"),
                        ],
                        max_length=10,
                        verbose_name="mode de recueil",
                    ),
                ),
                ("nombre_personnes", models.PositiveSmallIntegerField(default=1, verbose_name="nombre de personnes")),
                ("anonyme", models.BooleanField(default=True, verbose_name="anonyme")),
                ("attribution", models.CharField(blank=True, max_length=200, verbose_name="dit par")),
                ("ecarte_le", models.DateField(blank=True, null=True, verbose_name="écarté le")),
                ("motif_ecart", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="avis",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="avis",
                        to="organisations.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "avis recueilli",
                "verbose_name_plural": "avis recueillis",
                "ordering": ["diagnostic", "le", "numero"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anonyme", False),
                            models.Q(("attribution", ""), ("contact", None), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="avis_anonyme_sans_auteur",
                        violation_error_message="Un avis anonyme ne garde ni contact, ni structure, ni signature.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ecarte_le", None), ("motif_ecart", "")),
                            models.Q(("ecarte_le__isnull", False), models.Q(("motif_ecart", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="avis_ecarte_avec_motif",
                        violation_error_message="Dites en une phrase pourquoi cet avis est écarté.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nombre_personnes__gte", 1)),
                        name="avis_au_moins_une_personne",
                        violation_error_message="Un avis vient d’une personne au moins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[("compte", "en ligne"), ("lien", "par lien personnel"), ("seance", "en séance")],
                        max_length=10,
                        verbose_name="mode",
                    ),
                ),
                ("libelle", models.CharField(blank=True, max_length=150, verbose_name="groupe")),
                (
                    "voix",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="nombre de votants",
                    ),
                ),
                ("le", models.DateField(verbose_name="jour")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bulletins",
                        to="organisations.contact",
                        verbose_name="votant",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulletin",
                "ordering": ["priorisation", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("voix__gte", 1)),
                        name="bulletin_au_moins_une_voix",
                        violation_error_message="Un bulletin porte la voix d’une personne au moins.",
                    )
                ],
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
            name="Constat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                ("texte", models.CharField(max_length=500, verbose_name="constat")),
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
                (
                    "volet",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie du diagnostic",
                    ),
                ),
                (
                    "nature_inegalite",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("socio_eco", "au niveau socio-économique"),
                            ("territoire", "au territoire"),
                            ("profession", "à la profession"),
                            ("handicap", "à une situation de handicap"),
                            ("autre", "à autre chose"),
                        ],
                        max_length=12,
                        verbose_name="inégalité liée",
                    ),
                ),
                (
                    "avis",
                    models.ManyToManyField(
                        blank=True, related_name="constats", to="diagnostics.avis", verbose_name="voix"
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="constats",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "constat",
                "ordering": ["diagnostic", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diagnostic", "numero"),
                        name="constat_numero_unique",
                        violation_error_message="Un autre constat porte déjà ce numéro.",
                    )
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
                    "publics",
                    models.ManyToManyField(
                        blank=True, related_name="besoins", to="cooperatives.public", verbose_name="publics concernés"
                    ),
                ),
                (
                    "reprend",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="diagnostics.besoin",
                        verbose_name="besoin repris",
                    ),
                ),
                (
                    "constats",
                    models.ManyToManyField(
                        blank=True,
                        related_name="besoins",
                        to="diagnostics.constat",
                        verbose_name="constats d’où il vient",
                    ),
                ),
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
        migrations.AddField(
            model_name="avis",
            name="diagnostic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="avis",
                to="diagnostics.diagnostic",
                verbose_name="diagnostic",
            ),
        ),
        migrations.CreateModel(
            name="DocumentAppui",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("titre", models.CharField(max_length=200, verbose_name="titre")),
                ("origine", models.CharField(max_length=200, verbose_name="origine")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
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
                (
                    "volet",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie du diagnostic",
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_appui",
                        to="documents.piece",
                        verbose_name="fichier",
                    ),
                ),
            ],
            options={
                "verbose_name": "document du diagnostic",
                "verbose_name_plural": "documents du diagnostic",
                "ordering": ["diagnostic", "-annee", "titre"],
            },
        ),
        migrations.AddField(
            model_name="constat",
            name="documents",
            field=models.ManyToManyField(
                blank=True, related_name="constats", to="diagnostics.documentappui", verbose_name="documents"
            ),
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
                    "code_territoire",
                    models.CharField(blank=True, editable=False, max_length=12, verbose_name="code du territoire"),
                ),
                (
                    "origine",
                    models.CharField(
                        choices=[
                            ("reprise", "publiée, reprise pour le territoire"),
                            ("saisie", "saisie"),
                            ("import", "importée d’un fichier"),
                        ],
                        default="saisie",
                        editable=False,
                        max_length=8,
                        verbose_name="origine",
                    ),
                ),
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
                    "repere_estime",
                    models.BooleanField(default=False, editable=False, verbose_name="comparaison calculée"),
                ),
                (
                    "mention",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="comment la valeur est obtenue"
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
        migrations.AddField(
            model_name="constat",
            name="donnees",
            field=models.ManyToManyField(
                blank=True, related_name="constats", to="diagnostics.donnee", verbose_name="chiffres"
            ),
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
                ("phrase", models.CharField(blank=True, max_length=400, verbose_name="la phrase à laquelle cela mène")),
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
            name="HistoricalConstat",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(editable=False, verbose_name="numéro")),
                ("texte", models.CharField(max_length=500, verbose_name="constat")),
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
                (
                    "volet",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie du diagnostic",
                    ),
                ),
                (
                    "nature_inegalite",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("socio_eco", "au niveau socio-économique"),
                            ("territoire", "au territoire"),
                            ("profession", "à la profession"),
                            ("handicap", "à une situation de handicap"),
                            ("autre", "à autre chose"),
                        ],
                        max_length=12,
                        verbose_name="inégalité liée",
                    ),
                ),
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
                "verbose_name": "historical constat",
                "verbose_name_plural": "historical constats",
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
            name="HistoricalVoletDescriptif",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "volet",
                    models.CharField(
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie",
                    ),
                ),
                ("contenu", models.TextField(blank=True, verbose_name="ce qui est décrit")),
                ("phrase", models.CharField(blank=True, max_length=400, verbose_name="la phrase à laquelle cela mène")),
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
                "verbose_name": "historical partie descriptive",
                "verbose_name_plural": "historical parties descriptives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NoteBesoin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valeur", models.PositiveSmallIntegerField(verbose_name="note")),
                (
                    "besoin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="diagnostics.besoin",
                        verbose_name="besoin",
                    ),
                ),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="diagnostics.bulletin",
                        verbose_name="bulletin",
                    ),
                ),
                (
                    "critere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="diagnostics.criterepriorite",
                        verbose_name="critère",
                    ),
                ),
            ],
            options={
                "verbose_name": "note d’un besoin",
                "verbose_name_plural": "notes des besoins",
                "ordering": ["bulletin", "besoin", "critere"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bulletin", "besoin", "critere"),
                        name="note_besoin_unique",
                        violation_error_message="Ce besoin est déjà noté sur ce critère.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valeur__gte", 1), ("valeur__lte", 4)),
                        name="note_besoin_bornee",
                        violation_error_message="Une note va de 1 à 4.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Priorisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ouverte_le", models.DateField(blank=True, editable=False, null=True, verbose_name="ouverte le")),
                ("jusqu_au", models.DateField(blank=True, null=True, verbose_name="ouverte jusqu’au")),
                ("close_le", models.DateField(blank=True, editable=False, null=True, verbose_name="close le")),
                (
                    "diagnostic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorisation",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "priorisation",
                "ordering": ["diagnostic"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("close_le", None), ("ouverte_le__isnull", False), _connector="OR"),
                        name="priorisation_close_apres_ouverture",
                        violation_error_message="Une priorisation se clôt après avoir été ouverte.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="criterepriorite",
            name="priorisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteres",
                to="diagnostics.priorisation",
                verbose_name="priorisation",
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="priorisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bulletins",
                to="diagnostics.priorisation",
                verbose_name="priorisation",
            ),
        ),
        migrations.CreateModel(
            name="Recueil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("adresse", models.SlugField(editable=False, max_length=40, unique=True, verbose_name="adresse")),
                ("question", models.CharField(max_length=300, verbose_name="question posée")),
                ("jusqu_au", models.DateField(verbose_name="ouvert jusqu’au")),
                ("clos_le", models.DateField(blank=True, editable=False, null=True, verbose_name="clos le")),
                (
                    "diagnostic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recueil",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "recueil de la parole",
                "verbose_name_plural": "recueils de la parole",
                "ordering": ["diagnostic"],
            },
        ),
        migrations.CreateModel(
            name="RessourceLocale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("ressources", "Ressource du territoire"),
                            ("offre", "Offre de soins et de prévention"),
                        ],
                        default="ressources",
                        max_length=12,
                        verbose_name="analyse",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="ressource")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("accueil", "lieu d’accueil ou de vie"),
                            ("soins", "soins"),
                            ("prevention", "prévention, promotion de la santé"),
                            ("social", "accompagnement social, accès aux droits"),
                            ("medico_social", "accompagnement médico-social"),
                            ("education", "éducation, petite enfance"),
                            ("insertion", "emploi, insertion, formation"),
                            ("logement", "logement, hébergement"),
                            ("habitants", "initiative d’habitants"),
                            ("reseau", "réseau, coordination"),
                            ("autre", "autre"),
                        ],
                        max_length=15,
                        verbose_name="type",
                    ),
                ),
                (
                    "etat",
                    models.CharField(
                        choices=[("disponible", "disponible"), ("mobilisable", "mobilisable")],
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("precision", models.TextField(blank=True, verbose_name="ce qu’elle apporte, ses limites")),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="ressources", to="territories.commune", verbose_name="communes"
                    ),
                ),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ressources",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ressources",
                        to="organisations.organisation",
                        verbose_name="structure",
                    ),
                ),
                (
                    "publics",
                    models.ManyToManyField(
                        blank=True, related_name="ressources", to="cooperatives.public", verbose_name="publics"
                    ),
                ),
            ],
            options={
                "verbose_name": "ressource du territoire",
                "verbose_name_plural": "ressources du territoire",
                "ordering": ["diagnostic", "libelle", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("niveau__in", ["ressources", "offre"])),
                        name="ressource_niveau_connu",
                        violation_error_message="Une ressource relève des ressources ou de l’offre.",
                    )
                ],
            },
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
                ("phrase", models.CharField(blank=True, max_length=400, verbose_name="la phrase à laquelle cela mène")),
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
        migrations.CreateModel(
            name="VoletDescriptif",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "volet",
                    models.CharField(
                        choices=[
                            (
                                "population",
                                "Décrire les caractéristiques et la situation socio-démographique des populations",
                            ),
                            ("territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"),
                            (
                                "parcours",
                                "Analyser l’offre du système de prévention et de soins et les parcours de santé",
                            ),
                            ("sante", "Analyser l’état de santé de la population"),
                            (
                                "ecarts",
                                "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires et/ou les milieux de vie",
                            ),
                            ("inegalites", "Décrire la nature de ces inégalités"),
                            ("mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"),
                            (
                                "determinants",
                                "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce qui doit être modifié",
                            ),
                            ("attentes", "Recueillir les avis et attentes des populations et des professionnels"),
                        ],
                        max_length=15,
                        verbose_name="partie",
                    ),
                ),
                ("contenu", models.TextField(blank=True, verbose_name="ce qui est décrit")),
                ("phrase", models.CharField(blank=True, max_length=400, verbose_name="la phrase à laquelle cela mène")),
                (
                    "diagnostic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volets",
                        to="diagnostics.diagnostic",
                        verbose_name="diagnostic",
                    ),
                ),
            ],
            options={
                "verbose_name": "partie descriptive",
                "verbose_name_plural": "parties descriptives",
                "ordering": ["diagnostic", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diagnostic", "volet"),
                        name="volet_descriptif_unique",
                        violation_error_message="Cette partie existe déjà dans le diagnostic.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="avis",
            constraint=models.UniqueConstraint(
                fields=("diagnostic", "numero"),
                name="avis_numero_unique",
                violation_error_message="Un autre avis porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterepriorite",
            constraint=models.UniqueConstraint(
                fields=("priorisation", "libelle"),
                name="critere_priorite_unique",
                violation_error_message="Ce critère est déjà dans la liste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contact__isnull", False)),
                fields=("priorisation", "contact"),
                name="bulletin_un_par_votant",
                violation_error_message="Cette personne a déjà voté.",
            ),
        ),
    ]
