"""« Suivi et bilans » of a CA: every quarter, every party, in words, in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from conventions.models import Periode
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan
from evaluation.etats import TRANSMIS, Etat, etat
from evaluation.models import Bilan
from evaluation.queries.chiffres import Part, transmission


@dataclass(frozen=True)
class LigneSuivi:
    """One bilan of one party and what the reader may do with it."""

    bilan: Bilan
    etat: Etat
    mien: bool
    a_remplir: bool
    a_lire: bool
    a_examiner: bool
    a_relancer: bool


@dataclass(frozen=True)
class TrimestreSuivi:
    """One quarter of a period; `ouvert` from its first day, `clos` after its last one."""

    periode: Periode
    numero: int
    debut: date
    dernier_jour: date
    echeance: date
    lignes: list[LigneSuivi]
    transmis: int
    a_temps: Part
    ouvert: bool
    clos: bool
    en_retard: int

    @property
    def a_agir(self) -> bool:
        """Whether it is over and some bilan is not accepted yet."""
        return self.clos and any(row.bilan.statut != StatutBilan.ACCEPTE for row in self.lignes)

    @property
    def en_cours(self) -> bool:
        return self.ouvert and not self.clos


def lire_suivi(ca: Cooperative, mine: frozenset[int], today: date, *, coordinates: bool) -> list[TrimestreSuivi]:
    """The quarters of the CA: those to act on, the running one, those complete (the latest first), then those to come."""
    groups: dict[tuple, list[Bilan]] = {}
    for bilan in bilans_de(ca):
        groups.setdefault((bilan.periode.debut, bilan.trimestre), []).append(bilan)
    found = [_quarter(bilans, mine, today, coordinates) for bilans in groups.values()]
    latest_first = sorted((q for q in found if q.ouvert), key=lambda q: q.debut, reverse=True)
    begun = sorted(latest_first, key=lambda q: (not q.a_agir, not q.en_cours))
    return begun + sorted((q for q in found if not q.ouvert), key=lambda q: q.debut)


def bilans_de(ca: Cooperative) -> QuerySet[Bilan]:
    """The bilans of a CA with their party and their period."""
    rows = Bilan.objects.filter(ca=ca).select_related("partie__organisation", "periode")
    return rows.order_by("debut", "partie__ordre", "pk")


def a_examiner(ca: Cooperative) -> QuerySet[Bilan]:
    """The bilans transmitted that nobody has accepted yet, oldest due first."""
    rows = Bilan.objects.filter(ca=ca, statut=StatutBilan.TRANSMIS).select_related("partie__organisation", "periode")
    return rows.order_by("echeance", "partie__ordre", "pk")


def _quarter(bilans: list[Bilan], mine: frozenset[int], today: date, coordinates: bool) -> TrimestreSuivi:
    first = bilans[0]
    rows = [_row(bilan, mine, today, coordinates) for bilan in bilans]
    in_time, _ = transmission(bilans, today)
    return TrimestreSuivi(
        periode=first.periode,
        numero=first.trimestre,
        debut=first.debut,
        dernier_jour=first.fin - timedelta(days=1),
        echeance=max(bilan.echeance for bilan in bilans),
        lignes=rows,
        transmis=sum(bilan.statut in TRANSMIS for bilan in bilans),
        a_temps=in_time,
        ouvert=first.debut <= today,
        clos=first.fin <= today,
        en_retard=sum(row.etat.ton == "retard" for row in rows),
    )


def _row(bilan: Bilan, mine: frozenset[int], today: date, coordinates: bool) -> LigneSuivi:
    own = bilan.partie.organisation_id in mine
    sent, late = bilan.statut in TRANSMIS, today > bilan.echeance
    open_ = bilan.statut not in (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE)
    return LigneSuivi(
        bilan=bilan,
        etat=etat(bilan, today),
        mien=own,
        a_remplir=own and open_ and bilan.debut <= today,
        a_lire=sent,
        a_examiner=coordinates and bilan.statut == StatutBilan.TRANSMIS,
        a_relancer=coordinates and open_ and (today >= bilan.fin or late),
    )
