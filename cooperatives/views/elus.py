"""Elected officials associated to the CA (R-GOUV-26)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cooperatives.forms.membres import EluForm
from cooperatives.models import Cooperative, EluAssocie
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION
from cooperatives.views.saisie import saved
from cooperatives.workflows import elus as verbs


@ca_view(read=ANIMATION, write=ANIMATION)
def ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = EluForm(request.POST or None, ca=ca, instance=EluAssocie(ca=ca))
    if saved(request, form, lambda: verbs.associate(ca, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "L’élu est noté.")
        return redirect("cooperatives:membres", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "membres", "form": form, "titre": "Associer un élu", "bouton": "Noter"}
    return render(request, "cooperatives/formulaire.html", context)


@require_POST
@ca_view(write=ANIMATION)
def fin(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    rows = ca.elus.filter(fin__isnull=True).select_related("commune", "ca__departement")
    verbs.end(get_object_or_404(rows, pk=pk), actor=request.user.actor)
    messages.success(request, "L’élu n’est plus noté parmi les élus associés.")
    return redirect("cooperatives:membres", ca_ref=ca.reference)
