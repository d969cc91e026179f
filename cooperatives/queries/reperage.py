"""The page of repérage: actors by category, first collective meeting, partants (a fixed number of statements)."""

from dataclasses import dataclass, field

from coop.organisations.enums import TypeOrganisation
from cooperatives import guide_opportunite as guide
from cooperatives.enums import CategorieActeur, StatutMembre, StatutReunion, TypeReunion
from cooperatives.models import ActeurRepere, Cooperative, Membre, Reperage, Reunion


@dataclass(slots=True)
class Groupe:
    """One category with its sentence of the guide and its actors."""

    code: str
    titre: str
    phrase: str
    acteurs: list[ActeurRepere] = field(default_factory=list)

    @property
    def invite(self) -> bool:
        """Structures may become members; an élu and the population take part otherwise."""
        return self.code not in (CategorieActeur.ELU, CategorieActeur.POPULATION)


@dataclass(slots=True)
class Lecture:
    notes: Reperage
    groupes: list[Groupe]
    reunion: Reunion | None
    partants: list[Membre]

    @property
    def nombre(self) -> int:
        """How many actors are spotted."""
        return sum(len(groupe.acteurs) for groupe in self.groupes)


ATTENDUS = (StatutMembre.REPERE, StatutMembre.INVITE, StatutMembre.PARTANT)


def reperage(ca: Cooperative) -> Lecture:
    """Everything the page shows (4 statements)."""
    groups = {code: Groupe(code, guide.TITRES[code], guide.CATEGORIES[code]) for code in CategorieActeur}
    rows = ca.acteurs_reperes.select_related("commune", "organisation", "devenu_membre__organisation")
    for row in rows.defer("commune__trace").order_by("libelle", "id"):
        groups[row.categorie].acteurs.append(row)
    meetings = ca.reunions.filter(type=TypeReunion.LANCEMENT).exclude(statut=StatutReunion.ANNULEE)
    partants = ca.membres.filter(statut=StatutMembre.PARTANT).exclude(organisation__type=TypeOrganisation.ARS)
    return Lecture(
        notes=Reperage.objects.filter(ca=ca).first() or Reperage(ca=ca),
        groupes=list(groups.values()),
        reunion=meetings.order_by("prevue_le", "pk").first(),
        partants=list(partants.select_related("organisation").order_by("organisation__recherche")),
    )
