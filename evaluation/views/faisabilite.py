"""Faisabilité: the nine items as the actors appreciate them, and the form of one organisation (R-EVCA-11)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conventions import montants
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import CONTRIBUTION
from evaluation.forms_reponses import AvisForm
from evaluation.models import AvisFaisabilite, EvaluationCA
from evaluation.queries import faisabilite as reading
from evaluation.queries import faits_evaluation
from evaluation.workflows import faisabilite as verbs

ACTEURS = CONTRIBUTION | {Role.HABITANT}


def page(ca: Cooperative) -> str:
    return reverse("evaluation:faisabilite", kwargs={"ca_ref": ca.reference})


@ca_view()
def faisabilite(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The opinions together, and whose opinion the reader may write."""
    facts = faits_evaluation.lire(ca, argent=montants.lit(request.roles))
    evaluation = EvaluationCA.objects.filter(ca=ca).first()
    mine = list(reading.organisations(ca, request.user.actor)) if evaluation and request.roles & ACTEURS else []
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "evaluation": evaluation,
        "items": reading.lire(ca, facts),
        "organisations": mine,
    }
    return render(request, "evaluation/faisabilite/faisabilite.html", context)


@ca_view(read=ACTEURS, write=ACTEURS)
def avis(request: HttpRequest, ca: Cooperative, organisation_id: int) -> HttpResponse:
    """The nine items answered by one organisation."""
    evaluation = get_object_or_404(EvaluationCA.objects.select_related("ca__departement"), ca=ca)
    organisation = reading.organisations(ca, request.user.actor).filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    row = AvisFaisabilite.objects.filter(evaluation=evaluation, organisation=organisation).first()
    row = row or AvisFaisabilite(evaluation=evaluation, organisation=organisation)
    form = AvisForm(request.POST or None, instance=row)
    if form.is_valid():
        try:
            verbs.write_opinion(
                row, actor=request.user.actor, reponses=form.reponses, version=form.cleaned_data.get("version")
            )
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"L’avis de {organisation} est enregistré.")
            return redirect(page(ca))
    context = {"ca": ca, "rubrique": "evaluation", "form": form, "organisation": organisation, "retour": page(ca)}
    return render(request, "evaluation/faisabilite/avis.html", context)
