"""Recording the évaluation finale of the programme."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation.forms_finale import FinaleForm
from evaluation.models import EvaluationFinale
from evaluation.queries.finale import derniere
from evaluation.views.evaluation_ca import page
from evaluation.workflows import finale as verbs


@ca_view(read=COORDINATION, write=COORDINATION)
def evaluation_finale(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The day, the instance, what it bears on, its document."""
    row = derniere(ca) or EvaluationFinale(ca=ca)
    form = FinaleForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.enregistrer(ca, actor=request.user.actor, version=form.cleaned_data.get("version"), **form.donnees)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "L’évaluation finale est enregistrée.")
            return redirect(page(ca, "finale"))
    context = {"ca": ca, "rubrique": "evaluation", "form": form, "finale": row, "retour": page(ca, "finale")}
    return render(request, "evaluation/evaluation_ca/finale.html", context)
