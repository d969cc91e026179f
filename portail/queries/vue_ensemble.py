"""What the overview of a coopérative shows, whole for its people, plain for inhabitants, public facts for the others."""

from dataclasses import dataclass, field
from datetime import date

from conventions.enums import NiveauObjectif
from conventions.models import FicheAction, Objectif
from conventions.queries import a_ce_jour
from coop import horloge
from coop.gates import Manque
from coop.ui import charts, typographie
from coop.ui.rubriques import lien
from cooperatives import phases
from cooperatives.enums import Phase, Statut
from cooperatives.enums_vie import NiveauParticipation
from cooperatives.models import (
    ActiviteParticipation,
    Cooperative,
    Coordinateur,
    CoPilote,
    Decision,
    Membre,
    Reunion,
    StrategieParticipation,
)
from cooperatives.queries import EtapeFrise, frise, nombre_communes
from cooperatives.queries.membres import coordination
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Recueil
from evaluation.enums import StatutBilan
from evaluation.models import Bilan
from portail.queries import chiffres, prochaine, rendez_vous, suivi
from portail.queries.manques import de_l_etape
from portail.queries.perimetre import decisions_ecrites

DECISIONS = 3
REUNIONS = 5
SANS_DATE = {"f": "dates non notées", "c": "dates à poser", "v": "dates à poser"}
PAGES = {
    "prefiguration": "cooperatives:opportunite",
    "diagnostic": "diagnostics:diagnostic",
    "elaboration": "conventions:programme",
    "mise_en_oeuvre": "cooperatives:tableau_de_bord",
    "suivi_evaluation": "evaluation:suivi",
    "evaluation_ca": "evaluation:evaluation",
}


@dataclass(slots=True)
class Entete:
    """What the band and the frise say to everybody: public facts."""

    frise: str
    communes: int
    partenaires: list[Membre]
    marche: suivi.Marche | None


@dataclass(slots=True)
class Ensemble:
    """The overview of those who make the CA."""

    prochaine: prochaine.Echeance | None
    jours: int
    manques_titre: str
    manques: list[Manque]
    trimestre: chiffres.Trimestre | None
    decisions: list[Decision]
    coordinateurs: list[Coordinateur]
    copilotes: list[CoPilote]
    actions: list[FicheAction] = field(default_factory=list)


@dataclass(slots=True)
class Simple:
    """The plain-language page of inhabitants; `chapo` is what the coopérative wants in one sentence."""

    chapo: str
    objectifs: list[Objectif]
    reunions: list[Reunion]
    decisions: list[Decision]
    coordinateurs: list[Coordinateur]
    strategie: StrategieParticipation | None
    recueil: Recueil | None
    ateliers: list[ActiviteParticipation]
    niveau_atteint: str
    avis: bool


@dataclass(slots=True)
class Contribution:
    """What somebody's organisation carries here: its actions, its bilans not sent yet (and whether their quarter ended)."""

    actions: list[FicheAction]
    bilans: list[tuple[Bilan, bool]]


def entete(ca: Cooperative, today: date, *, pages: bool) -> Entete:
    """Stages, communes, partners, convention (6 statements); `pages` makes links of the stages."""
    marche = suivi.marche(ca, today)
    stages = frise(ca, today, marche.frise if marche else None)
    drawn = charts.frise([_etape(stage, ca, pages) for stage in stages])
    return Entete(drawn, nombre_communes(ca), partenaires(ca), marche)


def _etape(stage: EtapeFrise, ca: Cooperative, pages: bool) -> charts.Etape:
    url = lien(PAGES[stage.code], ca_ref=ca.reference) if pages else ""
    return charts.Etape(stage.libelle, _dates(stage), stage.etat, stage.mot, url, min(stage.quarts, 4))


def _dates(stage: EtapeFrise) -> str:
    if stage.debut and stage.fin:
        return f"{typographie.date_courte(stage.debut, stage.debut.year != stage.fin.year)} – {typographie.date_courte(stage.fin, True)}"
    if stage.debut:
        return f"{'depuis' if stage.en_cours else 'à partir'} {'le' if stage.en_cours else 'du'} {typographie.date_courte(stage.debut, True)}"
    return f"jusqu’au {typographie.date_courte(stage.fin, True)}" if stage.fin else SANS_DATE[stage.etat]


def partenaires(ca: Cooperative) -> list[Membre]:
    """Members other than the ARS, by name, counted as everywhere else (A-44; 1 statement)."""
    rows = ca.membres.actifs().partenaires()
    return list(rows.select_related("organisation").order_by("organisation__recherche", "id"))


def ensemble(ca: Cooperative, today: date, marche: suivi.Marche | None, *, brouillons: bool) -> Ensemble:
    """The whole overview, a fixed number of statements for each phase; `brouillons`: decisions not validated yet too."""
    meetings = list(rendez_vous.a_venir([ca])[:REUNIONS])
    expected = suivi.bilans_attendus(ca, today) if marche else []
    following = prochaine.prochaine(ca, today, marche, meetings, expected)
    people, leaders = coordination(ca)
    return Ensemble(
        prochaine=following,
        jours=following.jours(today) if following else 0,
        manques_titre=_titre(ca),
        manques=manques(ca, meetings, expected),
        trimestre=chiffres.dernier_trimestre(ca, today) if marche else None,
        decisions=decisions(ca) if brouillons else list(decisions_ecrites([ca])[:DECISIONS]),
        coordinateurs=people,
        copilotes=leaders,
        actions=_actions(ca),
    )


