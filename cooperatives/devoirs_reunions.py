"""Alerts of the meetings: rhythm of the comité de pilotage, minutes, agenda, working meetings (AL-14 to AL-18), and the
answer each person convened owes. A cancelled meeting, a closed coopérative are silent."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui import typographie
from cooperatives import gates
from cooperatives.enums import Phase, Statut, StatutReunion, TypeReunion
from cooperatives.guide_gouvernance import COPIL_ESPACE
from cooperatives.models import Convocation, Cooperative, PointOdj, Reunion, TransitionPhase
from cooperatives.workflows.reunions.commun import titre, url

TENUES = (StatutReunion.TENUE, StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)
DE_TRAVAIL = (TypeReunion.COTECH, TypeReunion.OPERATIONNELLE, TypeReunion.GROUPE_TRAVAIL)
COPIL_ATTENTION = 60  # days (AL-14)
CR_ATTENDU = 15  # days (AL-15)
CR_A_DIFFUSER = 5  # days (AL-16)
ODJ_AVANT = 10  # days (AL-17)
TRAVAIL_ESPACE = 21  # days (AL-18)
COORDINATION = frozenset({Public.COORDINATION})
ANIMATION = frozenset({Public.COORDINATION, Public.COPILOTES})


def _running(cas: QuerySet[Cooperative], *phases: Phase) -> QuerySet[Cooperative]:
    rows = cas.filter(statut=Statut.EN_COURS)
    return rows.filter(phase__in=phases) if phases else rows


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _held(*kinds: TypeReunion) -> Q:
    return Q(reunions__type__in=kinds, reunions__statut__in=TENUES)


def _planned(today: date, *kinds: TypeReunion) -> Q:
    return Q(reunions__type__in=kinds, reunions__statut__in=A_VENIR, reunions__prevue_le__gte=_start(today))


def rythme_du_copil(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-14, while actions run: sixty days without a COPIL held and none planned, then ninety-two days whatever is planned.

    With one planned the ninety-two days are an information: the date is known.
    """
    rows = _running(cas, Phase.MISE_EN_OEUVRE).annotate(
        dernier=Max("reunions__tenue_le", filter=_held(TypeReunion.COPIL)),
        prochain=Min("reunions__prevue_le", filter=_planned(today, TypeReunion.COPIL)),
    )
    for ca in rows:
        since = (today - ca.dernier).days if ca.dernier else None
        urgency = _rhythm(since, ca.prochain is not None)
        if urgency is not None:
            yield _copil(ca, urgency)


def _rhythm(since: int | None, planned: bool) -> Urgence | None:
    """How urgent, from the days since the last COPIL (None: never) and whether the next one is planned."""
    lost = since is None or since > COPIL_ESPACE
    if planned:
        return Urgence.INFORMATION if lost and since is not None else None
    if lost:
        return Urgence.VIGILANCE
    return Urgence.INFORMATION if since > COPIL_ATTENTION else None


def _copil(ca, urgency: Urgence) -> Fait:
    opening = (
        f"Aucun comité de pilotage depuis le {typographie.date_longue(ca.dernier)}"
        if ca.dernier
        else "Aucun comité de pilotage ne s’est encore tenu"
    )
    following = f" Le prochain est prévu le {typographie.date_longue(ca.prochain)}." if ca.prochain else ""
    return Fait(
        objet=f"ca:{ca.pk}:copil:{ca.dernier or 'jamais'}",
        ca_id=ca.pk,
        title="Réunir le comité de pilotage",
        url=gates.url(ca, "gouvernance", "reunions") if ca.prochain else gates.url(ca, "reunion_planifier"),
        publics=ANIMATION,
        text=f"{opening}\u00a0: réunions régulières, tous les deux-trois mois en moyenne.{following}",
        urgency=urgency,
        group=ca.reference,
    )


def _meetings(cas: QuerySet[Cooperative], **filters) -> QuerySet[Reunion]:
    rows = Reunion.objects.filter(ca__in=_running(cas).order_by().values("pk"), **filters)
    return rows.select_related("ca__departement", "instance").order_by("prevue_le", "pk")


