"""Recording the validation of the annual bilan, with the réunion élargie."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions.models import Convention, Periode
from conventions.rules_echeance import periode_en_cours
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation.forms_annuel import ValidationForm
from evaluation.models import ValidationBilanAnnuel
from evaluation.workflows import annuel as verbs


@ca_view(read=COORDINATION, write=COORDINATION)
def valider(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The day and the instance, for the period whose échéance comes."""
    periode = _periode(ca)
    row = ValidationBilanAnnuel.objects.filter(periode=periode).first() or ValidationBilanAnnuel(periode=periode)
    form = ValidationForm(request.POST or None, instance=row, initial=None if row.pk else {"instance": "Comité de pilotage"})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            verbs.valider(periode, actor=request.user.actor, validee_le=form.cleaned_data["validee_le"],
                          instance=form.cleaned_data["instance"], version=form.cleaned_data.get("version"))  # fmt: skip
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Validation du bilan annuel enregistrée.")
            return redirect("conventions:echeance", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "convention", "form": form, "periode": periode}
    return render(request, "evaluation/dossier/valider.html", context)


def _periode(ca: Cooperative) -> Periode:
    """The last period of the convention in force."""
    convention = Convention.objects.filter(ca=ca).en_vigueur().select_related("ca__departement").first()
    if convention is None:
        raise Http404
    periode = periode_en_cours(convention)
    periode.convention = convention
    return periode
