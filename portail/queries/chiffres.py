"""Figures of the last quarter that ended and has a transmitted bilan, with the quarters before it (decisions.md 25)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import Indicateur
from coop.ui import charts, typographie
from coop.ui.charts import Graphique, Part, Point
from cooperatives.models import Cooperative
from evaluation.completude import CONFORMITE
from evaluation.enums import Reponse
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from portail.queries.suivi import du_au

TRIMESTRES = 6
INDICATEURS = 3
MOTS = [(Reponse.OUI, "Oui", "fort"), (Reponse.PARTIEL, "En partie", "moyen"), (Reponse.NON, "Non", "vide")]


@dataclass(frozen=True, slots=True)
class Chiffre:
    """One figure of the quarter, what it counts, its drawing with the table."""

    titre: str
    definition: str
    valeur: str
    mot: str
    graphique: Graphique
    tendance: str = ""


@dataclass(slots=True)
class Trimestre:
    """The last closed quarter: its dates, how many bilans it rests on, its figures."""

    numero: int
    annee: int
    dates: str
    transmis: int
    a_temps: int
    dus: int
    chiffres: list[Chiffre] = field(default_factory=list)


def dernier_trimestre(ca: Cooperative, today: date) -> Trimestre | None:
    """The last ended quarter with a transmitted bilan, None before the first one (5 statements)."""
    bilans = list(Bilan.objects.filter(ca=ca, fin__lte=today).select_related("periode").order_by("debut", "id"))
    starts = sorted({b.debut for b in bilans if b.transmis_le})[-TRIMESTRES:]
    if not starts:
        return None
    kept = {b.pk: b for b in bilans if b.debut in starts}
    versions = _versions(kept)
    rows = [b for b in bilans if b.debut == starts[-1]]
    last, sent = rows[0], [b for b in rows if b.transmis_le]
    found = Trimestre(
        numero=last.trimestre,
        annee=last.periode.numero,
        dates=du_au(last.debut, last.fin),
        transmis=len(sent),
        a_temps=sum(typographie.jour_civil(b.transmis_le) <= b.echeance for b in sent),
        dus=len(rows),
    )
    found.chiffres = [*_indicateurs(kept, versions, starts), *_conformite(kept, versions, starts)]
    return found


def _versions(bilans: dict[int, Bilan]) -> dict[int, Bilan]:
    """The bilan of each last transmitted version, by version id."""
    rows = VersionBilan.objects.filter(bilan__in=list(bilans), transmise_le__isnull=False).order_by("bilan", "numero")
    latest = dict(rows.values_list("bilan_id", "pk"))
    return {version: bilans[bilan] for bilan, version in latest.items()}


def _indicateurs(bilans: dict[int, Bilan], versions: dict[int, Bilan], starts: list[date]) -> list[Chiffre]:
    """Three figures at most: those who count people first, then activity, then results."""
    rows = Releve.objects.filter(
        version__in=list(versions), modalite="", valeur__isnull=False, indicateur__nature=NatureIndicateur.QUANTITATIF
    ).exclude(indicateur__type=TypeIndicateur.IP)
    read: dict[int, dict[date, Releve]] = defaultdict(dict)
    for row in rows.select_related("indicateur__action__promoteur__organisation").order_by("id"):
        read[row.indicateur_id][versions[row.version_id].debut] = row
    now = sorted((r[starts[-1]].indicateur for r in read.values() if starts[-1] in r), key=_rang)
    labels = {b.debut: (f"T{b.trimestre}", f"T{b.trimestre}, année {b.periode.numero}") for b in bilans.values()}
    shown = now[:INDICATEURS]
    same = Counter(indicateur.libelle for indicateur in shown)
    return [_chiffre(i, read[i.pk], starts, labels, seul=same[i.libelle] == 1) for i in shown]


def _rang(indicateur: Indicateur) -> tuple:
    kinds = [TypeIndicateur.IA, TypeIndicateur.IR]
    return (not indicateur.beneficiaires, kinds.index(indicateur.type), indicateur.action.numero, indicateur.numero)


def _chiffre(
    indicateur: Indicateur, read: dict[date, Releve], starts: list[date], labels: dict, *, seul: bool
) -> Chiffre:
    """`seul` when no other figure beside it has the same name: otherwise its action is told."""
    first = min(start for start in starts if start in read)
    shown = [start for start in starts if start >= first]
    points = [Point(*labels[start], read[start].valeur if start in read else None) for start in shown]
    last = read[starts[-1]]
    action = indicateur.action
    kind = TypeIndicateur(indicateur.type).label.capitalize()
    return Chiffre(
        titre=indicateur.libelle if seul else f"{indicateur.libelle}, action {action.numero}",
        definition=f"{kind}, action {action.numero}. Source\u00a0: bilans de {action.promoteur}. {indicateur.sources_methodes}",
        valeur=f"{typographie.nombre(last.valeur)}{_unite(indicateur)}",
        mot=f"pour {typographie.nombre(last.cible)} prévus" if last.cible is not None else "",
        graphique=charts.spark(indicateur.libelle, points, last.cible),
        tendance=_tendance(last.valeur, points),
    )


def _unite(indicateur: Indicateur) -> str:
    return "\u00a0%" if indicateur.unite.strip() == "%" else ""


def _tendance(value: Decimal, points: list[Point]) -> str:
    """« 27 de plus qu’au T1 », in words; nothing without a value just before."""
    if len(points) < 2 or points[-2].valeur is None:
        return ""
    before = points[-2]
    change = value - before.valeur
    if not change:
        return f"Comme au {before.court}"
    return f"{typographie.nombre(abs(change))} de {'plus' if change > 0 else 'moins'} qu’au {before.court}"


def _conformite(bilans: dict[int, Bilan], versions: dict[int, Bilan], starts: list[date]) -> list[Chiffre]:
    """« Oui », « En partie », « Non » to the four questions of conformity, all actions together."""
    counts: dict[date, Counter] = defaultdict(Counter)
    fields = [answer for answer, _, _ in CONFORMITE]
    for version, *answers in (
        LigneBilan.objects.filter(version__in=list(versions)).order_by("id").values_list("version", *fields)
    ):
        counts[versions[version].debut].update(filter(None, answers))
    now = counts[starts[-1]]
    total = sum(now.values())
    if not total:
        return []
    parts = [Part(label, now[code], tone) for code, label, tone in MOTS]
    title = "Conformité à la programmation"
    return [
        Chiffre(
            titre=title,
            definition="Réponses «\u00a0Oui\u00a0», «\u00a0En partie\u00a0» ou «\u00a0Non\u00a0» aux quatre questions du tableau de suivi "
            "(ressources, groupes cibles, réalisation, objectifs), toutes actions ensemble.",
            valeur=str(now[Reponse.OUI]),
            mot=f"«\u00a0Oui\u00a0» sur {typographie.avec_nombre(total, 'réponse,réponses')}",
            graphique=charts.barres(title, parts),
        )
    ]
