import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FaitsGardes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ca_id", models.BigIntegerField(unique=True, verbose_name="coopérative")),
                ("jour", models.DateField(verbose_name="jour")),
                ("cle", models.CharField(max_length=60, verbose_name="état du journal")),
                ("faits", models.JSONField(default=list, verbose_name="faits")),
            ],
            options={
                "verbose_name": "faits gardés",
                "verbose_name_plural": "faits gardés",
                "ordering": ["ca_id"],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="nature")),
                ("to", models.EmailField(blank=True, max_length=254, verbose_name="destinataire")),
                ("subject", models.CharField(max_length=250, verbose_name="objet")),
                ("body", models.TextField(verbose_name="texte")),
                ("html", models.TextField(blank=True, verbose_name="version mise en page")),
                ("ca_id", models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="coopérative")),
                ("departement_code", models.CharField(blank=True, max_length=3, verbose_name="département")),
                ("organisation_id", models.BigIntegerField(blank=True, null=True, verbose_name="organisation")),
                ("dedupe_key", models.CharField(blank=True, max_length=200, verbose_name="clé d’unicité")),
                (
                    "state",
                    models.CharField(
                        choices=[("a_envoyer", "à envoyer"), ("envoye", "envoyé"), ("echec", "non remis")],
                        default="a_envoyer",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("error", models.TextField(blank=True, verbose_name="raison")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("resendable", models.BooleanField(default=True, verbose_name="peut repartir")),
                ("created_at", models.DateTimeField(default=coop.horloge.now, verbose_name="créé le")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mails",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "courriel",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dedupe_key", ""), _negated=True),
                        fields=("dedupe_key",),
                        name="mail_dedupe_key_unique",
                        violation_error_message="Ce courriel est déjà parti.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("to", ""), _negated=True), ("state", "echec"), _connector="OR"),
                        name="mail_sans_adresse_en_echec",
                        violation_error_message="Un courriel sans adresse n’est pas envoyé.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="nom du fichier")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("content", models.BinaryField(verbose_name="contenu")),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="notifications.mail",
                        verbose_name="courriel",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce jointe",
                "verbose_name_plural": "pièces jointes",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MiseEnAttente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="règle")),
                ("objet", models.CharField(max_length=80, verbose_name="objet")),
                ("titre", models.CharField(max_length=250, verbose_name="tâche")),
                ("jusqu_au", models.DateField(verbose_name="jusqu’au")),
                ("motif", models.CharField(max_length=250, verbose_name="motif")),
                (
                    "cree_le",
                    models.DateField(default=coop.horloge.today, editable=False, verbose_name="mise en attente le"),
                ),
                ("levee_le", models.DateField(blank=True, editable=False, null=True, verbose_name="reprise le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mises_en_attente",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "mise en attente",
                "verbose_name_plural": "mises en attente",
                "ordering": ["jusqu_au", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("levee_le__isnull", True)),
                        fields=("contact", "code", "objet"),
                        name="mise_en_attente_unique",
                        violation_error_message="Vous avez déjà mis cette tâche en attente.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jusqu_au__gt", models.F("cree_le"))),
                        name="mise_en_attente_jusqu_a_plus_tard",
                        violation_error_message="Choisissez une date à partir de demain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motif", ""), _negated=True),
                        name="mise_en_attente_a_un_motif",
                        violation_error_message="Dites pourquoi vous mettez cette tâche en attente.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreferenceRappel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "frequence",
                    models.CharField(
                        choices=[
                            ("hebdomadaire", "chaque lundi"),
                            ("quotidienne", "chaque matin, s’il y a quelque chose à faire"),
                            ("aucune", "jamais\xa0: je consulte «\xa0À faire\xa0»"),
                        ],
                        default="hebdomadaire",
                        max_length=12,
                        verbose_name="fréquence",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preference_rappel",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "préférence de rappel",
                "verbose_name_plural": "préférences de rappel",
                "ordering": ["contact"],
            },
        ),
        migrations.CreateModel(
            name="FluxCalendrier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, editable=False, verbose_name="créé le")),
                ("revoque_le", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="coupé le")),
                ("lu_le", models.DateField(blank=True, editable=False, null=True, verbose_name="lu le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flux_calendrier",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "flux de calendrier",
                "verbose_name_plural": "flux de calendrier",
                "ordering": ["-cree_le", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoque_le__isnull", True)),
                        fields=("contact",),
                        name="flux_calendrier_un_actif",
                        violation_error_message="Vous avez déjà une adresse de calendrier.",
                    )
                ],
            },
        ),
    ]