def decisions(ca: Cooperative) -> list[Decision]:
    """The last decisions of meetings held, for the people of the CA (1 statement)."""
    rows = ca.decisions.exclude(reunion__statut="annulee").select_related("reunion__instance", "ca")
    return list(rows.order_by("-reunion__tenue_le", "-numero", "-id")[:DECISIONS])


def _titre(ca: Cooperative) -> str:
    step = phases.next_step(ca)
    if ca.phase == Phase.MISE_EN_OEUVRE or step is None:
        return "Ce qu’il manque"
    return f"Ce qu’il manque pour passer à l’étape «\u00a0{Phase(step.arrivee).label}\u00a0»"


def manques(ca: Cooperative, reunions: list[Reunion], attendus: list[Bilan]) -> list[Manque]:
    """Bilans, agenda of the next meeting, then the gates of the next step: obligations before advice."""
    if ca.statut != Statut.EN_COURS:
        return []
    found = [*_bilans(ca, attendus), *_ordre_du_jour(reunions), *de_l_etape(ca, horloge.today())]
    return sorted(found, key=lambda manque: not manque.obligation)


def _bilans(ca: Cooperative, attendus: list[Bilan]) -> list[Manque]:
    """One sentence a quarter and a reason (never transmitted, sent back to complete), the oldest first; parties named."""
    groups: dict[tuple[date, bool], list[Bilan]] = {}
    for bilan in attendus:
        groups.setdefault((bilan.debut, bilan.statut == StatutBilan.A_COMPLETER), []).append(bilan)
    return [_attente(ca, rows, again=again) for (_, again), rows in groups.items()]


def _attente(ca: Cooperative, rows: list[Bilan], *, again: bool) -> Manque:
    verb = "est à compléter,sont à compléter" if again else "n’est pas transmis,ne sont pas transmis"
    count = typographie.avec_nombre(len(rows), "bilan,bilans")
    phrase = f"{count} du {suivi.quand(rows[0])} {typographie.pluriel(len(rows), verb)}."
    names = ", ".join(row.partie.organisation.nom for row in rows)
    due = typographie.date_longue(max(row.echeance for row in rows))
    return Manque(
        "bilans",
        phrase,
        lien("evaluation:suivi", ca_ref=ca.reference),
        "R-BIL-01",
        precision=f"{names}, pour le {due}.",
    )


def _ordre_du_jour(reunions: list[Reunion]) -> list[Manque]:
    """The next meeting has no agenda (R-GOUV-21, a recommendation)."""
    if not reunions or reunions[0].points.exists():
        return []
    meeting = reunions[0]
    phrase = f"L’ordre du jour de la prochaine réunion ({typographie.date_courte(meeting.prevue_le)}) n’est pas écrit."
    return [Manque("ordre_du_jour", phrase, rendez_vous.adresse(meeting), "R-GOUV-21", obligation=False)]


def _actions(ca: Cooperative) -> list[FicheAction]:
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("promoteur__organisation")
    return a_ce_jour.fiches(rows.order_by("numero"))


def simple(ca: Cooperative) -> Simple:
    """Objectives, meetings, validated decisions, whom to talk to, our place, where to speak (9 statements)."""
    goals, people = objectifs(ca), coordination(ca)[0]
    general = next((row.libelle for row in goals if row.niveau == NiveauObjectif.GENERAL), "")
    activities, today = list(ActiviteParticipation.objects.filter(ca=ca).order_by("le", "id")), horloge.today()
    reached = max((row.niveau_reel for row in activities if row.niveau_reel), default=None)
    return Simple(
        chapo=ca.objectif_public or general,
        objectifs=[row for row in goals if row.niveau == NiveauObjectif.SPECIFIQUE],
        reunions=list(rendez_vous.a_venir([ca])[:REUNIONS]),
        decisions=list(decisions_ecrites([ca])[:REUNIONS]),
        coordinateurs=people,
        strategie=StrategieParticipation.objects.filter(ca=ca).first(),
        recueil=_recueil(ca),
        ateliers=[row for row in activities if row.le >= today][:REUNIONS],
        niveau_atteint=NiveauParticipation(reached).label if reached else "",
        avis=ca.diagnostics.filter(statut=StatutDiagnostic.BROUILLON).exists(),
    )


def objectifs(ca: Cooperative) -> list[Objectif]:
    """The general objective, then the specific ones (1 statement)."""
    kinds = [NiveauObjectif.GENERAL, NiveauObjectif.SPECIFIQUE]
    return list(Objectif.objects.filter(programme__ca=ca, niveau__in=kinds).order_by("niveau", "numero"))


def _recueil(ca: Cooperative) -> Recueil | None:
    """The shared page where anybody may speak, while it is open (1 statement)."""
    rows = Recueil.objects.filter(diagnostic__ca=ca, clos_le__isnull=True, jusqu_au__gte=horloge.today())
    return rows.order_by("-diagnostic__id").first()


def contribution(ca: Cooperative, organisations: frozenset[int], today: date) -> Contribution | None:
    """The actions and bilans of these organisations; None for those who hold neither (2 statements)."""
    actions = [action for action in _actions(ca) if action.promoteur.organisation_id in organisations]
    bilans = Bilan.objects.filter(
        ca=ca, partie__organisation__in=organisations, debut__lte=today, statut__in=suivi.ATTENDUS
    ).select_related("partie__organisation")
    found = Contribution(actions, [(bilan, bilan.fin <= today) for bilan in bilans.order_by("echeance", "id")])
    return found if found.actions or found.bilans else None
