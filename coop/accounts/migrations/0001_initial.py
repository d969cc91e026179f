import django.db.models.deletion
from django.db import migrations, models

import coop.horloge


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("organisations", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="adresse électronique")),
                ("is_staff", models.BooleanField(default=False, verbose_name="accède à l’administration")),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("date_joined", models.DateTimeField(default=coop.horloge.now, verbose_name="ouvert le")),
                ("derniere_visite", models.DateTimeField(editable=False, null=True, verbose_name="dernière visite")),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "compte",
                "ordering": ["email"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("ca_id", models.BigIntegerField(blank=True, null=True, verbose_name="coopérative")),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, verbose_name="envoyée le")),
                ("expire_le", models.DateTimeField(verbose_name="expire le")),
                ("acceptee_le", models.DateTimeField(blank=True, null=True, verbose_name="acceptée le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["-cree_le"],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("siege", "siège de l’ARS"),
                            ("coordinateur_dd", "coordination DD/PPS"),
                            ("delegue", "délégué départemental"),
                            ("partenaire", "représentant d’une organisation"),
                            ("evaluateur", "évaluateur"),
                            ("lecteur", "lecteur"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                ("debut", models.DateField(default=coop.horloge.today, verbose_name="début")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="fin")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandat",
                "ordering": ["role", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"),
                        name="mandate_dates_ordonnees",
                        violation_error_message="La fin du mandat suit son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("departement__isnull", True),
                                ("organisation__isnull", True),
                                ("role__in", ["siege", "lecteur"]),
                            ),
                            models.Q(
                                ("departement__isnull", False),
                                ("organisation__isnull", True),
                                ("role__in", ["coordinateur_dd", "delegue"]),
                            ),
                            models.Q(
                                ("departement__isnull", True), ("organisation__isnull", False), ("role", "partenaire")
                            ),
                            models.Q(("organisation__isnull", True), ("role", "evaluateur")),
                            _connector="OR",
                        ),
                        name="mandate_perimetre_selon_role",
                        violation_error_message="Le périmètre du mandat ne convient pas à ce rôle.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "usage",
                    models.CharField(
                        choices=[
                            ("signer", "signer une convention"),
                            ("bilan", "remplir un bilan trimestriel"),
                            ("reunion", "répondre à une convocation"),
                            ("confirmer", "confirmer une saisie"),
                            ("fiche", "écrire une fiche-action"),
                            ("avis", "donner un avis sur un diagnostic"),
                            ("prioriser", "prioriser les besoins d’un diagnostic"),
                        ],
                        max_length=20,
                        verbose_name="usage",
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="objet")),
                ("content_version", models.CharField(blank=True, max_length=64, verbose_name="version du contenu")),
                ("ca_id", models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name="coopérative")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("cree_le", models.DateTimeField(default=coop.horloge.now, verbose_name="créé le")),
                ("expire_le", models.DateTimeField(verbose_name="expire le")),
                ("revoque_le", models.DateTimeField(blank=True, null=True, verbose_name="révoqué le")),
                ("premier_usage_le", models.DateTimeField(blank=True, null=True, verbose_name="premier usage le")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="liens",
                        to="organisations.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "lien personnel",
                "verbose_name_plural": "liens personnels",
                "ordering": ["-cree_le"],
                "indexes": [models.Index(fields=["usage", "object_id"], name="accounts_pe_usage_76855f_idx")],
            },
        ),
    ]
