"""What the follow-up brings to the file of the réunion élargie (R-BIL-05): bilans received, indicators reached, freins."""

from dataclasses import dataclass, field
from datetime import date

from conventions.models import Convention, Periode
from conventions.reconduction import Volet
from coop import horloge
from evaluation.etats import TRANSMIS, Etat, etat
from evaluation.models import Bilan, LigneBilan
from evaluation.queries import copil

QUATRE = range(1, 5)


@dataclass(slots=True)
class LignePartie:
    """The four bilans of one party; None when it owes none for that quarter."""

    partie: str
    etats: dict[int, Etat] = field(default_factory=dict)

    @property
    def trimestres(self) -> list[tuple[int, Etat | None]]:
        return [(quarter, self.etats.get(quarter)) for quarter in QUATRE]


@dataclass(frozen=True, slots=True)
class Frein:
    """What a party wrote of an action in its last bilan of the period."""

    partie: str
    action: str
    freins: str
    pistes: str


def bilans(convention: Convention, periode: Periode) -> dict:
    """Party by quarter, in words; T4 is not over when the meeting is held (1 statement)."""
    today = horloge.today()
    rows = Bilan.objects.filter(periode=periode).select_related("partie__organisation")
    found: dict[int, LignePartie] = {}
    count, due = 0, 0
    for bilan in rows.order_by("partie__ordre", "partie_id", "trimestre"):
        line = found.setdefault(bilan.partie_id, LignePartie(str(bilan.partie)))
        line.etats[bilan.trimestre] = _mot(bilan, today)
        if bilan.fin <= today:
            due += 1
            count += bilan.statut in TRANSMIS
    return {"lignes": list(found.values()), "recus": count, "dus": due}


def _mot(bilan: Bilan, today: date) -> Etat:
    """What is before its end is not late, whatever its draft says."""
    return etat(bilan, today) if bilan.fin <= today or bilan.statut in TRANSMIS else Etat("à venir", "clos")


def indicateurs(convention: Convention, periode: Periode) -> dict:
    """The COPIL table, cut to what was planned and reached (5 statements)."""
    lignes = copil.read_programme(convention.programme).lignes
    return {"lignes": [(ligne.action, [*ligne.processus, *ligne.activite, *ligne.resultats]) for ligne in lignes]}


def freins(convention: Convention, periode: Periode) -> dict:
    """The last word of each party on each action, among the bilans transmitted for the period (1 statement)."""
    rows = LigneBilan.objects.filter(version__bilan__periode=periode, version__transmise_le__isnull=False)
    rows = rows.select_related("action", "version__bilan__partie__organisation")
    last: dict[tuple[int, int], LigneBilan] = {}
    for row in rows.order_by("version__bilan__trimestre", "version__numero", "id"):
        last[row.action_id, row.version.bilan.partie_id] = row
    kept = sorted(last.values(), key=lambda r: (r.action.numero, r.version.bilan.partie.ordre))
    return {
        "lignes": [
            Frein(str(row.version.bilan.partie), str(row.action), row.freins, row.pistes)
            for row in kept
            if row.freins.strip() or row.pistes.strip()
        ]
    }


def annuel(convention: Convention, periode: Periode) -> dict:
    """Where the eleven sections are read and printed (no statement)."""
    return {"periode": periode, "lignes": ()}


VOLETS = (
    Volet("bilan_annuel", 5, "Le bilan annuel", "evaluation/dossier/annuel.html", annuel),
    Volet("bilans", 10, "Bilans reçus de l’année", "evaluation/dossier/bilans.html", bilans),
    Volet("indicateurs", 20, "Indicateurs\u00a0: ce qui était prévu, ce qui est atteint", "evaluation/dossier/indicateurs.html", indicateurs),
    Volet("freins", 30, "Freins et pistes d’amélioration", "evaluation/dossier/freins.html", freins),
)  # fmt: skip
