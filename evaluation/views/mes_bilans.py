"""« Mes actions et mes bilans »: what my organisation declared, of all years, and its PDF for other funders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop import horloge
from coop.documents.workflows import request as ask_document
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import organisations_of
from evaluation.forms_examen import PeriodeForm
from evaluation.queries.partenaire import histoire, organisations_parties
from evaluation.views.porte import FILLERS


@ca_view(read=FILLERS, write=FILLERS)
def mes_bilans(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """One organisation at a time (`?organisation=`, for who speaks for several); a POST asks for the PDF."""
    mine = organisations_parties(ca, organisations_of(request.user.actor))
    asked = request.POST.get("organisation") or request.GET.get("organisation") or ""
    organisation = next((row for row in mine if str(row.pk) == asked), mine[0] if mine else None)
    told = histoire(ca, organisation, horloge.today()) if organisation else None
    form = PeriodeForm(told.rendus if told else [], request.POST or None)
    if request.method == "POST" and organisation and form.is_valid():
        document = ask_document(
            "bilans_partie", ca.pk, actor=request.user.actor, ca_id=ca.pk, organisation_id=organisation.pk, final=True,
            params=form.params,
        )  # fmt: skip
        return redirect("documents:detail", uid=document.uid)
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "histoire": told,
        "organisations": mine,
        "organisation": organisation,
        "form": form,
    }
    return render(request, "evaluation/bilans/mes_bilans.html", context)
