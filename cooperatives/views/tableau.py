"""The tableau de bord: the table of the guide, and its forms."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.documents.workflows import request as ask_document
from coop.ui.typographie import avec_nombre, date_longue
from coop.versions import StaleVersion
from cooperatives import classeur_tableau
from cooperatives.forms.tableau import DecalerForm, EtapeForm, NouvelleEtapeForm, ReferenceForm, TacheForm
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.perimetre import ca_view
from cooperatives.queries.tableau import Vue
from cooperatives.queries.tableau import tableau as read
from cooperatives.queries.tableau_lignes import Ligne
from cooperatives.roles import ANIMATION
from cooperatives.rules_tableau import LECTEURS
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import tableau as verbs
from cooperatives.workflows import tableau_dates

RUBRIQUE = {"rubrique": "tableau-de-bord", "retour_mot": "Tableau de bord"}


def home(ca: Cooperative, ancre: str = "", vue: Vue | None = None) -> str:
    """The table, at one row, as it was looked at."""
    found = reverse("cooperatives:tableau_de_bord", kwargs={"ca_ref": ca.reference})
    return f"{found}{vue.requete if vue else ''}{f'#{ancre}' if ancre else ''}"


@ca_view()
def tableau_de_bord(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Stages and tasks; `?debut=2025-09` moves the months shown, `voir` and `etape` choose the rows."""
    template = "_region" if request.htmx else "tableau"
    response = show(request, ca, template, focus=request.GET.get("ligne", ""))
    patch_vary_headers(response, ["HX-Request"])
    return response


def show(
    request: HttpRequest, ca: Cooperative, template: str = "_region", *, focus: str = "", replacee=None
) -> HttpResponse:
    """The page or only its table, the row `focus` taking the keyboard; under `replacee`, what its new dates change."""
    vue = Vue.lue(request.GET)
    anime = bool(request.roles & ANIMATION)
    table = read(ca, vue, contact=request.user.actor.contact_id, anime=anime)
    _link(table.lignes, ca, vue, anime=anime)
    context = {
        "ca": ca,
        "rubrique": "tableau-de-bord",
        "t": table,
        "anime": anime,
        "peut_imprimer": bool(request.roles & LECTEURS),
        "focus": focus,
        "replacee": replacee,
        "replacee_ici": replacee is not None and any(row.ancre == replacee.ancre for row in table.lignes),
    }
    return render(request, f"cooperatives/tableau/{template}.html", context)


def _link(rows: list[Ligne], ca: Cooperative, vue: Vue, *, anime: bool) -> None:
    """The page of each row that may be written, and its form in place; each route is read once for all the rows."""
    page = {True: "etape", False: "tache" if anime else "tache_avancement"}
    place = {True: "etape_ligne", False: "tache_ligne" if anime else "tache_avancement"}
    dates = {True: "etape_placer", False: "tache_placer"}
    routes = {
        (etape, name): reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, f"{kind}_id": 0})
        for etape, kind in ((True, "etape"), (False, "tache"))
        for name in (page[etape], place[etape], f"{kind}_placer")
    }
    for row in rows:
        if row.modifiable:
            here = f"/{row.objet.pk}/"
            row.lien = routes[row.etape, page[row.etape]].replace("/0/", here)
            row.lien_dates = routes[row.etape, dates[row.etape]].replace("/0/", here) + vue.requete if anime else ""
            row.lien_en_place = routes[row.etape, place[row.etape]].replace("/0/", here) + vue.requete


def find_stage(ca: Cooperative, pk: int) -> Etape:
    return get_object_or_404(ca.etapes.select_related("ca__departement"), pk=pk)


def find_task(ca: Cooperative, pk: int) -> Tache:
    return get_object_or_404(Tache.objects.filter(etape__ca=ca).select_related("etape__ca__departement"), pk=pk)


@ca_view(read=ANIMATION, write=ANIMATION)
def etape(request: HttpRequest, ca: Cooperative, etape_id: int) -> HttpResponse:
    row = find_stage(ca, etape_id)
    form = EtapeForm(request.POST or None, ca=ca, instance=row)

    def verb():
        data, version = form.values(), form.expected_version
        verbs.schedule_stage(find_stage(ca, row.pk), actor=request.user.actor, version=version, **data)

    try:
        if saved(request, form, verb, "L’étape est enregistrée."):
            return redirect(home(ca, f"etape-{row.pk}"))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    extra = {"decaler": shift_url(ca, row), "ligne": row, "etape": True, **RUBRIQUE}
    return page(request, ca, form, f"Étape\u00a0: {row.libelle}", home(ca, f"etape-{row.pk}"), **extra)


def shift_url(ca: Cooperative, row: Etape | Tache) -> str:
    kind = "etape" if isinstance(row, Etape) else "tache"
    return reverse(f"cooperatives:{kind}_decaler", kwargs={"ca_ref": ca.reference, f"{kind}_id": row.pk})


