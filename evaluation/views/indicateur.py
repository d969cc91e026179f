"""The sheet of one indicator."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from conventions.calendrier import MOIS_PAR_TRIMESTRE
from conventions.models import Indicateur
from conventions.rules import LOCKED, lock_state
from coop import horloge
from coop.calendrier import add_months
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, COORDINATION, INTERNES, organisations_of
from evaluation.queries.indicateur import lire_fiche


@ca_view(read=INTERNES)
def indicateur(request: HttpRequest, ca: Cooperative, indicateur_id: int) -> HttpResponse:
    """Definition, targets with the decisions that revised them, readings with the declarations they come from."""
    today = horloge.today()
    rows = Indicateur.objects.avec_cible(today).filter(action__programme__ca=ca, action__avenant__isnull=True)
    row = get_object_or_404(
        rows.select_related("action__programme__ca", "action__promoteur__organisation"), pk=indicateur_id
    )
    own = row.action.promoteur.organisation_id in organisations_of(request.user.actor)
    found = lire_fiche(row, today, clair=own or bool(request.roles & COORDINATION))
    revises = bool(request.roles & ANIMATION) and not found.en_mots and lock_state(row.action.programme) == LOCKED
    context = {
        "ca": ca, "rubrique": "suivi", "fiche": found, "i": row, "action": row.action, "peut_revoir": revises,
        "seuil": settings.COOP_SMALL_NUMBER,
        "retirables": {c.pk for c in found.cibles if revises and today < add_months(c.depuis, MOIS_PAR_TRIMESTRE)},
    }  # fmt: skip
    return render(request, "evaluation/indicateurs/fiche.html", context)
