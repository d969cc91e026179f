"""What the portal keeps of its own: the notes that the siège writes over the figures of the région (DOC-REG)."""

from django.db import models
from django.db.models import Q

from coop.versions import Versioned

REGION = "region"


class NoteRegionaleQuerySet(models.QuerySet):
    def publiees(self) -> "NoteRegionaleQuerySet":
        return self.filter(publiee_le__isnull=False)

    def brouillons(self) -> "NoteRegionaleQuerySet":
        return self.filter(publiee_le__isnull=True)


class NoteRegionale(Versioned):
    """One note of a territory for a year or a quarter: a draft holds two texts, a published one all it says, for ever."""

    territoire = models.CharField(
        "territoire", max_length=6, default=REGION
    )  # « region », or the code of a département
    annee = models.PositiveSmallIntegerField("année")
    trimestre = models.PositiveSmallIntegerField("trimestre", default=0)  # 0: the whole year
    numero = models.PositiveSmallIntegerField("numéro", default=1, editable=False)
    introduction = models.TextField("mot d’introduction", blank=True)
    decisions = models.TextField("ce qu’il y a à décider", blank=True)
    publiee_le = models.DateTimeField("publiée le", null=True, blank=True, editable=False)
    publiee_par = models.CharField("publiée par", max_length=200, blank=True, editable=False)
    contenu = models.JSONField("contenu publié", null=True, blank=True, editable=False)

    objects = NoteRegionaleQuerySet.as_manager()

    class Meta:
        verbose_name = "note régionale"
        verbose_name_plural = "notes régionales"
        ordering = ["-annee", "-trimestre", "territoire", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["territoire", "annee", "trimestre", "numero"],
                name="note_regionale_numero_unique",
                violation_error_message="Cette version de la note existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["territoire", "annee", "trimestre"],
                condition=Q(publiee_le__isnull=True),
                name="note_regionale_un_brouillon",
                violation_error_message="Cette note est déjà en préparation.",
            ),
            models.CheckConstraint(
                condition=Q(trimestre__lte=4),
                name="note_regionale_trimestre",
                violation_error_message="Une année a quatre trimestres.",
            ),
            models.CheckConstraint(
                condition=Q(publiee_le__isnull=True, contenu__isnull=True, publiee_par="")
                | (Q(publiee_le__isnull=False, contenu__isnull=False) & ~Q(publiee_par="")),
                name="note_regionale_publiee_entiere",
                violation_error_message="Une note publiée a sa date, son auteur et son contenu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.territoire} {self.annee}-{self.trimestre}, version {self.numero}"
