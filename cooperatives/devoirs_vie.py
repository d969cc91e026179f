"""Alerts of the life of a coopérative: participation (AL-26), old freins (AL-37), points d'étape (AL-40), exchanges (AL-41)."""

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from django.conf import settings
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from coop.calendrier import add_months
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.typographie import date_longue
from cooperatives import gates
from cooperatives.enums import Phase, Statut, TypeInstance
from cooperatives.enums_vie import StatutFrein, TypeEchange, TypeLevierFrein
from cooperatives.models import (
    Cooperative,
    Coordinateur,
    EchangePratiques,
    Instance,
    LevierFrein,
    MembreInstance,
    StrategieParticipation,
    TransitionPhase,
)
from cooperatives.models.perimetre import running
from cooperatives.queries.vie.leviers import ANCIEN_MOIS
from cooperatives.queries.vie.participation import HABITANT
from cooperatives.queries.vie.points_etape import FERMANTES, en_avant

TITRE = 60  # characters of a frein in the title of its duty
C = frozenset({Public.COORDINATION})
C_CP = C | {Public.COPILOTES}
C_S = C | {Public.SIEGE}
# From the diagnostic to the end of the actions: the strategy is upstream of them (R-HAB-01).
AVEC_STRATEGIE = (Phase.DIAGNOSTIC, Phase.ELABORATION, Phase.CONVENTIONNEMENT, Phase.MISE_EN_OEUVRE)


