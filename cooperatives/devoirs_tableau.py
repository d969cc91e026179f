"""Alerts of the tableau de bord and of the pace of the stages: AL-19 and AL-33."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from coop.calendrier import add_months
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue, jour_civil
from cooperatives.enums import ModeElaboration, Phase, StatutTache
from cooperatives.enums_vie import TypeFormation
from cooperatives.models import Cooperative, Coordinateur, Etape, SessionFormation, Tache
from cooperatives.models.perimetre import running
from cooperatives.queries.frise import FAIT, etats

OUVERTES = (StatutTache.A_FAIRE, StatutTache.EN_COURS)
FACON = 120  # characters of the way a group works out its programme
NOMMEES = 3  # tasks named in the sentence of a stage; the others are counted
C = frozenset({Public.COORDINATION})
C_S = C | {Public.SIEGE}


def elaboration_longue(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-19: the plan d'actions has been under elaboration for more than six months (setting)."""
    entered = Max("transitions__le", filter=Q(transitions__vers=Phase.ELABORATION))
    days = SessionFormation.objects.filter(formation__ca=OuterRef("pk"), formation__type=TypeFormation.ACCOMPAGNEMENT)
    rows = cas.filter(phase=Phase.ELABORATION).annotate(entree=entered, accompagnee=Exists(days))
    for ca in rows.order_by("pk"):
        if ca.entree is None:
            continue
        since = jour_civil(ca.entree)
        if today > add_months(since, settings.COOP_ELABORATION_MONTHS):
            yield Fait(
                objet=f"elaboration:{ca.pk}:{since}", ca_id=ca.pk, publics=C_S, url=lien("conventions:programme", ca_ref=ca.reference),
                title="Finaliser le plan d’actions, ou demander un accompagnement",
                text=f"La co-construction s’étale (depuis le {date_longue(since)})\u00a0: un accompagnement peut être demandé.{_elaboration(ca)}",
            )  # fmt: skip


def _elaboration(ca: Cooperative) -> str:
    """What the group chose, when it explains what to do (R-FORM-07)."""
    if ca.mode_elaboration == ModeElaboration.AUTRE:
        return f" Façon choisie par le groupe\u00a0: {shorten(ca.mode_elaboration_texte, FACON, placeholder='…')}"
    if ca.mode_elaboration == ModeElaboration.FORMATION and not ca.accompagnee:
        return " Le groupe l’a choisi, aucune session n’est encore notée."
    return ""


