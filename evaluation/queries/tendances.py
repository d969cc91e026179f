"""Quarters beside one another (R-BIL-06): their figures, what moved among those who told both, and its drawings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conventions.models import Periode
from coop.ui import charts
from coop.ui.typographie import avec_nombre, nombre, pourcentage
from evaluation.enums import Reponse
from evaluation.etats import TRANSMIS
from evaluation.queries.chiffres import Chiffres, Part, chiffres, transmission
from evaluation.queries.copil import quand
from evaluation.queries.matiere import Matiere
from evaluation.questions import CONFORMITE


@dataclass(frozen=True, slots=True)
class TrimestreCompare:
    """The figures of one quarter, as the next ones are compared with them."""

    periode: Periode
    trimestre: int
    a_temps: Part
    chiffres: Chiffres
    conformite: dict[str, int]

    @property
    def nom(self) -> str:
        return quand(self.periode, self.trimestre)

    @property
    def oui(self) -> Part:
        return Part(self.conformite[Reponse.OUI], sum(self.conformite.values()))


@dataclass(frozen=True, slots=True)
class Evolution:
    """Two quarters that follow each other, of the partners who transmitted both."""

    avant: TrimestreCompare
    maintenant: TrimestreCompare
    partenaires: int
    tous: bool

    @property
    def entete(self) -> str:
        """Who is compared, when it is not everybody; empty else."""
        if self.tous:
            return ""
        who = avec_nombre(self.partenaires, "partenaire qui a,partenaires qui ont")
        return f"Sur {who} transmis au T{self.avant.trimestre} et au T{self.maintenant.trimestre}\u00a0:"

    @property
    def phrases(self) -> list[str]:
        """« Bénéficiaires touchés : 226, 67 personnes de plus qu’au T1 »; what one of the two does not say is left out."""
        if not self.partenaires:
            return []
        now, before, since = self.maintenant, self.avant, f"au T{self.avant.trimestre}"
        rates = (
            ("Indicateurs d’activité, en moyenne du prévu", now.chiffres.realisation, before.chiffres.realisation),
            ("Réponses «\u00a0Oui\u00a0» de conformité", now.oui.pourcent, before.oui.pourcent),
        )
        found = [
            f"{label}\u00a0: {pourcentage(new)}, {_ecart(round(new) - round(old), 'point,points', since)}."
            for label, new, old in rates
            if new is not None and old is not None
        ]
        reached, planned = now.chiffres.beneficiaires.numerateur, now.chiffres.beneficiaires.denominateur
        if not reached and not planned:
            return found
        moved = _ecart(reached - before.chiffres.beneficiaires.numerateur, "personne,personnes", since)
        return [*found, f"Bénéficiaires touchés\u00a0: {nombre(reached)}, {moved}."]


def _ecart(change: Decimal | int, words: str, since: str) -> str:
    if not change:
        return f"comme {since}"
    return f"{avec_nombre(abs(change), words)} de {'plus' if change > 0 else 'moins'} qu’{since}"


def mesurer(m: Matiere, periode: Periode, trimestre: int, today: date) -> TrimestreCompare:
    """The figures of one quarter; nothing is read."""
    answers = [getattr(line, question.code) for line in m.lignes for question in CONFORMITE]
    counted = {code: answers.count(code) for code in (Reponse.OUI, Reponse.PARTIEL, Reponse.NON)}
    return TrimestreCompare(periode, trimestre, transmission(m.bilans.values(), today)[0], chiffres(m.releves), counted)


def evolution(avant: Matiere, maintenant: Matiere, today: date) -> Evolution:
    """What moved; a partner that told one quarter only is left out of both."""
    told = [{b.partie.organisation_id for b in m.bilans.values() if b.statut in TRANSMIS} for m in (avant, maintenant)]
    both = told[0] & told[1]
    kept = [m.de(b for b in m.bilans.values() if b.partie.organisation_id in both) for m in (avant, maintenant)]
    first, last = (next(iter(m.bilans.values())) for m in (avant, maintenant))
    return Evolution(
        mesurer(kept[0], first.periode, first.trimestre, today), mesurer(kept[1], last.periode, last.trimestre, today),
        len(both), both == told[0] | told[1],
    )  # fmt: skip


def courbes(quarters: list[TrimestreCompare]) -> list[charts.Graphique]:
    """The drawings, once there are two quarters; their words and figures are in the table beside."""
    if len(quarters) < 2:
        return []
    planned = quarters[-1].chiffres.beneficiaires.denominateur or None
    return [
        _courbe("Indicateurs d’activité, % du prévu en moyenne", quarters, lambda q: q.chiffres.realisation),
        _courbe("Bénéficiaires touchés", quarters, lambda q: q.chiffres.beneficiaires.numerateur, planned),
        _courbe("Réponses «\u00a0Oui\u00a0» de conformité, %", quarters, lambda q: q.oui.pourcent),
    ]


def _courbe(
    title: str, quarters: list[TrimestreCompare], value: Callable, planned: Decimal | None = None
) -> charts.Graphique:
    points = [charts.Point(f"T{q.trimestre}", q.nom, _rounded(value(q))) for q in quarters]
    return charts.spark(title, points, prevu=planned, entete="Valeur")


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(Decimal(value))
