"""Decisions and what they concern: both ways, in a fixed number of statements."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from conventions.models import CitationDecision, FicheAction, Indicateur
from coop.ui.rubriques import lien
from cooperatives.citations import Liens
from cooperatives.models import Cooperative, Decision
from cooperatives.queries.reunions import ECRITS


def liens(ca: Cooperative, decisions: Iterable[Decision]) -> dict[int, Liens]:
    """What each decision is linked to, and where it is linked (1 statement; plugged in `cooperatives.citations`)."""
    found = {
        d.pk: Liens(adresse=lien("conventions:decision_relier", ca_ref=ca.reference, decision_id=d.pk))
        for d in decisions
    }
    rows = CitationDecision.objects.filter(decision__in=found).select_related("action", "indicateur__action")
    for row in rows.order_by("action__numero", "indicateur__numero", "pk"):
        found[row.decision_id].cites.append(_cible(ca, row))
    return found


def _cible(ca: Cooperative, row: CitationDecision) -> tuple[str, str]:
    if row.action:
        page = lien("conventions:action", ca_ref=ca.reference, numero=row.action.numero)
        return f"l’action {row.action.numero}, {row.action.intitule}", page
    page = lien("evaluation:indicateur", ca_ref=ca.reference, indicateur_id=row.indicateur_id)
    return f"l’indicateur {row.indicateur}", page


def de_l_action(action: FicheAction, *, anime: bool) -> list[Decision]:
    """Decisions that concern an action or one of its indicators, the last first; without `anime`, those that bind (1 statement)."""
    rows = Decision.objects.filter(Q(citations__action=action) | Q(citations__indicateur__action=action))
    rows = rows if anime else rows.filter(reunion__statut__in=ECRITS)
    return list(rows.select_related("reunion").distinct().order_by("-numero"))


def par_action(actions: Iterable[int]) -> dict[int, list[Decision]]:
    """action → the decisions of validated minutes that concern it, the last first (1 statement)."""
    found: dict[int, list[Decision]] = defaultdict(list)
    wanted = list(actions)
    rows = CitationDecision.objects.filter(
        Q(action__in=wanted) | Q(indicateur__action__in=wanted), decision__reunion__statut__in=ECRITS
    ).select_related("decision__reunion", "indicateur")
    for row in rows.order_by("-decision__numero", "pk"):
        key = row.action_id or row.indicateur.action_id
        if row.decision not in found[key]:
            found[key].append(row.decision)
    return found


def citables(ca: Cooperative) -> tuple[QuerySet[FicheAction], QuerySet[Indicateur]]:
    """The actions of the programme and their indicators."""
    actions = FicheAction.objects.filter(programme__ca=ca).order_by("numero")
    indicators = Indicateur.objects.filter(action__in=actions.values("pk")).select_related("action")
    return actions, indicators.order_by("action__numero", "type", "numero")


def nomme(texte: str, action: FicheAction) -> bool:
    """Whether words name the action, by its number (« action 3 ») or by its title."""
    if re.search(rf"\bactions?\s+(?:n°\s*)?{action.numero}\b", texte, re.IGNORECASE):
        return True
    return action.intitule.casefold() in texte.casefold()
