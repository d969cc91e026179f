"""Words of the financing of a coopérative (domain.md §2.15)."""

from django.db.models import TextChoices


class StatutBudget(TextChoices):
    BROUILLON = "brouillon", "en préparation"
    VALIDE = "valide", "validée"


class NatureLigne(TextChoices):
    """What an allocation pays: an action, or the ingénierie that makes the coopérative live (R-FIN-13)."""

    ACTION = "action", "action"
    COORDINATION = "coordination", "coordination et ingénierie"


class Instrument(TextChoices):
    """The act that carries a subsidy, by the threshold of the year (R-FIN-02, R-FIN-03)."""

    DECISION = "decision", "décision d’attribution de subvention"
    CONVENTION = "convention", "convention «\u00a0classique\u00a0»"


class StatutEngagement(TextChoices):
    PROPOSE = "propose", "proposé"
    DECIDE = "decide", "décidé"
    NOTIFIE = "notifie", "notifié"
    SOLDE = "solde", "soldé"
    ANNULE = "annule", "annulé"


class OrigineFinancement(TextChoices):
    """Where the money comes from when it is not the ARS's for the programme (R-FIN-09)."""

    EXISTANT = "existant", "financement existant conservé"
    AUTRE = "autre", "autre financeur"
