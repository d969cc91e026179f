"""« Suivi et bilans » of a CA: every quarter, every party, in words, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from conventions.models import Periode
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan
from evaluation.etats import TRANSMIS, Etat, etat
from evaluation.models import Bilan, LectureBilan, Releve, SaisiePourCompte, VersionBilan
from evaluation.queries.chiffres import Chiffres, Part, chiffres, transmission
from evaluation.queries.conformite import non_conformes
from evaluation.queries.pour_compte import en_attente


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
    a_saisir: bool
    pour_compte: SaisiePourCompte | None
    lu: bool
    conforme: bool

    @property
    def a_confirmer(self) -> bool:
        """Typed for its party, which has still to send it."""
        return self.pour_compte is not None and not self.pour_compte.a_la_coordination and not self.a_lire

    @property
    def a_continuer(self) -> bool:
        """The coordination is typing this bilan for its party."""
        return self.pour_compte is not None and self.pour_compte.a_la_coordination


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
    chiffres: Chiffres

    @property
    def a_completer(self) -> int:
        """Among those transmitted: the coordination asked for more (decisions.md 25)."""
        return sum(row.bilan.statut == StatutBilan.A_COMPLETER for row in self.lignes)

    @property
    def a_confirmer(self) -> int:
        """Not transmitted: typed by the coordination, the partner has still to confirm."""
        return sum(row.a_confirmer for row in self.lignes)

    @property
    def attendus(self) -> int:
        """Neither transmitted, nor late, nor to confirm: with these, each bilan is counted once."""
        return len(self.lignes) - self.transmis - self.en_retard - self.a_confirmer

    @property
    def acceptables(self) -> list[LigneSuivi]:
        """Read by the reader, and all as planned: what may be accepted together."""
        return [row for row in self.lignes if row.a_examiner and row.lu and row.conforme]

    @property
    def a_agir(self) -> bool:
        """Whether it is over and some bilan is not accepted yet."""
        return self.clos and any(row.bilan.statut != StatutBilan.ACCEPTE for row in self.lignes)

    @property
    def en_cours(self) -> bool:
        return self.ouvert and not self.clos


def lire_suivi(
    ca: Cooperative, mine: frozenset[int], today: date, *, coordinates: bool, contact_id: int | None = None
) -> list[TrimestreSuivi]:
    """The quarters of the CA: those to act on, the running one, those complete (the latest first), then those to come.

    `contact_id` is the reader: a coordinator accepts together only what this very person has read.
    """
    groups: dict[tuple, list[Bilan]] = {}
    for bilan in bilans_de(ca):
        groups.setdefault((bilan.periode.debut, bilan.trimestre), []).append(bilan)
    around = _Autour.lire(ca, contact_id if coordinates else None)
    found = [_quarter(bilans, mine, today, coordinates, around) for bilans in groups.values()]
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


@dataclass(frozen=True)
class _Autour:
    """What surrounds the bilans of a CA, by bilan: drafts typed for a party, readings, what the reader has read."""

    pour_compte: dict[int, SaisiePourCompte]
    releves: dict[int, list[Releve]]
    lus: frozenset[int]
    conformes: frozenset[int]

    @classmethod
    def lire(cls, ca: Cooperative, contact_id: int | None) -> _Autour:
        """A fixed number of statements; nothing of the reading for somebody who does not coordinate."""
        drafts = en_attente(Bilan.objects.filter(ca=ca))
        latest = dict(VersionBilan.objects.dernieres().filter(bilan__ca=ca).order_by().values_list("pk", "bilan_id"))
        readings: dict[int, list[Releve]] = {}
        for row in Releve.objects.filter(version__in=latest, modalite="").select_related("indicateur"):
            readings.setdefault(latest[row.version_id], []).append(row)
        if contact_id is None:
            return cls(drafts, readings, frozenset(), frozenset())
        read = LectureBilan.objects.filter(contact_id=contact_id, version__in=latest).values_list("version", flat=True)
        other = non_conformes(latest)
        conforming = frozenset(bilan for pk, bilan in latest.items() if pk not in other)
        return cls(drafts, readings, frozenset(latest[pk] for pk in read), conforming)


def _quarter(
    bilans: list[Bilan], mine: frozenset[int], today: date, coordinates: bool, around: _Autour
) -> TrimestreSuivi:
    first = bilans[0]
    rows = [_row(bilan, mine, today, coordinates, around) for bilan in bilans]
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
        chiffres=chiffres(reading for bilan in bilans for reading in around.releves.get(bilan.pk, ())),
    )


def _row(bilan: Bilan, mine: frozenset[int], today: date, coordinates: bool, around: _Autour) -> LigneSuivi:
    own = bilan.partie.organisation_id in mine
    sent, late = bilan.statut in TRANSMIS, today > bilan.echeance
    open_, typed = bilan.ouvert, around.pour_compte.get(bilan.pk)
    return LigneSuivi(
        bilan=bilan,
        etat=etat(bilan, today, typed),
        mien=own,
        a_remplir=own and open_ and bilan.debut <= today,
        a_lire=sent,
        a_examiner=coordinates and bilan.statut == StatutBilan.TRANSMIS,
        a_relancer=coordinates and not own and open_ and (today >= bilan.fin or late),
        a_saisir=coordinates and not own and bilan.statut == StatutBilan.A_ETABLIR and today >= bilan.fin,
        pour_compte=typed,
        lu=bilan.pk in around.lus,
        conforme=bilan.pk in around.conformes,
    )
