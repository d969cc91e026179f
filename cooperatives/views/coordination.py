"""Coordinators and co-pilotes: small forms on one page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cooperatives.forms import attach
from cooperatives.forms.membres import CopiloteForm, PremierForm, SecondForm
from cooperatives.models import Cooperative
from cooperatives.models.perimetre import running
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from cooperatives.workflows import coordination as verbs

Saver = Callable[[Cooperative, object, forms.Form], object]
# The address says which: form, verb, title, button.
QUESTIONS: dict[str, tuple[type[forms.Form], Saver, str, str]] = {
    "premier": (
        PremierForm,
        lambda ca, actor, form: verbs.replace_first(ca, actor=actor, contact=form.cleaned_data["contact"]),
        "Remplacer le premier coordinateur",
        "Remplacer",
    ),
    "second": (
        SecondForm,
        lambda ca, actor, form: verbs.appoint_second(
            ca, actor=actor, contact=form.cleaned_data["contact"], type=form.type
        ),
        "Désigner un second coordinateur",
        "Désigner",
    ),
    "copilote": (
        CopiloteForm,
        lambda ca, actor, form: verbs.add_copilote(ca, actor=actor, organisation=form.cleaned_data["organisation"]),
        "Ajouter un co-pilote",
        "Ajouter",
    ),
}


@ca_view(read=COORDINATION, write=COORDINATION)
def coordination(request: HttpRequest, ca: Cooperative, question: str) -> HttpResponse:
    kind, save, titre, bouton = QUESTIONS[question]
    form = kind(request.POST or None, ca=ca)
    if request.method == "POST" and form.is_valid():
        try:
            save(ca, request.user.actor, form)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "La coordination est à jour.")
            return redirect("cooperatives:membres", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "membres", "form": form, "titre": titre, "bouton": bouton}
    return render(request, "cooperatives/formulaire.html", context)


@ca_view(write=COORDINATION)
@require_POST
def coordination_fin(request: HttpRequest, ca: Cooperative, pk: int | None = None) -> HttpResponse:
    """End a co-pilotage (by its key) or free the second place (without)."""
    try:
        if pk is None:
            verbs.end_second(ca, actor=request.user.actor)
        else:
            verbs.end_copilote(get_object_or_404(ca.copilotes.filter(running()), pk=pk), actor=request.user.actor)
        messages.success(request, "La coordination est à jour.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cooperatives:membres", ca_ref=ca.reference)
