"""Samples of the addresses of the échéance, the exits and the résiliation: one of each for every party of both coopératives."""

from datetime import date

from conventions.models import AvisReception, Convention, DemandeSortie, Partie, Periode, Resiliation
from cooperatives.models import Cooperative
from tests.accounts.monde import Monde, Sample
from tests.accounts.monde_conventions import SIGNATORIES
from tests.accounts.monde_conventions_avenants import en_vigueur

OF_A_PARTY = ("sortie", "sortie_concertation", "sortie_renoncer", "resiliation_enregistrer", "resiliation_lettre")
OF_THE_YEAR = (
    "echeance", "echeance_reunion", "echeance_decision", "echeance_reconduire", "resiliation", "resiliation_avis",
    "resiliation_suite", "resiliation_depart", *OF_A_PARTY,
)  # fmt: skip


def peupler(monde: Monde) -> None:
    """A period, and for each party an exit asked and a résiliation; each persona has those of its own party."""
    own, foreign = _rows(monde.own), _rows(monde.foreign)
    mine = {code: own[monde.users[code].contact.organisation_id] for code in SIGNATORIES}
    theirs = next(iter(foreign.values()))

    def sample(name: str) -> Sample:
        return Sample(monde.of({code: rows[name] for code, rows in mine.items()}), theirs[name])

    monde.samples |= {f"conventions:{name}.partie": sample("partie") for name in OF_A_PARTY}
    monde.samples |= {
        "conventions:echeance_decision.numero": monde.samples["conventions:action.numero"],
        "conventions:resiliation_avis.avis": sample("avis"),
        "conventions:resiliation_suite.resiliation": sample("resiliation"),
        "conventions:resiliation_depart.resiliation": sample("resiliation"),
    }
    states = {f"conventions:{name}": en_vigueur for name in OF_THE_YEAR}
    monde.states |= states | {"evaluation:bilan_annuel": en_vigueur}


def _rows(ca: Cooperative) -> dict[int, dict[str, int]]:
    """organisation → its party, its résiliation and a receipt of it."""
    convention = Convention.objects.filter(ca=ca).earliest("pk")
    Periode.objects.get_or_create(
        convention=convention, numero=1,
        defaults={"debut": date(2026, 1, 1), "fin": date(2027, 1, 1), "signee_le": date(2026, 1, 1)},
    )  # fmt: skip
    found = {}
    for partie in Partie.objects.filter(convention=convention, avenant_entree__isnull=True):
        DemandeSortie.objects.create(convention=convention, partie=partie, demandee_le=date(2026, 2, 1), motif="Essai")
        row = Resiliation.objects.create(convention=convention, auteur=partie, envoyee_le=date(2026, 2, 1))
        avis = AvisReception.objects.create(resiliation=row, partie=partie)
        found[partie.organisation_id] = {"partie": partie.pk, "resiliation": row.pk, "avis": avis.pk}
    return found
