import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coop.documents.models
import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                ("subject_id", models.CharField(max_length=40, verbose_name="objet")),
                ("ca_id", models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="coopérative")),
                ("departement_code", models.CharField(blank=True, max_length=3, verbose_name="département")),
                (
                    "organisation_id",
                    models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="organisation"),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant")),
                ("original_name", models.CharField(max_length=200, verbose_name="nom d’origine")),
                ("media_type", models.CharField(max_length=100, verbose_name="type")),
                ("file", models.FileField(upload_to=coop.documents.models.random_key, verbose_name="fichier")),
                ("size", models.PositiveIntegerField(verbose_name="taille en octets")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("uploaded_at", models.DateTimeField(default=coop.horloge.now, verbose_name="déposé le")),
                ("uploaded_by", models.CharField(max_length=200, verbose_name="déposé par")),
            ],
            options={
                "verbose_name": "pièce déposée",
                "verbose_name_plural": "pièces déposées",
                "ordering": ["-uploaded_at", "-id"],
                "indexes": [models.Index(fields=["kind", "subject_id"], name="documents_p_kind_d508c0_idx")],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                ("subject_id", models.CharField(max_length=40, verbose_name="objet")),
                ("ca_id", models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="coopérative")),
                ("departement_code", models.CharField(blank=True, max_length=3, verbose_name="département")),
                (
                    "organisation_id",
                    models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="organisation"),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant")),
                ("title", models.CharField(max_length=250, verbose_name="titre")),
                ("filename", models.CharField(max_length=150, verbose_name="nom du fichier")),
                ("params", models.JSONField(blank=True, default=dict, verbose_name="paramètres")),
                ("final", models.BooleanField(default=False, verbose_name="version définitive")),
                ("template_version", models.CharField(blank=True, max_length=40, verbose_name="version du modèle")),
                ("content_hash", models.CharField(blank=True, max_length=64, verbose_name="empreinte du contenu")),
                (
                    "requester_contact_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="contact demandeur"),
                ),
                ("requested_at", models.DateTimeField(default=coop.horloge.now, verbose_name="demandé le")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("en_attente", "en attente"),
                            ("en_cours", "en préparation"),
                            ("pret", "prêt"),
                            ("echec", "en échec"),
                        ],
                        default="en_attente",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="réservé jusqu’à")),
                ("error", models.TextField(blank=True, verbose_name="raison de l’échec")),
                (
                    "file",
                    models.FileField(blank=True, upload_to=coop.documents.models.random_key, verbose_name="fichier"),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="empreinte du fichier")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="taille en octets")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="prêt le")),
                (
                    "requester",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="demandeur",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "ordering": ["-requested_at", "-id"],
                "indexes": [
                    models.Index(fields=["kind", "subject_id"], name="documents_d_kind_5a1cdc_idx"),
                    models.Index(fields=["requester", "-requested_at"], name="documents_d_request_650ca8_idx"),
                    models.Index(
                        condition=models.Q(("state__in", ["en_attente", "en_cours"])),
                        fields=["state", "requested_at"],
                        name="document_a_faire",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "pret"), _negated=True),
                            models.Q(models.Q(("file", ""), _negated=True), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="document_pret_a_un_fichier",
                        violation_error_message="Un document prêt a un fichier et son empreinte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "echec"), _negated=True),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_echec_a_une_raison",
                        violation_error_message="Un échec dit pourquoi.",
                    ),
                ],
            },
        ),
    ]
