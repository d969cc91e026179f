"""Inviting organisations: paste, check what each line becomes, invite. Also one organisation of the register."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.ui import typographie
from cooperatives.enums import StatutMembre
from cooperatives.forms import attach
from cooperatives.forms.invitations import CollageForm, lignes_formset
from cooperatives.forms.membres import AjoutForm
from cooperatives.invitations import Ligne
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.workflows import invitations, membres


@ca_view(read=COORDINATION, write=COORDINATION)
def inviter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """First the pasted text; then its lines, which come back until all are right."""
    context = {"ca": ca, "rubrique": "membres"}
    if "l-TOTAL_FORMS" in request.POST:
        return _second_step(request, ca, context)
    form = CollageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lignes = lignes_formset(ca, texte=form.cleaned_data["texte"])
        return render(request, "cooperatives/inviter_lignes.html", context | {"lignes": lignes})
    return render(request, "cooperatives/inviter.html", context | {"form": form})


def _second_step(request: HttpRequest, ca: Cooperative, context: dict) -> HttpResponse:
    lignes = lignes_formset(ca, data=request.POST)
    if lignes.is_valid():
        try:
            invited = invitations.invite_all(ca, actor=request.user.actor, lignes=_rows(lignes))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request, f"{typographie.avec_nombre(len(invited), 'organisation invitée,organisations invitées')}."
            )
            return redirect("cooperatives:membres", ca_ref=ca.reference)
    return render(request, "cooperatives/inviter_lignes.html", context | {"lignes": lignes})


def _rows(lignes) -> list:
    kept = [form.cleaned_data for form in lignes.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [(Ligne(d["nom"], d["email"].lower(), d["fonction"]), d["type"], d["secteur"]) for d in kept]


@ca_view(read=ANIMATION, write=ANIMATION)
def ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """An organisation of the register, spotted on the territory (R-AMONT-02): it is invited, or noted partant, later."""
    form = AjoutForm(request.POST or None, ca=ca)
    if request.method == "POST" and form.is_valid():
        try:
            row = membres.propose(ca, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"{row.organisation}\u00a0: {StatutMembre(row.statut).label}.")
            return redirect("cooperatives:membres", ca_ref=ca.reference)
    context = {
        "ca": ca,
        "rubrique": "membres",
        "form": form,
        "titre": "Ajouter une organisation repérée",
        "bouton": "Ajouter",
    }
    return render(request, "cooperatives/formulaire.html", context)
