"""The annual bilan: its page, its PDF, and the recording of its validation with the réunion élargie."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions import montants
from conventions.models import Convention, Periode
from conventions.rules_echeance import periode_en_cours
from coop import horloge
from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION, COORDINATION
from evaluation.annuel_manques import manques
from evaluation.documents_annuel import KIND
from evaluation.forms_annuel import ValidationForm
from evaluation.models import ValidationBilanAnnuel
from evaluation.queries import annuel as reading
from evaluation.workflows import annuel as verbs


@ca_view(read=INTERNES)
def bilan(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The eleven sections of a year (`?annee=`), and what is missing before they are printed."""
    years = reading.periodes(ca)
    found = None
    if periode := _demandee(years, request.GET.get("annee", "")):
        found = reading.lire(ca, periode, horloge.today(), argent=montants.lit(request.roles))
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "b": found,
        "periodes": years,
        "manques": manques(found) if found else [],
        "lecteur_seul": not request.roles & ANIMATION,
        "coordonne": bool(request.roles & COORDINATION),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "evaluation/annuel.html", context)


def _demandee(years: list[Periode], code: str) -> Periode | None:
    """The year asked, else the last one."""
    return next((row for row in years if str(row.pk) == code), years[0] if years else None)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF of a year."""
    periode = _demandee(reading.periodes(ca), request.POST.get("annee", ""))
    if periode is None:
        raise Http404
    if request.method != "POST":
        return redirect("evaluation:bilan_annuel_lire", ca_ref=ca.reference)
    document = ask_document(
        KIND.code, periode.pk, actor=request.user.actor, ca_id=ca.pk, params=montants.params(request.roles)
    )
    return redirect("documents:detail", uid=document.uid)


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
