"""AL-03: the indicators to determine before the programme starts (R-EVA-02, article 4.2, A-54)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from conventions.enums import StatutConvention, TypeIndicateur
from conventions.models import Convention, FicheAction
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from cooperatives.enums import Phase
from cooperatives.models import Cooperative

SOURCE = (
    "Elles devront déterminer, avant le démarrage du programme, les indicateurs d’évaluation (processus, activité et "
    "résultats) qui permettront d’alimenter le bilan annuel."
)
COMMENCE = (StatutConvention.EN_VIGUEUR, StatutConvention.CLOSE)
C, C_P = frozenset({Public.COORDINATION}), frozenset({Public.COORDINATION, Public.PARTIE})
MOTS = {TypeIndicateur.IP: "processus", TypeIndicateur.IA: "activité", TypeIndicateur.IR: "résultats"}


def missing_indicators(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """A programme without a type, an action without indicator (urgent); an action that lacks a type (vigilance).

    Two statements. Silent before the fiches are written, and once a convention has started.
    """
    started = Convention.objects.filter(programme=OuterRef("programme"), statut__in=COMMENCE)
    rows = FicheAction.objects.en_cours(today).filter(
        ~Exists(started), programme__ca__in=cas, programme__ca__phase__in=(Phase.ELABORATION, Phase.CONVENTIONNEMENT)
    )
    rows = rows.select_related("programme__ca", "promoteur").prefetch_related("indicateurs")
    by_ca = defaultdict(list)
    for action in rows.order_by("programme__ca", "numero"):
        by_ca[action.programme.ca].append((action, {i.type for i in action.indicateurs.all()}))
    for ca, actions in by_ca.items():
        held = set().union(*(types for _, types in actions))
        if held and (lacking := _lacking(held)):
            yield _programme(ca, lacking)
        for action, types in actions:
            if lacking := _lacking(types):
                yield _action(ca, action, lacking, urgent=not types)


def _lacking(types: set[str]) -> list[TypeIndicateur]:
    return [kind for kind in TypeIndicateur if kind not in types]


def _programme(ca: Cooperative, lacking: list[TypeIndicateur]) -> Fait:
    names = " ni d’".join(str(kind.label) for kind in lacking)
    return Fait(
        objet=f"programme:{ca.pk}", ca_id=ca.pk, group="indicateurs", urgency=Urgence.URGENT, publics=C,
        title=f"Compléter les indicateurs du programme, {ca.intitule}",
        text=f"Le programme n’a pas d’{names}\u00a0: à déterminer avant le démarrage du programme.",
        url=lien("conventions:programme", ca_ref=ca.reference),
    )  # fmt: skip


def _action(ca: Cooperative, action: FicheAction, lacking: list[TypeIndicateur], *, urgent: bool) -> Fait:
    names = "indicateur" if urgent else f"indicateur de {' ni de '.join(MOTS[kind] for kind in lacking)}"
    names = names.replace("de activité", "d’activité")
    return Fait(
        objet=f"action:{action.pk}", ca_id=ca.pk, group="indicateurs",
        urgency=Urgence.URGENT if urgent else Urgence.VIGILANCE,
        publics=C_P, organisation_id=action.promoteur.organisation_id,
        title=f"Déterminer les indicateurs de l’action {action.numero}",
        text=f"L’action {action.numero} n’a pas d’{names}\u00a0: à déterminer avant le démarrage du programme.",
        url=lien("conventions:action", ca_ref=ca.reference, numero=action.numero),
    )  # fmt: skip


AL_03 = Regle(
    code="AL-03", niveau=Niveau.OBLIGATION, publics=C_P, trouver=missing_indicators, source=SOURCE,
    source_ref="Convention, article 4.2",
    condition="Avant le démarrage, le programme n’a pas les trois types d’indicateurs, une action n’en a aucun ou il lui en manque un.",
)  # fmt: skip
