"""The regional text of the convention (R-CONV-05), in versions that the siège writes, and where a CA departs from it."""

from datetime import date

from django.db import models
from django.db.models import Q

from conventions.models.convention import Convention
from coop import horloge
from coop.versions import Versioned


class GabaritQuerySet(models.QuerySet):
    def en_vigueur(self, on: date | None = None) -> "list[GabaritArticle]":
        """The version of each block that applies on a day, in the order of the document (1 statement)."""
        day = on or horloge.today()
        latest: dict[str, GabaritArticle] = {}
        for row in self.filter(en_vigueur_depuis__lte=day).order_by("version"):
            latest[row.code] = row
        return sorted(latest.values(), key=lambda row: row.ordre)


class GabaritArticle(models.Model):
    """One block of the fixed text in one version; the text is a Django template with declared variables."""

    code = models.SlugField("bloc", max_length=30)
    version = models.PositiveSmallIntegerField("version", default=1)
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=150, blank=True)
    texte = models.TextField("texte")
    en_vigueur_depuis = models.DateField("en vigueur depuis", default=horloge.today)
    # Version 1 is the guide's: nobody of the siège wrote it, nor has to say why.
    motif = models.TextField("ce qui change et pourquoi", blank=True)
    redige_par = models.CharField("rédigé par", max_length=200, blank=True, editable=False)

    objects = GabaritQuerySet.as_manager()

    class Meta:
        verbose_name = "gabarit de la convention"
        verbose_name_plural = "gabarits de la convention"
        ordering = ["ordre", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="gabarit_version_unique",
                violation_error_message="Ce bloc a déjà cette version.",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(motif=""),
                name="gabarit_nouvelle_version_motivee",
                violation_error_message="Dites ce qui change et pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom}, version {self.version}"

    @property
    def nom(self) -> str:
        """What the block is called in a list: its title, where that says enough."""
        return {"titre": "Titre de la convention", "parties": "Les parties"}.get(self.code, self.titre)


class AdaptationBloc(Versioned):
    """Where one convention departs from the regional text: a whole block rewritten, with its reason."""

    convention = models.ForeignKey(Convention, models.CASCADE, related_name="adaptations", verbose_name="convention")
    code = models.SlugField("bloc", max_length=30)
    texte = models.TextField("texte")
    motif = models.TextField("motif")
    # The version of the model that was rewritten: when a later one comes, the coordination is told to read it.
    gabarit = models.PositiveSmallIntegerField("version du modèle adaptée", editable=False)
    redigee_par = models.CharField("rédigée par", max_length=200, editable=False)
    redigee_le = models.DateTimeField("rédigée le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "adaptation du modèle"
        verbose_name_plural = "adaptations du modèle"
        ordering = ["convention", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "code"],
                name="adaptation_unique_par_bloc",
                violation_error_message="Ce passage est déjà adapté pour cette convention.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="adaptation_a_un_motif",
                violation_error_message="Dites pourquoi la convention s’écarte du modèle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention}\u00a0: {self.code}"
