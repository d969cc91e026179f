"""What every evaluation has, of a coopérative or of the région: its frame, and answers that find and judge."""

from django.db import models

from coop.organisations.models import Contact
from coop.versions import Versioned
from evaluation.enums_evaluation import Jugement, MomentEvaluation


class CadreEvaluation(Versioned):
    """When, by whom, to what end; efficacité and utilité are what one wants to measure first (R-EVCA-06)."""

    moment = models.CharField("moment de l’évaluation", max_length=8, choices=MomentEvaluation, blank=True)
    charge = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="chargé d’évaluation"
    )
    objectifs = models.TextField("objectifs de l’évaluation", blank=True)
    pertinence = models.BooleanField("pertinence", default=False)
    coherence = models.BooleanField("cohérence", default=False)
    efficacite = models.BooleanField("efficacité", default=True)
    efficience = models.BooleanField("efficience", default=False)
    utilite = models.BooleanField("utilité", default=True)

    class Meta:
        abstract = True


class ReponseJugee(Versioned):
    """What was found, and the judgement it leads to."""

    constat = models.TextField("constat", blank=True)
    jugement = models.CharField("jugement", max_length=14, choices=Jugement, blank=True)

    class Meta:
        abstract = True
