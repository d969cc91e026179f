"""Answers to the référentiel: finding, judgement, evidence of each critère and indicator kept (domain.md §4.4)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.documents.models import Piece
from evaluation.models.cadre import ReponseJugee
from evaluation.models.evaluation_ca import SelectionCritere, SelectionIndicateur


class ReponseReferentiel(ReponseJugee):
    """What is found and judged of a critère kept, or of one of its indicators."""

    critere = models.ForeignKey(SelectionCritere, models.CASCADE, related_name="reponses", verbose_name="critère")
    indicateur = models.ForeignKey(
        SelectionIndicateur, models.CASCADE, null=True, blank=True, related_name="reponses", verbose_name="indicateur"
    )

    class Meta:
        verbose_name = "réponse au référentiel"
        verbose_name_plural = "réponses au référentiel"
        ordering = ["critere", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["critere"],
                condition=Q(indicateur__isnull=True),
                name="reponse_critere_unique",
                violation_error_message="Ce critère a déjà sa réponse.",
            ),
            models.UniqueConstraint(
                fields=["indicateur"],
                name="reponse_indicateur_unique",
                violation_error_message="Cet indicateur a déjà sa réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"Réponse\u00a0: {self.indicateur or self.critere}"

    @property
    def ecrite(self) -> bool:
        return bool(self.constat or self.jugement)


class PreuveReponse(models.Model):
    """What an answer leans on: a figure the platform knew that day, or a file.

    The figure is kept as it was when cited, with the page that tells it; `cle` is that of the fact.
    """

    reponse = models.ForeignKey(ReponseReferentiel, models.CASCADE, related_name="preuves", verbose_name="réponse")
    cle = models.CharField("fait", max_length=40, blank=True, editable=False)
    libelle = models.CharField("preuve", max_length=200)
    valeur = models.TextField("ce qu’elle dit", blank=True)
    source = models.CharField("page", max_length=300, blank=True, editable=False)
    montant = models.BooleanField("tient un montant", default=False, editable=False)
    piece = models.ForeignKey(Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pièce")
    jour = models.DateField("citée le", default=horloge.today)

    class Meta:
        verbose_name = "preuve"
        ordering = ["reponse", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reponse", "cle"],
                condition=~Q(cle=""),
                name="preuve_reponse_citee_une_fois",
                violation_error_message="Ce fait est déjà cité.",
            ),
            models.CheckConstraint(
                condition=~Q(libelle=""),
                name="preuve_reponse_nommee",
                violation_error_message="Donnez un intitulé à la pièce.",
            ),
            models.CheckConstraint(
                condition=~Q(cle="", piece__isnull=True),
                name="preuve_reponse_fait_ou_piece",
                violation_error_message="Citez un fait ou joignez une pièce.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
