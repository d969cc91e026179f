"""Indicators IP, IA, IR, set before the programme starts (R-EVA-02, article 4.2)."""

from django.db import models
from django.db.models import Q

from conventions.enums import NatureIndicateur, Sens, SousTypeIR, TypeIndicateur
from conventions.models.action import FicheAction
from coop import horloge
from coop.historique import Historique
from coop.versions import Versioned


class Indicateur(Versioned):
    """What is measured for one action, against which baseline and target, from which source."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="indicateurs", verbose_name="action")
    type = models.CharField("type", max_length=2, choices=TypeIndicateur)
    sous_type = models.CharField("nature du résultat", max_length=14, choices=SousTypeIR, blank=True)
    numero = models.PositiveSmallIntegerField("numéro", default=1, editable=False)
    libelle = models.CharField("indicateur", max_length=250)
    nature = models.CharField("recueil", max_length=12, choices=NatureIndicateur, default=NatureIndicateur.QUANTITATIF)
    unite = models.CharField("unité", max_length=40, blank=True)
    sens = models.CharField("sens", max_length=8, choices=Sens, default=Sens.HAUSSE)
    valeur_initiale = models.DecimalField("valeur de départ", max_digits=12, decimal_places=2, null=True, blank=True)
    valeur_cible = models.DecimalField(
        "valeur prévue par trimestre", max_digits=12, decimal_places=2, null=True, blank=True
    )
    beneficiaires = models.BooleanField("compte des bénéficiaires", default=False)
    sources_methodes = models.TextField("sources et méthodes à mobiliser")
    defini_le = models.DateField("défini le", default=horloge.today, editable=False)
    history = Historique()

    class Meta:
        verbose_name = "indicateur"
        ordering = ["action", "type", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "type", "numero"],
                name="indicateur_numero_unique",
                violation_error_message="Un autre indicateur de ce type porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=(Q(type="ir") & ~Q(sous_type="")) | (~Q(type="ir") & Q(sous_type="")),
                name="indicateur_sous_type_si_et_seulement_si_ir",
                violation_error_message="Précisez résultat intermédiaire ou final pour un indicateur de résultats, et seulement pour lui.",
            ),
            models.CheckConstraint(
                condition=Q(beneficiaires=False) | Q(type="ia", nature="quantitatif"),
                name="indicateur_beneficiaires_est_un_ia_quantitatif",
                violation_error_message="Seul un indicateur d’activité chiffré peut compter des bénéficiaires.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
