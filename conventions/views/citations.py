"""What a decision concerns, chosen from the page of its meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.forms_citations import CitationForm
from conventions.views._commun import save
from conventions.workflows import citations as verbs
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION


@ca_view(read=ANIMATION, write=ANIMATION)
def relier(request: HttpRequest, ca: Cooperative, decision_id: int) -> HttpResponse:
    """The actions and indicators of a decision; back to the decision in its meeting."""
    rows = ca.decisions.select_related("ca", "reunion").prefetch_related("citations")
    decision = get_object_or_404(rows, pk=decision_id)
    back = f"{lien('cooperatives:reunion', ca_ref=ca.reference, reunion_id=decision.reunion_id)}#{decision.numero}"
    form = CitationForm(request.POST if request.method == "POST" else None, decision=decision)
    if request.method == "POST" and save(
        form, lambda: verbs.relier(decision, actor=request.user.actor, **form.cleaned_data)
    ):
        messages.success(request, f"Ce que concerne {decision.numero} est enregistré.")
        return redirect(back)
    context = {"ca": ca, "rubrique": "gouvernance", "form": form, "decision": decision, "retour": back}
    return render(request, "conventions/decisions/relier.html", context)
