import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("conventions", "0001_initial"),
        ("cooperatives", "0001_initial"),
        ("documents", "0001_initial"),
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionEvaluative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(unique=True, verbose_name="numéro")),
                ("libelle", models.TextField(verbose_name="question")),
                ("dimension", models.CharField(max_length=20, verbose_name="dimension")),
                ("titre_court", models.CharField(max_length=200, verbose_name="bloc")),
            ],
            options={
                "verbose_name": "question évaluative",
                "verbose_name_plural": "questions évaluatives",
                "ordering": ["numero"],
            },
        ),
        migrations.CreateModel(
            name="Bilan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trimestre", models.PositiveSmallIntegerField(verbose_name="trimestre")),
                ("debut", models.DateField(verbose_name="du")),
                ("fin", models.DateField(verbose_name="premier jour après le trimestre")),
                ("echeance", models.DateField(verbose_name="à transmettre avant le")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_etablir", "à établir"),
                            ("brouillon", "brouillon"),
                            ("transmis", "transmis"),
                            ("a_completer", "à compléter"),
                            ("accepte", "accepté"),
                        ],
                        default="a_etablir",
                        max_length=12,
                        verbose_name="statut",
                    ),
                ),
                ("transmis_le", models.DateTimeField(blank=True, null=True, verbose_name="transmis le")),
                ("accepte_le", models.DateTimeField(blank=True, null=True, verbose_name="accepté le")),
                ("commentaire_dd", models.TextField(blank=True, verbose_name="commentaire de la délégation")),
                ("reouvert_jusqu_au", models.DateField(blank=True, null=True, verbose_name="rouvert jusqu’au")),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bilans",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
                (
                    "partie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bilans",
                        to="conventions.partie",
                        verbose_name="partie",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bilans",
                        to="conventions.periode",
                        verbose_name="année de la convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilan trimestriel",
                "verbose_name_plural": "bilans trimestriels",
                "ordering": ["ca", "debut", "partie__ordre", "id"],
                "indexes": [models.Index(fields=["echeance", "statut"], name="evaluation__echeanc_a63937_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partie", "periode", "trimestre"),
                        name="bilan_unique_par_partie_periode_trimestre",
                        violation_error_message="Ce bilan existe déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trimestre__in", [1, 2, 3, 4])),
                        name="bilan_trimestre_de_1_a_4",
                        violation_error_message="Un trimestre va de 1 à 4.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fin__gt", models.F("debut")), ("echeance__gte", models.F("fin"))),
                        name="bilan_dates_ordonnees",
                        violation_error_message="L’échéance suit la fin du trimestre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut__in", ["a_etablir", "brouillon"]), ("transmis_le__isnull", False), _connector="OR"
                        ),
                        name="bilan_transmis_a_une_date",
                        violation_error_message="Un bilan transmis a une date de transmission.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "a_completer"), _negated=True),
                            models.Q(("commentaire_dd", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="bilan_a_completer_a_un_motif",
                        violation_error_message="Dites ce qu’il faut compléter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reouvert_jusqu_au__isnull", True), ("statut", "a_completer"), _connector="OR"
                        ),
                        name="bilan_rouvert_est_a_completer",
                        violation_error_message="Une date de réouverture va avec un bilan à compléter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationCA",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("objectifs", models.TextField(blank=True, verbose_name="objectifs de l’évaluation")),
                ("pertinence", models.BooleanField(default=False, verbose_name="pertinence")),
                ("coherence", models.BooleanField(default=False, verbose_name="cohérence")),
                ("efficacite", models.BooleanField(default=True, verbose_name="efficacité")),
                ("efficience", models.BooleanField(default=False, verbose_name="efficience")),
                ("utilite", models.BooleanField(default=True, verbose_name="utilité")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouverte le")),
                (
                    "ca",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_ca",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "évaluation de la coopérative",
                "verbose_name_plural": "évaluations des coopératives",
                "ordering": ["ca"],
            },
        ),
        migrations.CreateModel(
            name="LigneBilan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("objectifs_poursuivis", models.TextField(blank=True, verbose_name="Objectifs poursuivis")),
                ("resultats_attendus", models.TextField(blank=True, verbose_name="Résultats attendus")),
                (
                    "public_autre",
                    models.CharField(blank=True, max_length=200, verbose_name="Si autre public cible, précisez"),
                ),
                (
                    "beneficiaires_cibles",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="Nombre de bénéficiaires ciblés"),
                ),
                (
                    "ressources",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="Les ressources ont été mobilisées comme prévu",
                    ),
                ),
                ("ressources_pourquoi", models.TextField(blank=True, verbose_name="Pourquoi ?")),
                (
                    "groupes",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="Les groupes cibles ont été atteints comme prévu",
                    ),
                ),
                ("groupes_pourquoi", models.TextField(blank=True, verbose_name="Pourquoi ?")),
                (
                    "realisation",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="Les actions ont été réalisées et sont conformes à la programmation",
                    ),
                ),
                ("realisation_pourquoi", models.TextField(blank=True, verbose_name="Pourquoi ?")),
                (
                    "objectifs",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="Les objectifs cibles ont été atteints",
                    ),
                ),
                ("objectifs_pourquoi", models.TextField(blank=True, verbose_name="Justifiez, éléments clés")),
                (
                    "dynamique",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="améliorer la dynamique de coopération",
                    ),
                ),
                ("dynamique_aspects", models.TextField(blank=True, verbose_name="Sur quels aspects ?")),
                (
                    "pratiques",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="l’amélioration des pratiques",
                    ),
                ),
                ("pratiques_aspects", models.TextField(blank=True, verbose_name="Sur quels aspects ?")),
                (
                    "ists",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="activer des leviers permettant d’agir sur les ISTS",
                    ),
                ),
                ("ists_autre", models.CharField(blank=True, max_length=200, verbose_name="Autre levier")),
                (
                    "parcours",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")],
                        max_length=8,
                        verbose_name="l’amélioration du parcours de santé des bénéficiaires",
                    ),
                ),
                ("parcours_aspects", models.TextField(blank=True, verbose_name="Sur quels aspects ?")),
                ("freins", models.TextField(blank=True, verbose_name="Freins identifiés")),
                ("leviers", models.TextField(blank=True, verbose_name="Leviers identifiés")),
                ("pistes", models.TextField(blank=True, verbose_name="Pistes d’amélioration")),
                (
                    "recueil_qualitatif",
                    models.TextField(blank=True, verbose_name="Recueil qualitatif\xa0: efficacité, impact"),
                ),
                ("effets_non_attendus", models.TextField(blank=True, verbose_name="Effets non attendus")),
                ("inchangee", models.BooleanField(default=False, verbose_name="reprise du trimestre précédent")),
                (
                    "reprises",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="réponses inchangées"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="révision")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lignes_bilan",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "publics",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="cooperatives.public", verbose_name="Publics cibles"
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.commune",
                        verbose_name="Territoire d’intervention",
                    ),
                ),
            ],
            options={
                "verbose_name": "ligne de suivi",
                "verbose_name_plural": "lignes de suivi",
                "ordering": ["version", "action__numero"],
            },
        ),
        migrations.CreateModel(
            name="LevierActive",
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
                    "ligne",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leviers_ists",
                        to="evaluation.lignebilan",
                        verbose_name="ligne",
                    ),
                ),
            ],
            options={
                "verbose_name": "levier activé",
                "verbose_name_plural": "leviers activés",
                "ordering": ["ligne", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ligne", "levier"),
                        name="levier_active_unique",
                        violation_error_message="Ce levier est déjà coché.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemFaisabilite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("libelle", models.TextField(verbose_name="libellé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="evaluation.questionevaluative",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "item de faisabilité",
                "verbose_name_plural": "items de faisabilité",
                "ordering": ["question__numero", "ordre"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicateurReferentiel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("libelle", models.TextField(verbose_name="libellé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                ("libelle_revise", models.TextField(blank=True, verbose_name="libellé révisé")),
                (
                    "version",
                    models.CharField(
                        choices=[
                            ("initial", "référentiel initial (LH conseil, 2018)"),
                            ("revise", "référentiel révisé (LH conseil, 2018)"),
                            ("les_deux", "référentiels initial et révisé"),
                        ],
                        default="les_deux",
                        max_length=10,
                        verbose_name="version",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="evaluation.questionevaluative",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicateur du référentiel",
                "verbose_name_plural": "indicateurs du référentiel",
                "ordering": ["question__numero", "ordre"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CritereReferentiel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("libelle", models.TextField(verbose_name="libellé")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("archive", models.BooleanField(default=False, verbose_name="archivé")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="evaluation.questionevaluative",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "critère de jugement",
                "verbose_name_plural": "critères de jugement",
                "ordering": ["question__numero", "ordre"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReleveProcessus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trimestre", models.PositiveSmallIntegerField(verbose_name="trimestre")),
                ("constat", models.TextField(verbose_name="constat")),
                (
                    "valeur",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="valeur"),
                ),
                ("saisi_par", models.CharField(editable=False, max_length=200, verbose_name="saisi par")),
                ("saisi_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="saisi le")),
                (
                    "indicateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releves_processus",
                        to="conventions.indicateur",
                        verbose_name="indicateur",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conventions.periode",
                        verbose_name="année de la convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "relevé de processus",
                "verbose_name_plural": "relevés de processus",
                "ordering": ["indicateur", "periode", "trimestre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicateur", "periode", "trimestre"),
                        name="releve_processus_unique",
                        violation_error_message="Ce trimestre est déjà relevé.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionCritere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("retenu_le", models.DateField(default=coop.horloge.today, verbose_name="retenu le")),
                (
                    "critere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.criterereferentiel",
                        verbose_name="critère",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteres",
                        to="evaluation.evaluationca",
                        verbose_name="évaluation",
                    ),
                ),
            ],
            options={
                "verbose_name": "critère retenu",
                "verbose_name_plural": "critères retenus",
                "ordering": ["evaluation", "critere__question__numero", "critere__ordre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "critere"),
                        name="selection_critere_unique",
                        violation_error_message="Ce critère est déjà retenu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionIndicateur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "libelle_libre",
                    models.CharField(blank=True, max_length=250, verbose_name="indicateur propre à la coopérative"),
                ),
                (
                    "critere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicateurs",
                        to="evaluation.selectioncritere",
                        verbose_name="critère",
                    ),
                ),
                (
                    "indicateur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.indicateurreferentiel",
                        verbose_name="indicateur",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicateur retenu",
                "verbose_name_plural": "indicateurs retenus",
                "ordering": ["critere", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("indicateur__isnull", False),
                            models.Q(("libelle_libre", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="selection_indicateur_designe",
                        violation_error_message="Choisissez un indicateur ou écrivez le vôtre.",
                    ),
                    models.UniqueConstraint(
                        fields=("critere", "indicateur"),
                        name="selection_indicateur_unique",
                        violation_error_message="Cet indicateur est déjà retenu pour ce critère.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SyntheseCooperative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année civile")),
                ("trimestre", models.PositiveSmallIntegerField(verbose_name="trimestre civil")),
                ("bilans_transmis", models.PositiveIntegerField(default=0, verbose_name="bilans transmis")),
                ("bilans_a_temps", models.PositiveIntegerField(default=0, verbose_name="bilans transmis à la date")),
                ("lignes", models.PositiveIntegerField(default=0, verbose_name="lignes d’action")),
                ("reponses", models.PositiveIntegerField(default=0, verbose_name="réponses de conformité")),
                ("reponses_oui", models.PositiveIntegerField(default=0, verbose_name="réponses « Oui »")),
                ("reponses_partiel", models.PositiveIntegerField(default=0, verbose_name="réponses « En partie »")),
                ("reponses_non", models.PositiveIntegerField(default=0, verbose_name="réponses « Non »")),
                (
                    "beneficiaires",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="bénéficiaires touchés"
                    ),
                ),
                (
                    "beneficiaires_cibles",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="bénéficiaires prévus"
                    ),
                ),
                ("indicateurs_ia", models.PositiveIntegerField(default=0, verbose_name="IA renseignés avec cible")),
                (
                    "somme_taux_ia",
                    models.DecimalField(
                        decimal_places=4, default=0, max_digits=16, verbose_name="somme des taux IA plafonnés à 100"
                    ),
                ),
                (
                    "ca",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="syntheses",
                        to="cooperatives.cooperative",
                        verbose_name="coopérative",
                    ),
                ),
            ],
            options={
                "verbose_name": "synthèse d’une coopérative",
                "verbose_name_plural": "synthèses des coopératives",
                "ordering": ["ca", "annee", "trimestre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ca", "annee", "trimestre"),
                        name="synthese_cooperative_unique",
                        violation_error_message="Ce trimestre de la coopérative a déjà sa synthèse.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SyntheseDepartement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année civile")),
                ("trimestre", models.PositiveSmallIntegerField(verbose_name="trimestre civil")),
                ("bilans_transmis", models.PositiveIntegerField(default=0, verbose_name="bilans transmis")),
                ("bilans_a_temps", models.PositiveIntegerField(default=0, verbose_name="bilans transmis à la date")),
                ("lignes", models.PositiveIntegerField(default=0, verbose_name="lignes d’action")),
                ("reponses", models.PositiveIntegerField(default=0, verbose_name="réponses de conformité")),
                ("reponses_oui", models.PositiveIntegerField(default=0, verbose_name="réponses « Oui »")),
                ("reponses_partiel", models.PositiveIntegerField(default=0, verbose_name="réponses « En partie »")),
                ("reponses_non", models.PositiveIntegerField(default=0, verbose_name="réponses « Non »")),
                (
                    "beneficiaires",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="bénéficiaires touchés"
                    ),
                ),
                (
                    "beneficiaires_cibles",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="bénéficiaires prévus"
                    ),
                ),
                ("indicateurs_ia", models.PositiveIntegerField(default=0, verbose_name="IA renseignés avec cible")),
                (
                    "somme_taux_ia",
                    models.DecimalField(
                        decimal_places=4, default=0, max_digits=16, verbose_name="somme des taux IA plafonnés à 100"
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="syntheses",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "synthèse d’un département",
                "verbose_name_plural": "synthèses des départements",
                "ordering": ["departement", "annee", "trimestre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("departement", "annee", "trimestre"),
                        name="synthese_departement_unique",
                        violation_error_message="Ce trimestre du département a déjà sa synthèse.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ValidationBilanAnnuel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("validee_le", models.DateField(verbose_name="validé le")),
                ("instance", models.CharField(max_length=150, verbose_name="validé par")),
                (
                    "periode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="validation_bilan",
                        to="conventions.periode",
                        verbose_name="année de la convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "validation du bilan annuel",
                "verbose_name_plural": "validations du bilan annuel",
                "ordering": ["periode"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("instance", ""), _negated=True),
                        name="validation_bilan_par_une_instance",
                        violation_error_message="Dites quelle instance a validé le bilan annuel.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionBilan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("numero", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("faits_marquants", models.TextField(blank=True, verbose_name="faits marquants")),
                ("besoins_ars", models.TextField(blank=True, verbose_name="besoins vis-à-vis de l’ARS")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="ouverte le")),
                ("enregistree_le", models.DateTimeField(blank=True, null=True, verbose_name="enregistrée le")),
                ("transmise_le", models.DateTimeField(blank=True, null=True, verbose_name="transmise le")),
                ("transmise_par", models.CharField(blank=True, max_length=200, verbose_name="transmise par")),
                (
                    "bilan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="evaluation.bilan",
                        verbose_name="bilan",
                    ),
                ),
            ],
            options={
                "verbose_name": "version d’un bilan",
                "verbose_name_plural": "versions d’un bilan",
                "ordering": ["bilan", "-numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bilan", "numero"),
                        name="version_bilan_numero_unique",
                        violation_error_message="Cette version du bilan existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("transmise_le__isnull", True)),
                        fields=("bilan",),
                        name="version_bilan_un_brouillon",
                        violation_error_message="Un brouillon de ce bilan existe déjà.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SaisiePourCompte",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("informateur", models.CharField(max_length=150, verbose_name="d’après")),
                ("recueilli_le", models.DateField(verbose_name="recueilli le")),
                (
                    "canal",
                    models.CharField(
                        choices=[
                            ("telephone", "par téléphone"),
                            ("rendez_vous", "lors d’un rendez-vous"),
                            ("courriel", "par courriel"),
                            ("papier", "sur papier"),
                        ],
                        max_length=12,
                        verbose_name="recueilli",
                    ),
                ),
                ("saisi_par", models.CharField(max_length=200, verbose_name="saisi par")),
                (
                    "commencee_le",
                    models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="commencée le"),
                ),
                ("a_confirmer_le", models.DateTimeField(blank=True, null=True, verbose_name="envoyée à confirmer le")),
                ("reprise_le", models.DateTimeField(blank=True, null=True, verbose_name="reprise par la partie le")),
                ("confirmee_par", models.CharField(blank=True, max_length=200, verbose_name="confirmée par")),
                ("confirmee_le", models.DateTimeField(blank=True, null=True, verbose_name="confirmée le")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pour_compte",
                        to="evaluation.versionbilan",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "saisie pour le compte d’une partie",
                "verbose_name_plural": "saisies pour le compte d’une partie",
                "ordering": ["-commencee_le", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("informateur", ""), _negated=True),
                        name="pour_compte_nomme_son_informateur",
                        violation_error_message="Dites qui a donné ces réponses.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmee_le__isnull", True), ("confirmee_par", "")),
                            models.Q(("confirmee_le__isnull", False), models.Q(("confirmee_par", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pour_compte_confirmee_par_quelqu_un",
                        violation_error_message="Une confirmation a une date et un auteur.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Releve",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("modalite", models.CharField(blank=True, default="", max_length=60, verbose_name="modalité")),
                (
                    "valeur",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="réalisé"),
                ),
                ("texte", models.TextField(blank=True, verbose_name="constat")),
                (
                    "raison",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("non_disponible", "non disponible"),
                            ("non_applicable", "non applicable"),
                            ("a_venir", "à venir"),
                        ],
                        max_length=16,
                        verbose_name="raison de l’absence",
                    ),
                ),
                ("commentaire", models.CharField(blank=True, max_length=300, verbose_name="commentaire")),
                (
                    "cible",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="prévu"),
                ),
                (
                    "indicateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releves",
                        to="conventions.indicateur",
                        verbose_name="indicateur",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releves",
                        to="evaluation.versionbilan",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "relevé",
                "ordering": ["version", "indicateur__type", "indicateur__numero", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "indicateur", "modalite"),
                        name="releve_unique",
                        violation_error_message="Cet indicateur est déjà relevé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valeur__isnull", True), ("raison", ""), _connector="OR"),
                        name="releve_valeur_ou_raison",
                        violation_error_message="Donnez une valeur ou une raison, pas les deux.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionChamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("champ", models.CharField(max_length=40, verbose_name="champ")),
                ("libelle", models.CharField(max_length=300, verbose_name="intitulé du champ")),
                ("question", models.TextField(verbose_name="question")),
                ("posee_par", models.CharField(max_length=200, verbose_name="posée par")),
                ("posee_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="posée le")),
                ("envoyee_le", models.DateTimeField(blank=True, null=True, verbose_name="envoyée le")),
                ("reponse", models.TextField(blank=True, verbose_name="réponse")),
                ("repondue_par", models.CharField(blank=True, max_length=200, verbose_name="répondue par")),
                ("repondue_le", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "bilan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="evaluation.bilan",
                        verbose_name="bilan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="evaluation.versionbilan",
                        verbose_name="version lue",
                    ),
                ),
            ],
            options={
                "verbose_name": "question sur un champ",
                "verbose_name_plural": "questions sur un champ",
                "ordering": ["bilan", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="question_champ_a_un_texte",
                        violation_error_message="Écrivez la question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repondue_le__isnull", True), ("reponse", "")),
                            models.Q(
                                models.Q(("reponse", ""), _negated=True),
                                ("envoyee_le__isnull", False),
                                ("repondue_le__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_champ_reponse_apres_envoi",
                        violation_error_message="Une réponse est datée et suit l’envoi de la question.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreuveBilan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conventions.ficheaction",
                        verbose_name="action",
                    ),
                ),
                (
                    "indicateur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conventions.indicateur",
                        verbose_name="indicateur",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preuves_bilan",
                        to="documents.piece",
                        verbose_name="pièce",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preuves",
                        to="evaluation.versionbilan",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce d’un bilan",
                "verbose_name_plural": "pièces d’un bilan",
                "ordering": ["version", "action__numero", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("indicateur__isnull", True)),
                        fields=("version", "action", "piece"),
                        name="preuve_bilan_une_fois_par_action",
                        violation_error_message="Cette pièce est déjà jointe à l’action.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("indicateur__isnull", False)),
                        fields=("version", "indicateur", "piece"),
                        name="preuve_bilan_une_fois_par_indicateur",
                        violation_error_message="Cette pièce est déjà jointe à l’indicateur.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="lignebilan",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lignes",
                to="evaluation.versionbilan",
                verbose_name="version",
            ),
        ),
        migrations.CreateModel(
            name="LectureBilan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lue_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="lue le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.contact",
                        verbose_name="lu par",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lectures",
                        to="evaluation.versionbilan",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "lecture d’un bilan",
                "verbose_name_plural": "lectures d’un bilan",
                "ordering": ["version", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "contact"),
                        name="lecture_bilan_unique",
                        violation_error_message="Cette personne a déjà lu cette version.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="lignebilan",
            constraint=models.UniqueConstraint(
                fields=("version", "action"),
                name="ligne_bilan_unique",
                violation_error_message="Cette action est déjà renseignée dans ce bilan.",
            ),
        ),
    ]