def participation(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-26: no inhabitant in the comité de pilotage, or no strategy (1 statement)."""
    copil = Instance.objects.filter(ca=OuterRef("pk"), type=TypeInstance.COPIL, fin__isnull=True)
    seated = MembreInstance.objects.filter(
        HABITANT, instance__ca=OuterRef("pk"), instance__type=TypeInstance.COPIL, instance__fin__isnull=True
    )
    rows = cas.filter(phase__in=AVEC_STRATEGIE).annotate(
        vide=Exists(copil) & ~Exists(seated),
        sans_strategie=~Exists(StrategieParticipation.objects.filter(ca=OuterRef("pk"))),
    )
    for ca in rows.filter(Q(vide=True) | Q(sans_strategie=True)).order_by("pk"):
        lacks = [words for lacking, words in _participation_lacks(ca) if lacking]
        yield Fait(
            objet=f"participation:{ca.pk}", ca_id=ca.pk, publics=C_CP, group=ca.reference,
            title="Organiser la participation des habitants", url=gates.url(ca, "participation"),
            text=f"Participation des habitants\u00a0: {', '.join(lacks)}.",
        )  # fmt: skip


def _participation_lacks(ca) -> list[tuple[bool, str]]:
    return [
        (ca.vide, "aucun représentant au copil"),
        (ca.sans_strategie, "stratégie à définir (objectifs, niveaux, mobilisation, suivi-évaluation)"),
    ]


def freins(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-37: a frein open for more than six months (1 statement)."""
    rows = LevierFrein.objects.filter(
        ca__in=cas.order_by().values("pk"), type=TypeLevierFrein.FREIN, signale_le__lt=add_months(today, -ANCIEN_MOIS)
    ).exclude(statut=StatutFrein.LEVE)
    for row in rows.select_related("ca").order_by("pk"):
        yield Fait(
            objet=f"frein:{row.pk}", ca_id=row.ca_id, publics=C, group=row.ca.reference,
            title=f"Revenir sur le frein «\u00a0{shorten(row.libelle, TITRE, placeholder='…')}\u00a0»", url=gates.url(row.ca, "freins", f"frein-{row.pk}"),
            text=f"Frein «\u00a0{row.libelle}\u00a0» toujours ouvert, depuis le {date_longue(row.signale_le)}.",
        )  # fmt: skip


def points_etape(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-40: the last phase closed has no point d'étape (1 statement). Earlier ones are not asked for any more."""
    of_ca = TransitionPhase.objects.filter(FERMANTES, ca=OuterRef("ca")).order_by("-le", "-pk")
    rows = TransitionPhase.objects.filter(FERMANTES, ca__in=cas.order_by().values("pk"), point_etape__isnull=True)
    for row in rows.filter(pk=Subquery(of_ca.values("pk")[:1])).select_related("ca").order_by("pk"):
        if en_avant(row):
            yield Fait(
                objet=f"transition:{row.pk}", ca_id=row.ca_id, publics=C, group=row.ca.reference,
                title=f"Faire le point d’étape\u00a0: {row.get_de_display()}",
                url=gates.lien("cooperatives:point_etape_phase", ca_ref=row.ca.reference, transition_id=row.pk),
                text="Réalisez un point d’étape (chemin parcouru, suite).",
            )  # fmt: skip


def echanges(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-41: a délégation without exchange of practice for six months (1 statement).

    The fact is held by the first running coopérative of the département, for the siège, and by the first of each first
    coordinator, so that everybody is told once.
    """
    limit = add_months(today, -settings.COOP_ECHANGES_MONTHS)
    first = Cooperative.objects.filter(departement=OuterRef("departement"), statut=Statut.EN_COURS).order_by()
    met = EchangePratiques.objects.filter(
        type=TypeEchange.INTER_DD, departements=OuterRef("departement"), le__lte=today
    )
    named = Coordinateur.objects.filter(running(), rang=1, ca__statut=Statut.EN_COURS).order_by()
    same = named.filter(contact=OuterRef("contact"), ca__departement=OuterRef("ca__departement"))
    firsts = named.filter(ca=OuterRef("pk")).annotate(
        p=Subquery(same.values("ca__departement").annotate(p=Min("ca")).values("p"))
    )
    rows = cas.annotate(
        du_coordinateur=Subquery(firsts.values("p")[:1]),
        premiere=Subquery(first.values("departement").annotate(p=Min("pk")).values("p")),
        ouverte=Subquery(first.values("departement").annotate(d=Min("creee_le")).values("d")),
        dernier=Subquery(met.order_by().values("departements").annotate(d=Max("le")).values("d")[:1]),
    ).filter(Q(pk=F("premiere")) | Q(pk=F("du_coordinateur")), ouverte__lt=limit)
    for ca in rows.filter(Q(dernier__isnull=True) | Q(dernier__lt=limit)).select_related("departement").order_by("pk"):
        since = f"Le dernier date du {date_longue(ca.dernier)}." if ca.dernier else "Aucun n’est encore noté."
        yield Fait(
            objet=f"echanges:{ca.departement_id}" if ca.pk == ca.premiere else f"echanges:{ca.departement_id}:{ca.pk}",
            ca_id=ca.pk, publics=C_S if ca.pk == ca.premiere else C, urgency=Urgence.INFORMATION,
            title=f"Organiser un échange de pratiques entre délégations ({ca.departement})",
            url=gates.lien("cooperatives:echanges"), text=since,
        )  # fmt: skip


AL_26 = Regle(
    code="AL-26", niveau=Niveau.CONSEIL, publics=C_CP, trouver=participation,
    condition="Du diagnostic à la mise en œuvre, aucun habitant ne siège au comité de pilotage, ou la stratégie de "
    "participation n’est pas écrite.",
    source="Engager résolument l’association des habitants et usagers au projet, en correspondance étroite avec sa "
    "gouvernance",
    source_ref="Évaluation, recommandations",
)  # fmt: skip
AL_37 = Regle(
    code="AL-37", niveau=Niveau.CONSEIL, publics=C, trouver=freins,
    condition="Un frein du registre est ouvert depuis plus de six mois.",
    source="identifier les freins et leviers potentiels",
    source_ref="Guide, suivi de la mise en œuvre",
)  # fmt: skip
AL_40 = Regle(
    code="AL-40", niveau=Niveau.CONSEIL, publics=C, trouver=points_etape,
    condition="La dernière phase close n’a pas de point d’étape.",
    source="Il est important au fur et à mesure que le programme avance de réaliser des points d’étapes pour marquer "
    "l’achèvement d’une phase, observer le chemin parcouru et se projeter dans la suite.",
    source_ref="Guide, gouvernance",
)  # fmt: skip
AL_41 = Regle(
    code="AL-41", niveau=Niveau.INFORMATION, publics=C_S, trouver=echanges,
    condition="Une délégation qui anime une coopérative depuis plus de six mois n’a pas pris part à un échange de "
    "pratiques entre délégations depuis six mois.",
    source="Organiser un échange de pratiques régulier entre Délégations Départementales",
    source_ref="Évaluation, recommandations",
)  # fmt: skip
REGLES = (AL_26, AL_37, AL_40, AL_41)
