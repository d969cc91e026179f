"""Resources « disponibles ou mobilisables » and services of the territory: list, filters, communes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, INTERNES
from diagnostics import rules, workflows
from diagnostics.forms_constats import FiltreRessources, RessourceForm
from diagnostics.models import RessourceLocale
from diagnostics.queries.lecture import version_of
from diagnostics.queries.ressources import carte, filtrees, par_commune
from diagnostics.views.commun import draft, form_page, save


@ca_view(read=INTERNES)
def ressources(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """The list, by kind, commune and public, beside the map and the communes that say how many there are."""
    diagnostic = version_of(ca, numero)
    if diagnostic is None:
        raise Http404
    filtres = FiltreRessources(request.GET or None, diagnostic=diagnostic)
    criteres = filtres.cleaned_data if filtres.is_bound and filtres.is_valid() else {}
    rows = filtrees(diagnostic, criteres)
    communes = par_commune(diagnostic, rows, lambda code: _adresse(request, code))
    actor = request.user.actor
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "d": diagnostic,
        "ressources": rows,
        "communes": communes,
        "sans_commune": [row for row in rows if not row.communes.all()],
        "carte": carte(communes),
        "filtres": filtres,
        "filtre": any(criteres.values()),
        "commune": criteres.get("commune"),
        "may_contribute": rules.may_contribute(actor, diagnostic),
        "may_write": rules.may_write(actor, diagnostic),
    }
    return render(request, "diagnostics/ressources.html", context)


def _adresse(request: HttpRequest, code: str) -> str:
    """The same page, its other filters kept, for one commune; for all of them again when it is the one shown."""
    query = request.GET.copy()
    query["commune"] = "" if query.get("commune") == code else code
    return f"{request.path}?{query.urlencode()}"


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def ressource(request: HttpRequest, ca: Cooperative, ressource_id: int | None = None) -> HttpResponse:
    """Add a resource, or change one."""
    diagnostic = draft(ca)
    rows = diagnostic.ressources
    row = get_object_or_404(rows, pk=ressource_id) if ressource_id else RessourceLocale(diagnostic=diagnostic)
    form = RessourceForm(request.POST or None, instance=row)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        if ressource_id:
            fresh = rows.select_related("diagnostic__ca").get(pk=ressource_id)
            workflows.update_resource(fresh, actor=request.user.actor, version=expected, **data)
        else:
            workflows.add_resource(diagnostic, actor=request.user.actor, **data)

    url = reverse("diagnostics:ressources", kwargs={"ca_ref": ca.reference})
    try:
        if save(form, action):
            return redirect(url)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    titre = "Modifier une ressource" if ressource_id else "Ajouter une ressource"
    return form_page(request, ca, form, titre, "ressources", retour=url, retour_nom="Ressources et offre")


@ca_view(read=frozenset(), write=ANIMATION)
def retirer_ressource(request: HttpRequest, ca: Cooperative, ressource_id: int) -> HttpResponse:
    """Take a resource out of the version in progress."""
    row = get_object_or_404(draft(ca).ressources.select_related("diagnostic__ca"), pk=ressource_id)
    if request.method == "POST":
        workflows.remove_resource(row, actor=request.user.actor)
    return redirect("diagnostics:ressources", ca_ref=ca.reference)
