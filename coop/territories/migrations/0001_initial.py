import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Departement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("recherche", models.CharField(db_index=True, editable=False, max_length=200)),
                ("nom_dd", models.CharField(max_length=150, verbose_name="délégation")),
                ("chef_lieu", models.CharField(blank=True, max_length=100, verbose_name="chef-lieu")),
                (
                    "titre_signataire",
                    models.CharField(
                        default="Le Délégué départemental", max_length=100, verbose_name="titre du signataire"
                    ),
                ),
                (
                    "complement_nom",
                    models.CharField(
                        blank=True,
                        help_text="«\xa0des Yvelines\xa0», «\xa0du Val-de-Marne\xa0»…",
                        max_length=60,
                        verbose_name="complément de nom",
                    ),
                ),
                ("population", models.PositiveIntegerField(default=0, verbose_name="population")),
                ("trace", models.TextField(blank=True, editable=False, verbose_name="tracé SVG")),
            ],
            options={
                "verbose_name": "département",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Serie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True, verbose_name="code")),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("unite", models.CharField(blank=True, max_length=30, verbose_name="unité")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                (
                    "ponderation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "ne se moyenne pas"),
                            ("population", "population municipale"),
                            ("fiscales", "personnes des ménages fiscaux"),
                            ("somme", "se somme"),
                        ],
                        max_length=12,
                        verbose_name="pondération",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="précaution de lecture")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "série de référence",
                "verbose_name_plural": "séries de référence",
                "ordering": ["ordre", "code"],
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("recherche", models.CharField(db_index=True, editable=False, max_length=200)),
                ("population", models.PositiveIntegerField(default=0, verbose_name="population")),
                ("codes_postaux", models.CharField(blank=True, max_length=200, verbose_name="codes postaux")),
                ("longitude", models.DecimalField(decimal_places=5, max_digits=8, null=True, verbose_name="longitude")),
                ("latitude", models.DecimalField(decimal_places=5, max_digits=8, null=True, verbose_name="latitude")),
                ("trace", models.TextField(blank=True, editable=False, verbose_name="tracé SVG")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territories.commune",
                        verbose_name="commune de l’arrondissement",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune",
                "ordering": ["recherche"],
            },
        ),
        migrations.CreateModel(
            name="Intercommunalite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("recherche", models.CharField(db_index=True, editable=False, max_length=200)),
                ("nature", models.CharField(max_length=10, verbose_name="nature")),
                ("population", models.PositiveIntegerField(default=0, verbose_name="population en Île-de-France")),
                (
                    "communes",
                    models.ManyToManyField(
                        related_name="intercommunalites", to="territories.commune", verbose_name="communes"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territories.intercommunalite",
                        verbose_name="métropole",
                    ),
                ),
            ],
            options={
                "verbose_name": "intercommunalité",
                "ordering": ["nom"],
            },
        ),
        migrations.CreateModel(
            name="Quartier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("recherche", models.CharField(db_index=True, editable=False, max_length=200)),
                ("geographie", models.PositiveSmallIntegerField(verbose_name="géographie")),
                ("population", models.PositiveIntegerField(null=True, verbose_name="population")),
                (
                    "retire",
                    models.BooleanField(
                        default=False,
                        help_text="Un quartier retiré n’est plus proposé\xa0; ce qui le citait le cite toujours.",
                        verbose_name="retiré de la liste officielle",
                    ),
                ),
                (
                    "communes",
                    models.ManyToManyField(related_name="quartiers", to="territories.commune", verbose_name="communes"),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quartiers",
                        to="territories.departement",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "quartier prioritaire",
                "verbose_name_plural": "quartiers prioritaires",
                "ordering": ["recherche"],
            },
        ),
        migrations.CreateModel(
            name="ValeurReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "niveau",
                    models.CharField(
                        choices=[
                            ("com", "commune"),
                            ("qpv", "quartier prioritaire"),
                            ("epci", "intercommunalité"),
                            ("dep", "département"),
                            ("reg", "région"),
                        ],
                        max_length=4,
                        verbose_name="niveau",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code du territoire")),
                ("valeur", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="valeur")),
                (
                    "estimee",
                    models.BooleanField(default=False, verbose_name="moyenne calculée, non publiée par le producteur"),
                ),
                (
                    "couverture",
                    models.DecimalField(
                        decimal_places=1, max_digits=5, null=True, verbose_name="part de population couverte"
                    ),
                ),
                (
                    "serie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="valeurs",
                        to="territories.serie",
                        verbose_name="série",
                    ),
                ),
            ],
            options={
                "verbose_name": "valeur de référence",
                "verbose_name_plural": "valeurs de référence",
                "ordering": ["serie", "niveau", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("serie", "niveau", "code"),
                        name="valeur_reference_unique",
                        violation_error_message="Cette série a déjà une valeur pour ce territoire.",
                    )
                ],
            },
        ),
    ]
