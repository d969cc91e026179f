"""The carnet: what happened in the coopérative, in order, as its reader may know it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop.organisations.queries import with_former
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import organisations_of
from portail.forms import CarnetForm
from portail.queries import carnet as lecture

PAR_PAGE = 30


@ca_view(read=INTERNES)
def carnet(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Filtered by rubrique, dates and kind of author; an invalid filter is said and nothing is left out."""
    form = CarnetForm(request.GET or None)
    filters = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = lecture.entrees(ca, request.roles, with_former(organisations_of(request.user.actor)), **filters)
    page = Paginator(rows, PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "ca": ca,
        "rubrique": "carnet",
        "form": form,
        "filtre": any(request.GET.get(name) for name in form.fields),
        "page": page,
        "jours": lecture.par_jour(page.object_list, ca, request.roles),
    }
    return render(request, "portail/carnet/carnet.html", context)
