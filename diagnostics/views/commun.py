"""What the pages that write in a diagnosis share."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cooperatives.models import Cooperative
from diagnostics.enums import StatutDiagnostic
from diagnostics.gates import page
from diagnostics.models import Diagnostic


def draft(ca: Cooperative) -> Diagnostic:
    """The version in progress; 404 when there is none."""
    rows = ca.diagnostics.select_related("ca__departement")
    return get_object_or_404(rows, statut=StatutDiagnostic.BROUILLON)


def form_page(request: HttpRequest, ca: Cooperative, form, titre: str, ancre: str, **extra) -> HttpResponse:
    """One form, and the way back to the page of the diagnosis at `ancre` (or to `retour`)."""
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "form": form,
        "titre": titre,
        "retour": page(ca, ancre),
        "retour_nom": "Diagnostic",
        "bouton": "Enregistrer",
        "manques": [],
        "chapo": "",
        "fichiers": False,
    }
    return render(request, "diagnostics/formulaire.html", context | extra)


def save(form, action: Callable[[], object]) -> bool:
    """Run the verb on valid data; a refusal of the verb is told at its field, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        action()
    except ValidationError as error:
        if hasattr(error, "error_dict") and not set(error.error_dict) <= set(form.fields):
            error = ValidationError(error.messages)
        form.add_error(None, error)
        return False
    return True