def retards(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-33: a stage is late, or holds late or blocked tasks; one fact a stage, its tasks in the sentence.

    The person responsible for a task is told of it too.
    """
    ended = _etapes(cas).filter(fin__lt=today, statut__in=OUVERTES)
    late = {etape.pk: etape for etape in ended if not _passee(etape)}
    tasks = defaultdict(list)
    rows = list(_taches(cas, today))
    for tache in rows:
        tasks[tache.etape_id].append(tache)
    others = _etapes(cas).filter(pk__in=[pk for pk in tasks if pk not in late])
    for etape in sorted([*late.values(), *others], key=lambda row: (row.ca_id, row.ordre)):
        yield _fait(etape, tasks[etape.pk], today, late=etape.pk in late)
    yield from (_fait_du_responsable(row, today) for row in rows if row.contact_id and not row.coordonne)


def _fait_du_responsable(tache: Tache, today: date) -> Fait:
    """AL-33 for the person responsible; whoever coordinates reads its own tasks by stage."""
    ca = tache.etape.ca
    return Fait(
        objet=f"tache:{tache.pk}", ca_id=ca.pk, publics=frozenset({Public.PERSONNE}), contact_id=tache.contact_id,
        title=f"Dire où en est la tâche «\u00a0{tache.libelle}\u00a0»", text=_phrase(tache, today),
        due=tache.fin if tache.fin and tache.fin < today else None, urgency=Urgence.VIGILANCE,
        url=lien("cooperatives:tache_avancement", ca_ref=ca.reference, tache_id=tache.pk),
    )  # fmt: skip


def _passee(etape: Etape) -> bool:
    """The coopérative has gone through this stage of the guide: its bar is closed whatever was typed."""
    return etats(etape.ca.phase).get(etape.code) == FAIT


def _etapes(cas: QuerySet[Cooperative]) -> QuerySet[Etape]:
    return Etape.objects.filter(ca__in=cas).select_related("ca")


def _taches(cas: QuerySet[Cooperative], today: date) -> QuerySet[Tache]:
    """Late tasks, and those that should have begun and wait for another one; those of a stage given up are silent."""
    behind = Tache.objects.filter(statut__in=OUVERTES, suivantes__isnull=False).values("suivantes")
    blocked = Q(statut=StatutTache.A_FAIRE, debut__lte=today, pk__in=behind)
    rows = Tache.objects.filter(etape__ca__in=cas, statut__in=OUVERTES).filter(Q(fin__lt=today) | blocked)
    coordinates = Coordinateur.objects.filter(running(), ca=OuterRef("etape__ca"), contact=OuterRef("contact"))
    rows = rows.exclude(etape__statut=StatutTache.ABANDONNEE).annotate(coordonne=Exists(coordinates))
    return rows.select_related("etape__ca").order_by("etape", "fin", "pk")


def _fait(etape: Etape, taches: list[Tache], today: date, *, late: bool) -> Fait:
    ends = [t.fin for t in taches if t.fin and t.fin < today] + ([etape.fin] if late else [])
    told = (
        [f"Étape «\u00a0{etape.libelle}\u00a0» en retard de {avec_nombre((today - etape.fin).days, 'jour,jours')}."]
        if late
        else []
    )
    told += [_phrase(t, today) for t in taches[:NOMMEES]]
    if len(taches) > NOMMEES:
        told.append(f"Et {avec_nombre(len(taches) - NOMMEES, 'autre tâche,autres tâches')}.")
    return Fait(
        objet=f"etape:{etape.pk}", ca_id=etape.ca_id, publics=C, due=min(ends, default=None),
        title=f"Mettre à jour l’étape «\u00a0{etape.libelle}\u00a0» du tableau de bord", text=" ".join(told), urgency=Urgence.VIGILANCE,
        url=lien("cooperatives:etape", ca_ref=etape.ca.reference, etape_id=etape.pk),
    )  # fmt: skip


def _phrase(tache: Tache, today: date) -> str:
    if tache.fin and tache.fin < today:
        days = avec_nombre((today - tache.fin).days, "jour,jours")
        return f"Tâche «\u00a0{tache.libelle}\u00a0» en retard de {days}."
    return f"Tâche «\u00a0{tache.libelle}\u00a0» bloquée par une tâche dont elle dépend."


REGLES = (
    Regle(
        code="AL-19", niveau=Niveau.CONSEIL, trouver=elaboration_longue, publics=C_S,
        condition="L’élaboration du plan d’actions dure depuis plus de six mois et le plan d’actions n’est pas finalisé.",
        source="La phase de co-construction peut s’étaler sur plusieurs mois, sans aboutir pour certains à la finalisation d’un plan d’actions et à la mise en place d’indicateurs de suivi-évaluation.",
        source_ref="Guide, phase de construction",
    ),
    Regle(
        code="AL-33", niveau=Niveau.CONSEIL, trouver=retards, publics=C | {Public.PERSONNE},
        condition="La date de fin d’une étape ou d’une tâche est passée sans qu’elle soit terminée, ou une tâche attend celle dont elle dépend.",
        source="Le suivi consiste à collecter et à analyser systématiquement l’information pour suivre la mise en œuvre du projet, vérifier sa conformité au regard du plan initial, identifier les freins et leviers potentiels, et réorienter le projet en cours de route si nécessaire.",
        source_ref="Guide, fiche 3",
    ),
)  # fmt: skip
