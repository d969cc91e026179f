"""The tableau de bord: the table of the guide, and its forms."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.forms.tableau import EtapeForm, NouvelleEtapeForm, TacheForm
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.perimetre import ca_view
from cooperatives.queries.tableau import tableau as read
from cooperatives.roles import ANIMATION, INTERNES
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import tableau as verbs

RUBRIQUE = {"rubrique": "tableau-de-bord", "retour_mot": "Tableau de bord"}
LECTEURS = INTERNES - {Role.ADMIN}


def home(ca: Cooperative, ancre: str = "") -> str:
    found = reverse("cooperatives:tableau_de_bord", kwargs={"ca_ref": ca.reference})
    return f"{found}#{ancre}" if ancre else found


@ca_view()
def tableau_de_bord(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Stages and tasks; `?debut=2025-09` moves the months shown."""
    context = {
        "ca": ca,
        "rubrique": "tableau-de-bord",
        "t": read(ca, _month(request.GET.get("debut", ""))),
        "anime": bool(request.roles & ANIMATION),
        "peut_imprimer": bool(request.roles & LECTEURS),
    }
    return render(request, "cooperatives/tableau/tableau.html", context)


def _month(text: str) -> date | None:
    """The first day of « 2025-09 »; None for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _etape(ca: Cooperative, pk: int) -> Etape:
    return get_object_or_404(ca.etapes.select_related("ca__departement"), pk=pk)


def _tache(ca: Cooperative, pk: int) -> Tache:
    return get_object_or_404(Tache.objects.filter(etape__ca=ca).select_related("etape__ca__departement"), pk=pk)


@ca_view(read=ANIMATION, write=ANIMATION)
def etape(request: HttpRequest, ca: Cooperative, etape_id: int) -> HttpResponse:
    row = _etape(ca, etape_id)
    form = EtapeForm(request.POST or None, instance=row)

    def verb():
        verbs.schedule_stage(_etape(ca, row.pk), actor=request.user.actor, **form.cleaned_data)

    try:
        if saved(request, form, verb):
            return redirect(home(ca, f"etape-{row.pk}"))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    return page(request, ca, form, f"Étape\u00a0: {row.libelle}", home(ca, f"etape-{row.pk}"), **RUBRIQUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def etape_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = NouvelleEtapeForm(request.POST or None)
    if saved(request, form, lambda: verbs.add_stage(ca, actor=request.user.actor, **form.cleaned_data)):
        return redirect(home(ca))
    return page(request, ca, form, "Ajouter une étape", home(ca), "Ajouter l’étape", **RUBRIQUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def tache_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    wanted = request.GET.get("etape", "")
    form = TacheForm(request.POST or None, ca=ca, initial={"etape": wanted if wanted.isdecimal() else None})

    def verb():
        data = form.values()
        verbs.add_task(data.pop("etape"), actor=request.user.actor, **data)

    if saved(request, form, verb):
        return redirect(home(ca, f"etape-{form.cleaned_data['etape'].pk}"))
    return page(request, ca, form, "Ajouter une tâche", home(ca), "Ajouter la tâche", **RUBRIQUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def tache(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    row = _tache(ca, tache_id)
    retour = home(ca, f"tache-{row.pk}")
    form = TacheForm(request.POST or None, ca=ca, instance=row)

    def verb():
        verbs.update_task(_tache(ca, row.pk), actor=request.user.actor, version=form.expected_version, **form.values())

    try:
        if saved(request, form, verb):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    retirer = reverse("cooperatives:tache_retirer", kwargs={"ca_ref": ca.reference, "tache_id": row.pk})
    return page(request, ca, form, f"Tâche\u00a0: {row.libelle}", retour, retirer=retirer, **RUBRIQUE)


@require_POST
@ca_view(write=ANIMATION)
def tache_retirer(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    row = _tache(ca, tache_id)
    verbs.remove_task(row, actor=request.user.actor)
    messages.success(request, f"La tâche «\u00a0{row.libelle}\u00a0» est retirée.")
    return redirect(home(ca, f"etape-{row.etape_id}"))


@require_POST
@ca_view(write=LECTEURS)
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the table in PDF, A3 landscape."""
    document = ask_document(
        "tableau_de_bord", ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code
    )
    return redirect("documents:detail", uid=document.uid)
