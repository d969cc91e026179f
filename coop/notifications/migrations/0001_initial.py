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
    ]
