"""The seven points de vigilance of a coopérative."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.versions import StaleVersion
from cooperatives.enums import StatutVigilance
from cooperatives.forms.vigilance import VigilanceForm, vigilances
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION
from cooperatives.workflows.vigilance import follow


@ca_view(write=ANIMATION)
def vigilance(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The seven points are one form; only those that changed are written and signed."""
    forms = vigilances(ca, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms) and _save(ca, forms, request.user.actor):
        messages.success(request, "Les points de vigilance sont enregistrés.")
        return redirect(request.path)
    context = {
        "ca": ca,
        "rubrique": "",
        "forms": forms,
        "en_erreur": [form for form in forms if form.is_bound and form.errors],
        "traites": sum(form.row.statut == StatutVigilance.TRAITE for form in forms),
        "peut_ecrire": bool(request.roles & ANIMATION),
    }
    return render(request, "cooperatives/vigilance.html", context)


def _save(ca: Cooperative, forms: list[VigilanceForm], actor) -> bool:
    """False when somebody else wrote one of the points: nothing is then saved."""
    form = None
    try:
        with transaction.atomic():
            for form in forms:
                if form.change:
                    follow(ca, actor=actor, point=form.row.point, **form.cleaned_data)
    except StaleVersion as stale:
        form.show_theirs(stale.current)
        return False
    return True
