"""« À regarder »: facts that call for a look, each with its list."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from coop.territories.models import Departement
from coop.ui.typographie import avec_nombre
from cooperatives.enums import QualiteInstance, Statut, TypeInstance
from cooperatives.models import Cooperative, Coordinateur, MembreInstance
from cooperatives.models.perimetre import parmi, running
from cooperatives.queries.faits_publics import Etat, Lieu, distinctes

SANS_HABITANT = "sans-habitant"
UNE_COMMUNE = "une-commune"
SANS_COORDINATION = "sans-coordination"
SANS_COOPERATIVE = "sans-cooperative"


@dataclass(frozen=True, slots=True)
class Signal:
    """A linked phrase and the rest of its sentence; `liste` names its list of proofs."""

    liste: str
    lien: str
    suite: str


@dataclass(frozen=True, slots=True)
class Veille:
    """Ids of the coopératives concerned by each fact, and the départements without any."""

    concernees: dict[str, set[int]]
    sans_cooperative: list[Departement]
    total: int

    @property
    def signaux(self) -> list[Signal]:
        """The facts that concern somebody, as sentences."""
        found = [
            Signal(code, f"{avec_nombre(len(self.concernees[code]), 'coopérative,coopératives')} {words}", suite)
            for code, words, suite in (
                (SANS_COORDINATION, "sans coordinateur de la délégation", ", alors qu’il en faut un."),
                (SANS_HABITANT, "sans habitant", f" au comité de pilotage, sur {self.total}."),
                (UNE_COMMUNE, "sur une seule commune", "."),
            )
            if self.concernees[code]
        ]
        if self.sans_cooperative:
            names = ", ".join(d.nom for d in self.sans_cooperative)
            found.append(Signal(SANS_COOPERATIVE, "Pas encore de coopérative", f"\u00a0: {names}."))
        return found


def veiller(
    rows: QuerySet[Cooperative],
    cas: list[Etat],
    territoires: dict[int, set[int]],
    places: dict[int, Lieu],
    departements: list[Departement],
) -> Veille:
    """Among the running coopératives (2 statements); a territory without communes is « à préciser », not « une seule »."""
    running_cas = [ca for ca in cas if ca.en_cours]
    ids = {ca.pk for ca in running_cas}
    single = {pk for pk in ids if len(distinctes(territoires.get(pk, set()), places)) == 1}
    occupied = {ca.departement for ca in running_cas}
    return Veille(
        {SANS_HABITANT: ids - _with_inhabitant(rows), UNE_COMMUNE: single, SANS_COORDINATION: ids - _coordinated(rows)},
        [d for d in departements if d.code not in occupied],
        len(ids),
    )


def _with_inhabitant(rows: QuerySet[Cooperative]) -> set[int]:
    """With an inhabitant in the COPIL: by quality, or for a group of inhabitants."""
    seats = MembreInstance.objects.filter(
        Q(qualite=QualiteInstance.HABITANT) | Q(membre__organisation__type="groupe_habitants"),
        parmi(rows, "instance__ca"),
        instance__type=TypeInstance.COPIL,
        instance__fin__isnull=True,
        instance__ca__statut=Statut.EN_COURS,
    )
    return set(seats.order_by().values_list("instance__ca", flat=True))


def _coordinated(rows: QuerySet[Cooperative]) -> set[int]:
    found = Coordinateur.objects.filter(running(), parmi(rows), type="dd", ca__statut=Statut.EN_COURS)
    return set(found.order_by().values_list("ca", flat=True))
