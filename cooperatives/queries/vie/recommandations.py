"""The twenty-nine recommendations with what a coopérative, a délégation or the region says of each."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from coop.territories.models import Departement
from cooperatives.enums_vie import FamilleRecommandation, StatutRecommandation
from cooperatives.models import Cooperative, Recommandation, SuiviRecommandation
from cooperatives.workflows.vie.recommandations import DE_LA_CA, DE_LA_DD, DE_LA_REGION

# Where a coopérative does what a recommendation asks: number → page, words of the link.
OU = {
    6: ("opportunite", "Articulation avec les dispositifs"),
    7: ("opportunite", "Articulation avec les dispositifs"),
    10: ("organisation", "Organisation de la coopérative"),
    11: ("charte", "Charte de coopération"),
    13: ("opportunite", "Articulation avec les dispositifs"),
    16: ("participation", "Participation des habitants"),
    19: ("retours", "Retours d’expérience"),
    20: ("territoire", "Territoire"),
    21: ("opportunite", "Les dix principes de choix"),
    22: ("opportunite", "Articulation avec les dispositifs"),
    24: ("membres", "Élus associés"),
    25: ("membres", "Engagement des directions"),
    26: ("membres", "Membres"),
    27: ("membres", "Qui fait quoi\u00a0?"),
}


@dataclass(slots=True)
class Ligne:
    """One recommendation and the follow-up asked for; `comptes` says how the coopératives stand."""

    recommandation: Recommandation
    suivi: SuiviRecommandation | None
    comptes: list[tuple[str, int]] = field(default_factory=list)
    delegations: list[SuiviRecommandation] = field(default_factory=list)
    modifiable: bool = False

    @property
    def ou(self) -> tuple[str, str]:
        """The page where it is done and the words that lead there, when there is one."""
        name, words = OU.get(self.recommandation.numero, ("", ""))
        return f"cooperatives:{name}" if name else "", words


@dataclass(slots=True)
class Famille:
    nom: str
    lignes: list[Ligne]


def de_la_ca(ca: Cooperative) -> list[Famille]:
    """Those a coopérative follows (2 statements)."""
    known = {row.recommandation_id: row for row in ca.suivis_recommandations.all()}
    rows = Recommandation.objects.filter(niveau__in=DE_LA_CA).order_by("numero")
    return _families([Ligne(row, known.get(row.pk), modifiable=True) for row in rows])


def de_la_region(departement: Departement | None, *, siege: bool) -> list[Famille]:
    """All twenty-nine: the region's answers, those of the délégations, and how many coopératives follow (2 statements).

    A délégation (`departement`) writes its own; the siège writes the region's.
    """
    known = defaultdict(list)
    for row in SuiviRecommandation.objects.select_related("departement").order_by("departement__code", "pk"):
        known[row.recommandation_id].append(row)
    return _families(
        [_line(row, known[row.pk], departement, siege) for row in Recommandation.objects.order_by("numero")]
    )


def _line(row: Recommandation, known: list[SuiviRecommandation], departement: Departement | None, siege: bool) -> Ligne:
    by_dd = row.niveau in DE_LA_DD
    counted = Counter(s.statut for s in known if s.ca_id)
    counts = [
        (StatutRecommandation(code).label, counted[code]) for code in StatutRecommandation.values if counted[code]
    ]
    delegations = [s for s in known if s.departement_id]
    if by_dd and departement is not None:
        own = next((s for s in delegations if s.departement_id == departement.pk), None)
        return Ligne(row, own, counts, [s for s in delegations if s is not own], modifiable=True)
    own = next((s for s in known if s.ca_id is None and s.departement_id is None), None)
    return Ligne(row, own, counts, delegations, modifiable=siege and row.niveau in DE_LA_REGION)


def _families(lines: list[Ligne]) -> list[Famille]:
    families = [
        Famille(str(label), [line for line in lines if line.recommandation.famille == code])
        for code, label in FamilleRecommandation.choices
    ]
    return [family for family in families if family.lignes]


def bilan(families: list[Famille]) -> tuple[int, int]:
    """(followed, all) of the lines of these families."""
    lines = [line for family in families for line in family.lignes]
    done = sum(line.suivi is not None and line.suivi.statut == StatutRecommandation.SUIVIE for line in lines)
    return done, len(lines)
