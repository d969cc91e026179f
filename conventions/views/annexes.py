"""What is joined to the text of a convention, chosen while it is a draft (domain.md §5.1)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.annexes import disponibles
from conventions.enums import StatutConvention
from conventions.forms_annexes import AnnexesForm
from conventions.models import Convention
from conventions.views.convention import blocked_page
from conventions.workflows import redaction
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION


@ca_view(read=ANIMATION, write=ANIMATION)
def annexes(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Calendar, charte, distribution: what each would print, and whether it is joined."""
    rows = Convention.objects.select_related("ca__departement")
    found = get_object_or_404(rows, ca=ca, statut=StatutConvention.BROUILLON)
    form = AnnexesForm(request.POST or None, instance=found, disponibles=disponibles(found))
    if request.method == "POST" and form.is_valid():
        try:
            fresh = rows.get(pk=found.pk)
            redaction.choisir_annexes(fresh, actor=request.user.actor, version=form.expected_version, **form.choix)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except Blocked as blocked:
            return blocked_page(request, ca, blocked)
        messages.success(request, "Annexes enregistrées.")
        return redirect("conventions:convention", ca_ref=ca.reference)
    return render(request, "conventions/convention/annexes.html", {"ca": ca, "rubrique": "convention", "form": form})
