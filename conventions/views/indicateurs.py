"""The indicators of one action."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conventions.enums import TypeIndicateur
from conventions.forms_indicateurs import IndicateurForm
from conventions.gates import fiche
from conventions.guide_indicateurs import AIDES, DEFINITION
from conventions.models import FicheAction, Indicateur
from conventions.queries import avenant as avenants
from conventions.queries import bibliotheque
from conventions.queries.bibliotheque import REPRIS, lisible
from conventions.queries.programme import full_action
from conventions.rules import writes_action
from conventions.views._commun import action_of, open_to, save
from conventions.workflows import indicateurs as verbs
from conventions.workflows.actions import NOT_YOURS
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import CONTRIBUTION


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def indicateur(request: HttpRequest, ca: Cooperative, numero: int, pk: int | None = None) -> HttpResponse:
    """Add an indicator to action `numero`, or change one."""
    action = _action(ca, numero)
    open_to(writes_action, request, action, action.programme, NOT_YOURS)
    row = _row(action, pk) if pk else Indicateur(action=action)
    initial = {} if pk else _initial(request, action)
    form = IndicateurForm(request.POST or None, instance=row, initial=initial)

    def verb():
        if pk:
            verbs.update(_row(action, pk), actor=request.user.actor, **form.cleaned_data)
        else:
            verbs.add(action, actor=request.user.actor, **form.cleaned_data)

    retour = _retour(ca, action)
    try:
        if save(form, verb):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    titre = f"{'Modifier un' if pk else 'Ajouter un'} indicateur à l’action {numero}"
    context = {"ca": ca, "rubrique": "programme", "form": form, "titre": titre, "retour": retour, "action": action}
    context |= {"aides": AIDES, "definition": DEFINITION, "nouveau": not pk, "repris": bool(initial.get("libelle"))}
    context["seuil"] = settings.COOP_SMALL_NUMBER
    return render(request, "conventions/indicateurs/indicateur.html", context)


def _initial(request: HttpRequest, action: FicheAction) -> dict:
    """A type asked for, or the definition of an indicator taken from a similar action (`?modele=`)."""
    asked, modele = request.GET.get("type", ""), request.GET.get("modele", "")
    if modele.isdecimal() and (found := lisible(action, request.user, int(modele))):
        return {name: getattr(found, name) for name in REPRIS}
    return {"type": asked} if asked in TypeIndicateur else {}


@ca_view(read=CONTRIBUTION)
def proposes(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Indicators of similar actions, to start from."""
    action = _action(ca, numero)
    open_to(writes_action, request, action, action.programme, NOT_YOURS)
    asked = request.GET.get("type", "")
    asked = asked if asked in TypeIndicateur else ""
    context = {
        "ca": ca,
        "rubrique": "programme",
        "action": action,
        "proposes": bibliotheque.proposes(action, request.user, asked),
        "types": TypeIndicateur,
        "type": asked,
        "retour": _retour(ca, action),
    }
    return render(request, "conventions/indicateurs/proposes.html", context)


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int, pk: int) -> HttpResponse:
    """Take an indicator out."""
    action = _action(ca, numero)
    row = _row(action, pk)
    if request.method == "POST":
        try:
            verbs.remove(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(_retour(ca, action))


def _action(ca: Cooperative, numero: int) -> FicheAction:
    """The action of the programme, or the one that the avenant in preparation adds under this number (R-CONV-10)."""
    avenant = avenants.brouillon_of(ca)
    added = full_action(ca, numero, avenant) if avenant else None
    return added if added and added.remplace_id is None else action_of(ca, numero)


def _retour(ca: Cooperative, action: FicheAction) -> str:
    if action.avenant_id:
        return reverse("conventions:avenant_action", kwargs={"ca_ref": ca.reference, "numero": action.numero})
    return fiche(ca, action, "indicateurs")


def _row(action: FicheAction, pk: int) -> Indicateur:
    rows = Indicateur.objects.select_related("action__programme__ca", "action__promoteur__organisation")
    return get_object_or_404(rows, pk=pk, action=action)
