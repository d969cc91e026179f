"""How an objective is joined to the fixed words « afin de proposer » of the préambule (R-CONV-05). Pure.

The words of the model stay as the guide prints them. The guide shows dots there, and an objective is most often written
as an infinitive with its capital: it becomes « de mettre en place… », « d’améliorer… ». Anything else only loses its
capital, unless its first word is an acronym or a compound name.
"""

import re

from coop.ui.typographie import de

_VERBE = re.compile(r"(?:[sS](?:e\s+|[’']))?([^\W\d_]+(?:er|ir|re))(?!\w)", re.IGNORECASE)
_MOT = re.compile(r"[^\s,;:.!?]+")
# Nouns that end as an infinitive does, among those an objective may begin with.
NOMS = {
    "aire", "annuaire", "atelier", "autre", "avenir", "barrière", "cadre", "cahier", "calendrier", "carrière",
    "centre", "chambre", "chantier", "courrier", "couverture", "culture", "devoir", "dossier", "espoir", "fichier",
    "filière", "foyer", "gestionnaire", "infrastructure", "itinéraire", "lecture", "lettre", "levier", "livre",
    "loisir", "lumière", "maire", "manière", "matière", "membre", "mesure", "métier", "nombre", "notre",
    "observatoire", "offre", "ordre", "ouverture", "palier", "panier", "partenaire", "plaisir", "pouvoir",
    "premier", "première", "procédure", "quartier", "quatre", "rencontre", "repère", "répertoire", "savoir",
    "séminaire", "structure", "territoire", "titre",
}  # fmt: skip
H_ASPIRE = {"hausser", "hiérarchiser", "hisser", "heurter", "hâter", "harceler"}


def apres_proposer(objectif: str) -> str:
    """« de mettre en place… », « d’améliorer… », « un accueil… », « ARS… »: what follows « afin de proposer »."""
    texte = objectif.strip()
    verbe = _VERBE.match(texte)
    if verbe and verbe[1].lower() not in NOMS:
        texte = _minuscule(texte)
        muet = texte.startswith("h") and verbe[1].lower() not in H_ASPIRE
        return f"d’{texte}" if muet else de(texte)
    mot = _MOT.match(texte)
    return _minuscule(texte) if mot and mot[0][1:] == mot[0][1:].lower() else texte


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]
