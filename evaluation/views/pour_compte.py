"""The coordination types what a party told it: who told, when, how; then the same form as the party's (decisions.md 27)."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop import horloge
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation.forms_examen import PourCompteForm
from evaluation.queries.saisie import bilan_du_lien
from evaluation.views.pas import etapes
from evaluation.views.porte import Porte
from evaluation.workflows import pour_compte


@ca_view(read=COORDINATION, write=COORDINATION)
def saisir(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Name the informant, the day and the channel, then fill the draft."""
    bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca))
    form = PourCompteForm(request.POST or None, initial={"recueilli_le": horloge.today()})
    if request.method == "POST" and form.is_valid():
        try:
            pour_compte.begin(bilan, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(etapes(Porte(bilan, request.user.actor))[0].url)
    context = {"ca": ca, "rubrique": "suivi", "bilan": bilan, "form": form}
    return render(request, "evaluation/bilans/pour_compte.html", context)
