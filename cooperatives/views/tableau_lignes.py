"""Rows of the tableau de bord edited in place; each address is a page too, for who has no script."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.accounts.predicates import require
from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.tableau import AvancementForm, EtapeLigneForm, TacheLigneForm
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.perimetre import ca_view
from cooperatives.queries.tableau import Vue
from cooperatives.roles import ANIMATION
from cooperatives.rules_tableau import LECTEURS, marks_progress
from cooperatives.views.tableau import find_stage, find_task, home, shift_url, show
from cooperatives.workflows import tableau as verbs


@ca_view(read=ANIMATION, write=ANIMATION)
def etape_ligne(request: HttpRequest, ca: Cooperative, etape_id: int) -> HttpResponse:
    row = find_stage(ca, etape_id)
    form = EtapeLigneForm(request.POST or None, ca=ca, instance=row, auto_id=f"id_etape-{row.pk}_%s")

    def verb():
        data, version = form.values(), form.expected_version
        verbs.schedule_stage(find_stage(ca, row.pk), actor=request.user.actor, version=version, **data)

    return _in_place(request, ca, row, form, verb)


@ca_view(read=ANIMATION, write=ANIMATION)
def tache_ligne(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    row = find_task(ca, tache_id)
    form = TacheLigneForm(request.POST or None, ca=ca, instance=row, auto_id=f"id_tache-{row.pk}_%s")

    def verb():
        data, version = form.values(), form.expected_version
        verbs.update_task(find_task(ca, row.pk), actor=request.user.actor, version=version, **data)

    return _in_place(request, ca, row, form, verb)


@ca_view(read=LECTEURS, write=LECTEURS)
def tache_avancement(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    """How far a task is, said by the person responsible."""
    row = find_task(ca, tache_id)
    require(marks_progress, request.user.actor, row, verbs.REFUS_AVANCEMENT)
    form = AvancementForm(request.POST or None, instance=row, auto_id=f"id_tache-{row.pk}_%s")

    def verb():
        data, task = form.cleaned_data, find_task(ca, row.pk)
        verbs.mark_progress(task, actor=request.user.actor, avancement=data["avancement"], version=data["version"])

    return _in_place(request, ca, row, form, verb)


def _in_place(request: HttpRequest, ca: Cooperative, row: Etape | Tache, form, verb: Callable) -> HttpResponse:
    """The row as a form; once saved, the whole table, since a date moves the sentences of the others."""
    vue, ancre = Vue.lue(request.GET), f"{type(row)._meta.model_name}-{row.pk}"
    if request.method == "POST" and form.is_valid():
        try:
            verb()
        except StaleVersion as stale:
            form.overtake(stale)
        except ValidationError as error:
            attach(form, error)
        else:
            return show(request, ca, focus=ancre) if request.htmx else redirect(home(ca, ancre, vue))
    context = {
        "ca": ca, "rubrique": "tableau-de-bord", "form": form, "row": row, "ancre": ancre, "vue": vue,
        "anime": bool(request.roles & ANIMATION), "etape": isinstance(row, Etape), "retour": home(ca, ancre, vue),
        "avancement": isinstance(form, AvancementForm), "decaler": shift_url(ca, row) + vue.requete if row.debut or row.fin else "",
    }  # fmt: skip
    name = "_edition" if request.htmx else "ligne"
    response = render(request, f"cooperatives/tableau/{name}.html", context)
    if request.htmx and request.method == "POST":
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = f"#{ancre}", "outerHTML"
    return response