def reunion_a_noter(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """A meeting whose day is over, neither held nor cancelled (1 statement): nothing would recall its minutes."""
    for row in _meetings(cas, statut__in=A_VENIR, prevue_le__lt=_start(today)):
        day = typographie.jour_civil(row.prevue_le)
        text = f"{titre(row)}\u00a0: notez qui était là et ce qui s’est décidé, ou annulez-la."
        due = day + timedelta(days=CR_ATTENDU)
        yield _fact(row, "Noter une réunion passée", text, ANIMATION, due=due, page="reunion_tenir")


def compte_rendu_a_ecrire(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-15: a COPIL held more than fifteen days ago whose minutes are not validated."""
    noted = PointOdj.objects.filter(reunion=OuterRef("pk")).exclude(notes="")
    rows = _meetings(
        cas, type=TypeReunion.COPIL, statut=StatutReunion.TENUE, tenue_le__lt=today - timedelta(days=CR_ATTENDU)
    )
    for row in rows.annotate(note=Exists(noted)):
        written = row.note or row.compte_rendu != ""
        word = "n’est pas validé" if written else "n’est pas rédigé"
        yield _fact(
            row,
            "Valider le compte rendu" if written else "Rédiger le compte rendu",
            f"Le compte rendu du copil du {typographie.date_longue(row.tenue_le)} {word}.",
            COORDINATION,
            due=row.tenue_le + timedelta(days=CR_ATTENDU),
            ancre="compte-rendu" if written else "",
        )


def compte_rendu_a_diffuser(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-16: minutes validated more than five days ago and not sent."""
    limit = today - timedelta(days=CR_A_DIFFUSER)
    for row in _meetings(cas, statut=StatutReunion.CR_VALIDE, cr_valide_le__lt=limit):
        text = f"Diffusez le compte rendu à tous les membres\u00a0: {titre(row)}."
        yield _fact(
            row, "Diffuser le compte rendu", text, COORDINATION, due=row.cr_valide_le + timedelta(days=CR_A_DIFFUSER)
        )


def ordre_du_jour_a_preparer(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-17: a COPIL within ten days that has no agenda."""
    empty = ~Exists(PointOdj.objects.filter(reunion=OuterRef("pk")))
    rows = _meetings(
        cas,
        type=TypeReunion.COPIL,
        statut__in=A_VENIR,
        prevue_le__gte=_start(today),
        prevue_le__lt=_start(today + timedelta(days=ODJ_AVANT + 1)),
    )
    for row in rows.filter(empty):
        text = f"Ordre du jour à préparer (frein repéré\u00a0: ordres du jour insuffisamment préparés)\u00a0: {titre(row)}."
        day = typographie.jour_civil(row.prevue_le)
        yield _fact(row, "Préparer l’ordre du jour", text, ANIMATION, due=day, page="reunion_preparer")


def rythme_de_travail(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-18, in préfiguration and élaboration: more than 21 days since the last working meeting (or since the phase began),
    and none within the 21 days that follow it."""
    entered = TransitionPhase.objects.filter(ca=OuterRef("pk"), vers=OuterRef("phase")).order_by("-le").values("le")[:1]
    rows = _running(cas, Phase.PREFIGURATION, Phase.ELABORATION).annotate(
        entree=Subquery(entered),
        derniere=Max("reunions__tenue_le", filter=_held(*DE_TRAVAIL)),
        prochaine=Min("reunions__prevue_le", filter=_planned(today, *DE_TRAVAIL)),
    )
    for ca in rows:
        began_on = typographie.jour_civil(ca.entree) if ca.entree else ca.creee_le
        since = max(began_on, ca.derniere or began_on)
        soon = ca.prochaine and typographie.jour_civil(ca.prochaine) <= today + timedelta(days=TRAVAIL_ESPACE)
        if (today - since).days > TRAVAIL_ESPACE and not soon:
            yield Fait(
                objet=f"ca:{ca.pk}:travail:{since}",
                ca_id=ca.pk,
                title="Prévoir une réunion de travail",
                url=f"{gates.url(ca, 'reunion_planifier')}?type={TypeReunion.GROUPE_TRAVAIL}",
                publics=COORDINATION,
                text="Rythme de réunion conseillé\u00a0: toutes les deux semaines. "
                f"Aucune réunion de travail depuis le {typographie.date_longue(since)}.",
                group=ca.reference,
            )


def convocation_a_repondre(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The answer each person convened owes until the day of the meeting."""
    rows = Convocation.objects.filter(
        reunion__ca__in=_running(cas).order_by().values("pk"),
        reunion__statut=StatutReunion.CONVOQUEE,
        reunion__prevue_le__gte=_start(today),
        reponse="",
    )
    for row in rows.select_related("reunion__ca__departement", "reunion__instance").order_by("pk"):
        day = typographie.jour_civil(row.reunion.prevue_le)
        yield Fait(
            objet=f"convocation:{row.pk}",
            ca_id=row.reunion.ca_id,
            title="Répondre à la convocation",
            url=f"{url(row.reunion)}#ma-reponse",
            publics=frozenset({Public.PERSONNE}),
            text=f"{titre(row.reunion)}\u00a0: serez-vous présent, représenté ou excusé\u00a0?",
            due=day,
            urgency=Urgence.INFORMATION,
            group=f"reunion:{row.reunion_id}",
            contact_id=row.contact_id,
        )


def convoques(contact_ids: Iterable[int]) -> Iterable[tuple[int, int]]:
    """(contact, coopérative) of those convened, who may hold no role there."""
    rows = Convocation.objects.filter(contact__in=list(contact_ids), reunion__statut=StatutReunion.CONVOQUEE)
    return rows.order_by().values_list("contact_id", "reunion__ca_id").distinct()


def _fact(
    row: Reunion, title: str, text: str, publics: frozenset[Public], *, due: date, page: str = "", ancre: str = ""
) -> Fait:
    target = url(row)
    if page:
        target += f"{page.removeprefix('reunion_')}/"
    return Fait(
        objet=f"reunion:{row.pk}",
        ca_id=row.ca_id,
        title=title,
        url=f"{target}#{ancre}" if ancre else target,
        publics=publics,
        text=text,
        due=due,
        group=row.ca.reference,
    )


REGLES = (
    Regle(
        code="AL-14",
        niveau=Niveau.CONSEIL,
        condition="Une coopérative en mise en œuvre dont le comité de pilotage ne s’est pas réuni depuis plus de "
        "92 jours\u00a0; ou depuis plus de 60 jours, sans qu’une réunion soit prévue.",
        source="Des réunions régulières du comité de pilotage (périodicité à déterminer collectivement, tous les "
        "deux-trois mois en moyenne) sont nécessaires pour instaurer une dynamique sur le long terme.",
        source_ref="Guide, gouvernance",
        trouver=rythme_du_copil,
        publics=ANIMATION,
    ),
    Regle(
        code="REUNION-NOTER",
        niveau=Niveau.OBLIGATION,
        condition="Le jour d’une réunion est passé, et elle n’est ni tenue ni annulée.",
        source="La tenue d’un tableau de bord pour un suivi général du programme, l’écriture des comptes-rendus des "
        "réunions du copil.",
        source_ref="Guide, gouvernance",
        trouver=reunion_a_noter,
        publics=ANIMATION,
    ),
    Regle(
        code="AL-15",
        niveau=Niveau.OBLIGATION,
        condition="Un comité de pilotage tenu depuis plus de 15 jours, dont le compte rendu n’est pas validé.",
        source="La tenue d’un tableau de bord pour un suivi général du programme, l’écriture des comptes-rendus des "
        "réunions du copil.",
        source_ref="Guide, gouvernance",
        trouver=compte_rendu_a_ecrire,
        publics=COORDINATION,
    ),
    Regle(
        code="AL-16",
        niveau=Niveau.CONSEIL,
        condition="Un compte rendu validé depuis plus de 5 jours et pas encore diffusé.",
        source="Ceci suppose que l’information soit systématiquement et très régulièrement partagée avec toutes les "
        "parties prenantes à chacune des étapes clés du projet.",
        source_ref="Guide, suivi de la mise en œuvre",
        trouver=compte_rendu_a_diffuser,
        publics=COORDINATION,
    ),
    Regle(
        code="AL-17",
        niveau=Niveau.CONSEIL,
        condition="Un comité de pilotage prévu dans les 10 jours, sans ordre du jour.",
        source="Des ordres du jour insuffisamment préparés",
        source_ref="Évaluation, freins repérés",
        trouver=ordre_du_jour_a_preparer,
        publics=ANIMATION,
    ),
    Regle(
        code="AL-18",
        niveau=Niveau.CONSEIL,
        condition="En préfiguration ou en élaboration, plus de 21 jours sans réunion de travail.",
        source="Réunions avec un rythme et une régularité prédéterminée, le plus souvent toutes les deux semaines "
        "(notamment lors de la préfiguration et élaboration du projet)",
        source_ref="Guide, suivi de la mise en œuvre",
        trouver=rythme_de_travail,
        publics=COORDINATION,
    ),
    Regle(
        code="REUNION-REPONDRE",
        niveau=Niveau.INFORMATION,
        condition="Vous êtes convoqué à une réunion et n’avez pas encore répondu.",
        source="Favoriser la participation au sein du groupe et l’expression des attentes de chacun",
        source_ref="Guide, gouvernance collaborative",
        trouver=convocation_a_repondre,
        nommes=convoques,
        rappels=False,
        publics=frozenset({Public.PERSONNE}),
    ),
)
