"""A target of CA-78 revised by a decision of its last comité de pilotage (fictitious figures, fictitious structure)."""

from decimal import Decimal

from conventions.models import Indicateur
from conventions.queries.cibles import quarts_a_venir
from conventions.workflows import cibles, citations
from cooperatives.models import Decision
from portail.demo.joueur import Partie

MOTIF = "La maraude du samedi matin ajoute des rencontres (motif fictif)."


def reviser(partie: Partie, libelle: str, valeur: int) -> None:
    """From the quarter under way, citing the decision that opened the maraude of Saturday."""
    row = Indicateur.objects.select_related("action__programme__ca", "action__promoteur").get(
        libelle=libelle, action__programme__ca=partie.ca
    )
    decision = Decision.objects.filter(ca=partie.ca, texte__icontains="maraude").latest("numero")
    with partie.le(partie.jour):
        quart = quarts_a_venir(row.action.programme, partie.jour)[0]
        cibles.revise(row, actor=partie.dd, valeur=Decimal(valeur), depuis=quart.debut, motif=MOTIF, decision=decision)
        citations.relier(decision, actor=partie.dd, actions=[row.action], indicateurs=[row])