@ca_view(read=ANIMATION, write=ANIMATION)
def etape_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = NouvelleEtapeForm(request.POST or None)
    add = lambda: verbs.add_stage(ca, actor=request.user.actor, **form.cleaned_data)  # noqa: E731
    if saved(request, form, add, "L’étape est ajoutée à la fin du tableau."):
        return redirect(home(ca))
    return page(request, ca, form, "Ajouter une étape", home(ca), "Ajouter l’étape", **RUBRIQUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def tache_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    wanted = request.GET.get("etape", "")
    form = TacheForm(request.POST or None, ca=ca, initial={"etape": wanted if wanted.isdecimal() else None})

    def verb():
        data = form.values()
        verbs.add_task(data.pop("etape"), actor=request.user.actor, **data)

    if saved(request, form, verb, "La tâche est ajoutée."):
        return redirect(home(ca, f"etape-{form.cleaned_data['etape'].pk}"))
    return page(request, ca, form, "Ajouter une tâche", home(ca), "Ajouter la tâche", **RUBRIQUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def tache(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    row = find_task(ca, tache_id)
    retour = home(ca, f"tache-{row.pk}")
    form = TacheForm(request.POST or None, ca=ca, instance=row)

    def verb():
        verbs.update_task(
            find_task(ca, row.pk), actor=request.user.actor, version=form.expected_version, **form.values()
        )

    try:
        if saved(request, form, verb, "La tâche est enregistrée."):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    retirer = reverse("cooperatives:tache_retirer", kwargs={"ca_ref": ca.reference, "tache_id": row.pk})
    extra = {"retirer": retirer, "decaler": shift_url(ca, row), "ligne": row, **RUBRIQUE}
    return page(request, ca, form, f"Tâche\u00a0: {row.libelle}", retour, **extra)


@require_POST
@ca_view(write=ANIMATION)
def tache_retirer(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    row = find_task(ca, tache_id)
    verbs.remove_task(row, actor=request.user.actor)
    messages.success(request, f"La tâche «\u00a0{row.libelle}\u00a0» est retirée.")
    return redirect(home(ca, f"etape-{row.etape_id}"))


@require_POST
@ca_view(write=ANIMATION)
def etape_decaler(request: HttpRequest, ca: Cooperative, etape_id: int) -> HttpResponse:
    return _shift(request, ca, find_stage(ca, etape_id), tableau_dates.shift_stage)


@require_POST
@ca_view(write=ANIMATION)
def tache_decaler(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    return _shift(request, ca, find_task(ca, tache_id), tableau_dates.shift_task)


def _shift(request: HttpRequest, ca: Cooperative, row: Etape | Tache, verb) -> HttpResponse:
    """Move a row by a week or a month and come back to it; what prevents it is told on the table."""
    form, ancre = DecalerForm(request.POST), f"{type(row)._meta.model_name}-{row.pk}"
    if form.is_valid():
        try:
            moved = verb(row, actor=request.user.actor, **form.cleaned_data)
        except StaleVersion:
            messages.warning(
                request, "Cette ligne vient d’être modifiée par quelqu’un d’autre\u00a0: relisez ses dates."
            )
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, f"{avec_nombre(len(moved), 'ligne décalée,lignes décalées')}.")
    return show(request, ca, focus=ancre) if request.htmx else redirect(home(ca, ancre, Vue.lue(request.GET)))


@ca_view(read=ANIMATION, write=ANIMATION)
def reference(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """« Fixer le calendrier de référence »."""
    form = ReferenceForm(request.POST or None, fixe=bool(ca.calendrier_fixe_le))

    def verb():
        tableau_dates.fix_calendar(ca, actor=request.user.actor, **form.cleaned_data)

    if saved(request, form, verb):
        messages.success(request, "Les dates d’aujourd’hui sont le calendrier de référence.")
        return redirect(home(ca))
    aide = "Les dates actuelles des étapes et des tâches deviennent celles auxquelles la suite sera comparée."
    if ca.calendrier_fixe_le:
        aide += f" Le calendrier précédent date du {date_longue(ca.calendrier_fixe_le)}."
    extra = {"aide": aide, **RUBRIQUE}
    return page(request, ca, form, "Fixer le calendrier de référence", home(ca), "Fixer le calendrier", **extra)


@ca_view(read=LECTEURS)
def tableur(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The table as a workbook: every row, then the months as the guide draws them."""
    return reponse_xlsx(
        f"tableau-de-bord-{ca.reference}.xlsx", classeur(classeur_tableau.feuilles(read(ca, whole=True)))
    )


@require_POST
@ca_view(write=LECTEURS)
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the table in PDF, A3 landscape."""
    document = ask_document(
        "tableau_de_bord", ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code
    )
    return redirect("documents:detail", uid=document.uid)
