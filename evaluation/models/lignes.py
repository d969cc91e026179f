"""One row of the 35-column table per action (R-EVA-12), and the readings of its indicators."""

from django.db import models
from django.db.models import Q

from conventions.models import FicheAction, Indicateur
from coop.territories.models import Commune
from cooperatives.models import Public
from evaluation.enums import LevierISTS, RaisonSansValeur, Reponse
from evaluation.models.bilan import VersionBilan


class LigneBilan(models.Model):
    """What a party says of one action for one quarter. No answer is ever preselected (decisions.md 26)."""

    version = models.ForeignKey(VersionBilan, models.CASCADE, related_name="lignes", verbose_name="version")
    action = models.ForeignKey(FicheAction, models.PROTECT, related_name="lignes_bilan", verbose_name="action")
    objectifs_poursuivis = models.TextField("Objectifs poursuivis", blank=True)
    resultats_attendus = models.TextField("Résultats attendus", blank=True)
    publics = models.ManyToManyField(Public, blank=True, related_name="+", verbose_name="Publics cibles")
    public_autre = models.CharField("Si autre public cible, précisez", max_length=200, blank=True)
    beneficiaires_cibles = models.PositiveIntegerField("Nombre de bénéficiaires ciblés", null=True, blank=True)
    territoire = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Territoire d’intervention"
    )
    ressources = models.CharField(
        "Les ressources ont été mobilisées comme prévu", max_length=8, choices=Reponse, blank=True
    )
    ressources_pourquoi = models.TextField("Pourquoi ?", blank=True)
    groupes = models.CharField(
        "Les groupes cibles ont été atteints comme prévu", max_length=8, choices=Reponse, blank=True
    )
    groupes_pourquoi = models.TextField("Pourquoi ?", blank=True)
    realisation = models.CharField(
        "Les actions ont été réalisées et sont conformes à la programmation", max_length=8, choices=Reponse, blank=True
    )
    realisation_pourquoi = models.TextField("Pourquoi ?", blank=True)
    objectifs = models.CharField("Les objectifs cibles ont été atteints", max_length=8, choices=Reponse, blank=True)
    objectifs_pourquoi = models.TextField("Justifiez, éléments clés", blank=True)
    dynamique = models.CharField("améliorer la dynamique de coopération", max_length=8, choices=Reponse, blank=True)
    dynamique_aspects = models.TextField("Sur quels aspects ?", blank=True)
    pratiques = models.CharField("l’amélioration des pratiques", max_length=8, choices=Reponse, blank=True)
    pratiques_aspects = models.TextField("Sur quels aspects ?", blank=True)
    ists = models.CharField(
        "activer des leviers permettant d’agir sur les ISTS", max_length=8, choices=Reponse, blank=True
    )
    ists_autre = models.CharField("Autre levier", max_length=200, blank=True)
    parcours = models.CharField(
        "l’amélioration du parcours de santé des bénéficiaires", max_length=8, choices=Reponse, blank=True
    )
    parcours_aspects = models.TextField("Sur quels aspects ?", blank=True)
    freins = models.TextField("Freins identifiés", blank=True)
    leviers = models.TextField("Leviers identifiés", blank=True)
    pistes = models.TextField("Pistes d’amélioration", blank=True)
    recueil_qualitatif = models.TextField("Recueil qualitatif\u00a0: efficacité, impact", blank=True)
    effets_non_attendus = models.TextField("Effets non attendus", blank=True)
    inchangee = models.BooleanField("reprise du trimestre précédent", default=False)
    # Codes of the answers taken over one by one with « Inchangé »: printed, never queried.
    reprises = models.JSONField("réponses inchangées", default=list, blank=True, editable=False)
    # Optimistic lock of the row: two people may fill two actions of the same draft at once.
    revision = models.PositiveIntegerField("révision", default=1, editable=False)

    class Meta:
        verbose_name = "ligne de suivi"
        verbose_name_plural = "lignes de suivi"
        ordering = ["version", "action__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "action"],
                name="ligne_bilan_unique",
                violation_error_message="Cette action est déjà renseignée dans ce bilan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} – {self.action}"


class LevierActive(models.Model):
    """A lever against ISTS ticked in column 30."""

    ligne = models.ForeignKey(LigneBilan, models.CASCADE, related_name="leviers_ists", verbose_name="ligne")
    levier = models.CharField("levier", max_length=20, choices=LevierISTS)

    class Meta:
        verbose_name = "levier activé"
        verbose_name_plural = "leviers activés"
        ordering = ["ligne", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ligne", "levier"],
                name="levier_active_unique",
                violation_error_message="Ce levier est déjà coché.",
            )
        ]

    def __str__(self) -> str:
        return self.get_levier_display()


class Releve(models.Model):
    """The reading of an indicator in a version: a value or the reason there is none, never text in a number.

    `modalite` is '' for the whole; later values break the reading down (public, territoire…).
    `cible` keeps the target as it stood when the reading was made.
    """

    version = models.ForeignKey(VersionBilan, models.CASCADE, related_name="releves", verbose_name="version")
    indicateur = models.ForeignKey(Indicateur, models.PROTECT, related_name="releves", verbose_name="indicateur")
    modalite = models.CharField("modalité", max_length=60, blank=True, default="")
    valeur = models.DecimalField("réalisé", max_digits=14, decimal_places=2, null=True, blank=True)
    texte = models.TextField("constat", blank=True)
    raison = models.CharField("raison de l’absence", max_length=16, choices=RaisonSansValeur, blank=True)
    commentaire = models.CharField("commentaire", max_length=300, blank=True)
    cible = models.DecimalField("prévu", max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "relevé"
        ordering = ["version", "indicateur__type", "indicateur__numero", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "indicateur", "modalite"],
                name="releve_unique",
                violation_error_message="Cet indicateur est déjà relevé.",
            ),
            models.CheckConstraint(
                condition=Q(valeur__isnull=True) | Q(raison=""),
                name="releve_valeur_ou_raison",
                violation_error_message="Donnez une valeur ou une raison, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicateur} : {self.valeur if self.valeur is not None else self.get_raison_display()}"
