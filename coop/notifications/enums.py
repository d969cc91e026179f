"""Words of the alerts (domain.md §6)."""

from enum import StrEnum

from django.db.models import TextChoices


class Niveau(StrEnum):
    """Where the duty comes from: an **O** rule, an **R** rule, or a mere fact."""

    OBLIGATION = "obligation"
    CONSEIL = "conseil"
    INFORMATION = "information"


class Urgence(StrEnum):
    """Levels of domain.md §6: an obligation in danger, a point of vigilance, an information."""

    URGENT = "U"
    VIGILANCE = "V"
    INFORMATION = "I"


class Public(StrEnum):
    """Who an alert is for, in the letters of domain.md §6."""

    COORDINATION = "C"
    COPILOTES = "CP"
    DELEGUE = "DG"
    SIEGE = "S"
    PARTIE = "P"  # the people of the organisation the fact names
    PERSONNE = "X"  # the one person the fact names


class Frequence(TextChoices):
    """How often somebody wants « Mon récapitulatif » by mail."""

    HEBDOMADAIRE = "hebdomadaire", "chaque lundi"
    QUOTIDIENNE = "quotidienne", "chaque matin, s’il y a quelque chose à faire"
    AUCUNE = "aucune", "jamais\u00a0: je consulte «\u00a0À faire\u00a0»"


QUALITES = {
    Public.COORDINATION: "vous coordonnez cette coopérative pour la délégation départementale",
    Public.COPILOTES: "vous co-pilotez cette coopérative",
    Public.DELEGUE: "vous êtes délégué départemental de son département",
    Public.SIEGE: "vous suivez la région au siège",
    Public.PARTIE: "vous parlez au nom de l’organisation concernée",
    Public.PERSONNE: "cette tâche vous nomme",
}
DESTINATAIRES = {
    Public.COORDINATION: "coordination de la délégation",
    Public.COPILOTES: "co-pilotes",
    Public.DELEGUE: "délégué départemental",
    Public.SIEGE: "siège",
    Public.PARTIE: "organisation concernée",
    Public.PERSONNE: "personne nommée",
}
