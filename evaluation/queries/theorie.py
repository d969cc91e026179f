"""The théorie d'action as one reads it: the tree of the programme in mirror of its effects, with its drawing."""

from collections import defaultdict
from dataclasses import dataclass, field

from conventions.enums import NiveauObjectif
from conventions.models import Objectif
from coop.ui.charts import Bande, Graphique, Reflet, miroir
from cooperatives.models import Cooperative
from evaluation.enums_evaluation import NiveauEffet
from evaluation.models import Effet
from evaluation.models.theorie import MIROIR
from evaluation.queries.etapes_evaluation import arbre

GAUCHE = {
    NiveauObjectif.GENERAL: "Objectif général",
    NiveauObjectif.SPECIFIQUE: "Objectifs spécifiques (stratégiques)",
    NiveauObjectif.OPERATIONNEL: "Objectifs opérationnels",
}
DROITE = {
    NiveauEffet.IMPACT_GLOBAL: "Impact global",
    NiveauEffet.IMPACT_INTERMEDIAIRE: "Impacts intermédiaires",
    NiveauEffet.REALISATION: "Réalisations",
}


@dataclass(slots=True)
class LigneMiroir:
    """One objective (None: effects attached to none) beside its effects."""

    objectif: Objectif | None
    effets: list[Effet] = field(default_factory=list)
    parent: Objectif | None = None

    @property
    def ancre(self) -> str:
        return f"objectif-{self.objectif.pk if self.objectif else 0}"

    @property
    def nom(self) -> str:
        """« Objectif opérationnel 2 », or « Sans objectif »."""
        if self.objectif is None:
            return "Sans objectif"
        said = str(self.objectif.get_niveau_display()).capitalize()
        return said if self.objectif.niveau == NiveauObjectif.GENERAL else f"{said} {self.objectif.numero}"

    @property
    def reflet(self) -> Reflet:
        """What the drawing writes."""
        effets = [(effet.libelle, effet.mots, effet.attendu) for effet in self.effets]
        return Reflet(
            f"{self.nom}{f', {self.sert}' if self.sert else ''}", self.objectif.libelle if self.objectif else "", effets
        )

    @property
    def sert(self) -> str:
        """« sert l’objectif spécifique 1 », for an operational objective."""
        if self.parent is None or self.parent.niveau == NiveauObjectif.GENERAL:
            return ""
        return f"sert l’{self.parent.get_niveau_display()} {self.parent.numero}"


@dataclass(slots=True)
class Niveau:
    """One level of the mirror: objectives at the left, effects at the right."""

    niveau: NiveauEffet
    gauche: str
    droite: str
    lignes: list[LigneMiroir]

    @property
    def bande(self) -> Bande:
        return Bande(self.gauche, self.droite, [row.reflet for row in self.lignes])


@dataclass(frozen=True, slots=True)
class Theorie:
    niveaux: list[Niveau]
    effets: list[Effet]

    @property
    def sans_effet(self) -> list[LigneMiroir]:
        """Objectives that nothing is expected of yet."""
        return [row for level in self.niveaux for row in level.lignes if row.objectif and not row.effets]

    @property
    def non_attendus(self) -> list[Effet]:
        return [effet for effet in self.effets if not effet.attendu]

    @property
    def dessin(self) -> Graphique:
        """The mirror drawn; its table is the page itself."""
        return miroir("Théorie d’action", [level.bande for level in self.niveaux])

    @property
    def dessins(self) -> list[Graphique]:
        """The same, one drawing a level, so that a sheet of paper holds each."""
        return [
            miroir(f"{level.gauche}, {level.droite.lower()}", [level.bande]) for level in self.niveaux if level.lignes
        ]


def lire(ca: Cooperative) -> Theorie:
    """The mirror (3 statements, but for an avenant signed ahead)."""
    objectifs = arbre(ca)
    effets = list(Effet.objects.filter(evaluation__ca=ca).order_by("pk"))
    by_id = {row.pk: row for row in objectifs}
    of: dict[int | None, list[Effet]] = defaultdict(list)
    for effet in effets:
        of[effet.objectif_id].append(effet)
    levels = []
    for objective, effect in MIROIR.items():
        rows = [LigneMiroir(row, of[row.pk], by_id.get(row.parent_id)) for row in objectifs if row.niveau == objective]
        rows.sort(key=lambda row: (row.parent.numero if row.parent else 0, row.objectif.numero))
        if alone := [effet for effet in of[None] if effet.niveau == effect]:
            rows.append(LigneMiroir(None, alone))
        levels.append(Niveau(effect, GAUCHE[objective], DROITE[effect], rows))
    return Theorie(levels, effets)
