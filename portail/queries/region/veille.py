"""« À regarder »: facts that call for a look, each with its list."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from coop.territories.models import Departement
from coop.ui.typographie import avec_nombre
from cooperatives.enums import QualiteInstance, Statut, TypeInstance
from cooperatives.models import Cooperative, Coordinateur, MembreInstance
from cooperatives.models.perimetre import parmi, running
from cooperatives.queries.etendue import Etendue
from cooperatives.queries.faits_publics import Etat, Groupe, Lieu, distinctes

SANS_HABITANT = "sans-habitant"
UNE_COMMUNE = "une-commune"
SANS_COORDINATION = "sans-coordination"
SANS_COOPERATIVE = "sans-cooperative"
A_RECONDUIRE = "a-reconduire"
ECHUES = "echues"


@dataclass(frozen=True, slots=True)
class Signal:
    """A linked phrase and the rest of its sentence; `liste` names its list of proofs."""

    liste: str
    lien: str
    suite: str


@dataclass(frozen=True, slots=True)
class Veille:
    """How many coopératives each fact concerns, and the départements without any."""

    nombres: dict[str, int]
    sans_cooperative: list[Departement]
    total: int

    @property
    def signaux(self) -> list[Signal]:
        """The facts that concern somebody, as sentences."""
        found = [
            Signal(code, f"{avec_nombre(self.nombres[code], 'coopérative,coopératives')} {words}", suite)
            for code, words, suite in (
                (SANS_COORDINATION, "sans coordinateur de la délégation", ", alors qu’il en faut un."),
                (SANS_HABITANT, "sans habitant", f" au comité de pilotage, sur {self.total}."),
                (UNE_COMMUNE, "sur une seule commune", "."),
            )
            if self.nombres[code]
        ]
        if self.sans_cooperative:
            names = ", ".join(d.nom for d in self.sans_cooperative)
            found.append(Signal(SANS_COOPERATIVE, "Pas encore de coopérative", f"\u00a0: {names}."))
        return found


def conventions(a_reconduire: int, echues: int) -> list[Signal]:
    """The conventions that call for an act, from what F-07 counted."""
    words = (
        (A_RECONDUIRE, a_reconduire, "convention,conventions", " à reconduire avant deux mois."),
        (ECHUES, echues, "convention échue,conventions échues", "\u00a0: aucun engagement n’y court plus."),
    )
    return [Signal(code, avec_nombre(count, noun), suite) for code, count, noun, suite in words if count]


def veiller(
    rows: QuerySet[Cooperative], groupes: list[Groupe], etendue: Etendue, departements: list[Departement]
) -> Veille:
    """Among the running coopératives (1 statement); a territory without communes is « à préciser », not « une seule »."""
    running_cas = [group for group in groupes if group.en_cours]
    counts = rows.filter(statut=Statut.EN_COURS).order_by().aggregate(
        sans_habitant=Count("pk", filter=~Q(pk__in=_seats(rows).values("instance__ca")), distinct=True),
        sans_coordination=Count("pk", filter=~Q(pk__in=_posts(rows).values("ca")), distinct=True),
    )  # fmt: skip
    occupied = {group.departement for group in running_cas}
    return Veille(
        {
            SANS_HABITANT: counts["sans_habitant"], UNE_COMMUNE: etendue.une_commune,
            SANS_COORDINATION: counts["sans_coordination"],
        },
        [d for d in departements if d.code not in occupied],
        sum(group.nombre for group in running_cas),
    )  # fmt: skip


def sur_une_commune(cas: list[Etat], territoires: dict[int, set[int]], places: dict[int, Lieu]) -> set[int]:
    """Ids of the running coopératives on a single commune, for their list."""
    return {ca.pk for ca in cas if ca.en_cours and len(distinctes(territoires.get(ca.pk, set()), places)) == 1}


def sans(code: str, rows: QuerySet[Cooperative], cas: list[Etat]) -> set[int]:
    """Ids of the running coopératives without inhabitant, or without coordination, for their list (1 statement)."""
    known = _seats(rows).values_list("instance__ca") if code == SANS_HABITANT else _posts(rows).values_list("ca")
    return {ca.pk for ca in cas if ca.en_cours} - {pk for (pk,) in known}


def _seats(rows: QuerySet[Cooperative]) -> QuerySet[MembreInstance]:
    """Seats of inhabitants in the COPIL: by quality, or for a group of inhabitants."""
    return MembreInstance.objects.filter(
        Q(qualite=QualiteInstance.HABITANT) | Q(membre__organisation__type="groupe_habitants"),
        parmi(rows, "instance__ca"),
        instance__type=TypeInstance.COPIL,
        instance__fin__isnull=True,
        instance__ca__statut=Statut.EN_COURS,
    ).order_by()


def _posts(rows: QuerySet[Cooperative]) -> QuerySet[Coordinateur]:
    return Coordinateur.objects.filter(running(), parmi(rows), type="dd", ca__statut=Statut.EN_COURS).order_by()
