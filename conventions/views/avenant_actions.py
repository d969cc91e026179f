"""The actions of an avenant: the ordinary fiche on the copy it prepares, one more, one less, one left as it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from conventions.forms_avenant import NouvelleActionForm, RetraitForm
from conventions.models import Avenant, FicheAction
from conventions.queries import avenant as queries
from conventions.rules import animates_action
from conventions.rules_avenant import page_avenant
from conventions.views._commun import action_of, save
from conventions.views.avenant import brouillon_or_404, formulaire
from conventions.views.convention import blocked_page, current_or_404
from conventions.views.fiche_saisie import ecrire
from conventions.views.porte_fiche import Porte
from conventions.workflows import avenants, fiches
from coop.gates import Blocked
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION

WAIT = "Aucun avenant n’est en préparation\u00a0: la coordination l’ouvre d’abord."


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def action(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """The fiche that the open avenant prepares, written like any fiche."""
    avenant = queries.brouillon_of(ca)
    if avenant is None:
        raise Http404
    return ecrire(request, Porte(action_of(ca, numero, avenant), request.user.actor, avenant=avenant))


@ca_view(read=frozenset(), write=CONTRIBUTION)
@require_POST
def changer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """« Modifier par avenant » on a locked fiche: open the avenant if need be, then the copy to write."""
    row, actor = action_of(ca, numero), request.user.actor
    avenant = queries.brouillon_of(ca)
    try:
        if avenant is None and animates_action(actor, row):
            avenant = avenants.ouvrir(current_or_404(ca), actor=actor)
        if avenant is None:
            messages.info(request, WAIT)
            return redirect("conventions:action", ca_ref=ca.reference, numero=numero)
        copy = avenants.modifier_action(avenant, row, actor=actor)
    except Blocked as blocked:
        return blocked_page(request, ca, blocked)
    return redirect(_ecrire(ca, copy))


@ca_view(read=frozenset(), write=ANIMATION)
@require_POST
def demander(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Send the promoteur, without account, the link to the fiche that the avenant prepares."""
    avenant = queries.brouillon_of(ca)
    if avenant is None:
        raise Http404
    try:
        row = fiches.remind(action_of(ca, numero, avenant), actor=request.user.actor)
        people = avec_nombre(row.destinataires, "personne,personnes")
        messages.success(request, f"La fiche est demandée à {people}, par lien personnel.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(page_avenant(avenant))


@ca_view(read=ANIMATION, write=ANIMATION)
def nouvelle(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Open the fiche of one more action."""
    avenant, actor = brouillon_or_404(ca, numero), request.user.actor
    form, created = NouvelleActionForm(request.POST or None, ca=ca, actor=actor), []
    if save(form, lambda: created.append(avenants.ajouter_action(avenant, actor=actor, **form.cleaned_data))):
        return redirect(_ecrire(ca, created[0]))
    chapo = "Elle entre dans le programme à la signature de l’avenant. Ses sept rubriques s’écrivent ensuite."
    return formulaire(request, ca, avenant, form, "Ajouter une action", chapo=chapo, bouton="Ouvrir la fiche")


@ca_view(read=ANIMATION, write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int, action: int) -> HttpResponse:
    """Take an action out of the programme, with its reason."""
    avenant = brouillon_or_404(ca, numero)
    row = action_of(ca, action)
    known = avenant.retraits.filter(action=row).values_list("motif", flat=True).first()
    form = RetraitForm(request.POST or None, initial={"motif": known or ""})
    if save(form, lambda: avenants.retirer_action(avenant, row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, f"L’avenant retire l’action {row.numero}.")
        return redirect(page_avenant(avenant))
    titre = f"Retirer l’action {row.numero} du programme"
    return formulaire(request, ca, avenant, form, titre, chapo=row.intitule, bouton="Retirer cette action")


@ca_view(read=frozenset(), write=ANIMATION)
@require_POST
def garder(request: HttpRequest, ca: Cooperative, numero: int, action: int) -> HttpResponse:
    """Leave the action as it is in force; a new one is not added after all."""
    avenant = brouillon_or_404(ca, numero)
    row = _in_force_or_added(ca, avenant, action)
    try:
        avenants.garder_action(avenant, row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"L’action {action} reste comme elle est en vigueur.")
    return redirect(page_avenant(avenant))


def _in_force_or_added(ca: Cooperative, avenant: Avenant, numero: int) -> FicheAction:
    rows = FicheAction.toutes.filter(programme__ca=ca, numero=numero)
    found = rows.filter(avenant__isnull=True).first()
    return found or get_object_or_404(rows, avenant=avenant, remplace__isnull=True)


def _ecrire(ca: Cooperative, row: FicheAction) -> str:
    return reverse("conventions:avenant_action", kwargs={"ca_ref": ca.reference, "numero": row.numero})
