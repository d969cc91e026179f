"""The indicators of one action."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from conventions.enums import TypeIndicateur
from conventions.forms_indicateurs import IndicateurForm
from conventions.gates import fiche
from conventions.guide_indicateurs import AIDES, DEFINITION
from conventions.models import FicheAction, Indicateur
from conventions.rules import animates_action, carries
from conventions.views._commun import action_of, formulaire, open_to, save
from conventions.workflows import indicateurs as verbs
from conventions.workflows.actions import NOT_YOURS
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import CONTRIBUTION


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def indicateur(request: HttpRequest, ca: Cooperative, numero: int, pk: int | None = None) -> HttpResponse:
    """Add an indicator to action `numero`, or change one."""
    action = action_of(ca, numero)
    open_to(animates_action | carries, request, action, action.programme, NOT_YOURS)
    row = _row(action, pk) if pk else Indicateur(action=action)
    asked = request.GET.get("type", "")
    form = IndicateurForm(
        request.POST or None, instance=row, initial={"type": asked} if not pk and asked in TypeIndicateur else {}
    )

    def verb():
        if pk:
            verbs.update(_row(action, pk), actor=request.user.actor, **form.cleaned_data)
        else:
            verbs.add(action, actor=request.user.actor, **form.cleaned_data)

    retour = fiche(ca, action, "indicateurs")
    try:
        if save(form, verb):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    titre = f"{'Modifier un' if pk else 'Ajouter un'} indicateur à l’action {numero}"
    return formulaire(request, ca, form, titre, retour, aides=AIDES, definition=DEFINITION)


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int, pk: int) -> HttpResponse:
    """Take an indicator out."""
    action = action_of(ca, numero)
    row = _row(action, pk)
    if request.method == "POST":
        try:
            verbs.remove(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(fiche(ca, action, "indicateurs"))


def _row(action: FicheAction, pk: int) -> Indicateur:
    rows = Indicateur.objects.select_related("action__programme__ca", "action__promoteur__organisation")
    return get_object_or_404(rows, pk=pk, action=action)
