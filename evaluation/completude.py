"""What a bilan still needs to be transmitted, as sentences (R-EVA-12, decisions.md 26)."""

from datetime import date, datetime

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from conventions.enums import NatureIndicateur, NiveauExigence, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from coop.gates import Manque
from cooperatives.models import Membre
from evaluation.enums import Reponse
from evaluation.models import Bilan, LigneBilan, VersionBilan

# Columns 11–18: answer, justification due when it is not « Oui ».
CONFORMITE = (
    ("ressources", "ressources_pourquoi", "Les ressources ont été mobilisées comme prévu"),
    ("groupes", "groupes_pourquoi", "Les groupes cibles ont été atteints comme prévu"),
    ("realisation", "realisation_pourquoi", "Les actions ont été réalisées et sont conformes à la programmation"),
    ("objectifs", "objectifs_pourquoi", "Les objectifs cibles ont été atteints"),
)
# Columns 25–31: optional in T1–T3, required at T4.
CONTRIBUTION = (
    ("dynamique", "la dynamique de coopération"),
    ("pratiques", "l’amélioration des pratiques"),
    ("ists", "les leviers sur les inégalités sociales et territoriales de santé"),
    ("parcours", "le parcours de santé des bénéficiaires"),
)
# Columns 33–35.
RETENUS = (("freins", "les freins"), ("leviers", "les leviers"), ("pistes", "les pistes d’amélioration"))
LAST_QUARTER = 4


def actions_of(bilan: Bilan) -> QuerySet[FicheAction]:
    """The actions this party carries on the last day of the quarter, today while it runs: the rows of its bilan.

    An avenant may change the promoteur during the quarter: whoever carries the action at its end tells the quarter.
    An action taken out of the programme before the quarter is no longer told, one that an avenant brings in after it is
    not told yet.
    """
    carried = Membre.objects.filter(organisation=bilan.partie.organisation_id)
    rows = FicheAction.objects.filter(programme_id=bilan.partie.convention.programme_id)
    rows = (
        rows.exclude(retiree_le__lte=bilan.debut)
        .exclude(entree_le__gte=bilan.fin)
        .annotate(porteur=_porteur_on(bilan.fin))
    )
    return rows.filter(porteur__in=carried.values("pk")).order_by("numero")


def _porteur_on(day: date) -> Coalesce:
    """The promoteur an action had just before `day`; the present one when its history began later.

    An avenant signed before that day to apply from it on, a renewal, leaves the action to who carried it.
    """
    former = FicheAction.toutes.filter(
        remplace=OuterRef("pk"), avenant__signe_le__lt=day, avenant__date_effet__gte=day, avenant__statut="signe"
    )
    until = former.order_by("avenant__date_effet", "avenant__numero").values("promoteur_id")[:1]
    known = FicheAction.history.model.objects.filter(id=OuterRef("pk"), history_date__lt=_midnight(day))
    last = known.order_by("-history_date", "-history_id").values("promoteur_id")[:1]
    return Coalesce(Subquery(until), Subquery(last), F("promoteur_id"), output_field=BigIntegerField())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def missing_to_transmit(version: VersionBilan) -> list[Manque]:
    """Sentences by action; `code` is `<action number>.<field>` so that a form can point at it."""
    lines = {line.action_id: line for line in version.lignes.prefetch_related("leviers_ists")}
    readings = {r.indicateur_id: r for r in version.releves.filter(modalite="")}
    found: list[Manque] = []
    for action in actions_of(version.bilan).prefetch_related("indicateurs"):
        line = lines.get(action.pk)
        if line is None:
            found.append(Manque(f"{action.numero}.", f"L’action {action.numero} n’est pas renseignée."))
            continue
        found += _answers(action, line, version.bilan.trimestre)
        found += _readings(action, readings)
        found += _qualitative(action, line, readings)
    return found + _questions(version)


def _questions(version: VersionBilan) -> list[Manque]:
    """Each question sent by the coordination is answered before the bilan leaves again."""
    rows = version.bilan.questions.filter(envoyee_le__isnull=False, repondue_le__isnull=True).select_related("action")
    found = []
    for row in rows:
        place = f"Action {row.action.numero}" if row.action else "Pour finir"
        code = f"{row.action.numero if row.action else 'fin'}.{row.champ}"
        found.append(Manque(code, f"{place}\u00a0: répondez à la question posée sur «\u00a0{row.libelle}\u00a0»."))
    return found


def _qualitative(action: FicheAction, line: LigneBilan, readings: dict) -> list[Manque]:
    """An important action is told in words too: a qualitative reading, or the qualitative field (R-EVA-06)."""
    if action.niveau_exigence != NiveauExigence.APPROFONDI or line.recueil_qualitatif.strip():
        return []
    told = [readings.get(i.pk) for i in action.indicateurs.all() if i.nature == NatureIndicateur.QUALITATIF]
    if any(reading and reading.texte.strip() for reading in told):
        return []
    return [
        _manque(action, "recueil_qualitatif", "dites en quelques phrases ce que l’action change pour les habitants.")
    ]


def _answers(action: FicheAction, line: LigneBilan, quarter: int) -> list[Manque]:
    found = []
    for answer, reason, label in CONFORMITE:
        value = getattr(line, answer)
        if not value:
            found.append(_manque(action, answer, f"répondez à «\u00a0{label}\u00a0»."))
        elif value != Reponse.OUI and not getattr(line, reason).strip():
            found.append(_manque(action, reason, f"dites pourquoi à «\u00a0{label}\u00a0»."))
    return found + (_last_quarter(action, line) if quarter == LAST_QUARTER else [])


def _last_quarter(action: FicheAction, line: LigneBilan) -> list[Manque]:
    """Columns 25 to 35, which the fourth quarter asks (decisions.md 26)."""
    found = []
    for name, label in CONTRIBUTION:
        value = getattr(line, name)
        if not value:
            found.append(_manque(action, name, f"au 4e trimestre, dites si l’action a contribué à {label}."))
        elif value != Reponse.NON and not _aspects(line, name):
            found.append(
                _manque(action, name, f"au 4e trimestre, dites sur quels aspects l’action a contribué à {label}.")
            )
    for name, label in RETENUS:
        if not getattr(line, name).strip():
            found.append(_manque(action, name, f"au 4e trimestre, notez {label}, ou «\u00a0aucun\u00a0»."))
    return found


def _aspects(line: LigneBilan, name: str) -> bool:
    if name == "ists":
        return bool(line.leviers_ists.all()) or bool(line.ists_autre.strip())
    return bool(getattr(line, f"{name}_aspects").strip())


def _readings(action: FicheAction, readings: dict) -> list[Manque]:
    found = []
    for indicateur in action.indicateurs.all():
        if indicateur.type != TypeIndicateur.IP and not _is_read(indicateur, readings.get(indicateur.pk)):
            code = f"i{indicateur.pk}"
            found.append(
                _manque(action, code, f"donnez une valeur ou une raison pour «\u00a0{indicateur.libelle}\u00a0».")
            )
    return found


def _is_read(indicateur: Indicateur, reading) -> bool:
    if reading is None:
        return False
    if indicateur.nature == NatureIndicateur.QUALITATIF:
        return bool(reading.texte.strip() or reading.raison)
    return reading.valeur is not None or bool(reading.raison)


def _manque(action: FicheAction, field: str, phrase: str) -> Manque:
    return Manque(f"{action.numero}.{field}", f"Action {action.numero}\u00a0: {phrase}", source="R-EVA-12")
