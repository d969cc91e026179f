"""The carnet: what happened in the coopérative, in order, as its reader may know it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.documents import workflows as documents
from coop.organisations.queries import with_former
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import organisations_of
from portail import documents_carnet
from portail.forms import CarnetForm
from portail.queries import carnet as lecture

PAR_PAGE = 30


@ca_view(read=INTERNES)
def carnet(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Filtered by rubrique, dates and kind of author; an invalid filter is said and nothing is left out."""
    form, filters = _filters(request)
    rows = lecture.entrees(ca, request.roles, with_former(organisations_of(request.user.actor)), **filters)
    page = Paginator(rows, PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "ca": ca,
        "rubrique": "carnet",
        "form": form,
        "filtre": any(filters.values()),
        "question": request.GET.urlencode(),
        "page": page,
        "jours": lecture.par_jour(page.object_list, ca, request.roles),
    }
    return render(request, "portail/carnet/carnet.html", context)


@ca_view(read=INTERNES)
@require_safe
def carnet_xlsx(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The acts of the same filters, in a workbook."""
    _, filters = _filters(request)
    sheet = documents_carnet.feuille(ca, request.user.actor, filters)
    return reponse_xlsx(f"carnet-{ca.reference}.xlsx", classeur([sheet]))


@ca_view(read=INTERNES, write=INTERNES)
def carnet_pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF of the same filters."""
    if request.method != "POST":
        return redirect("portail:carnet", ca_ref=ca.reference)
    _, filters = _filters(request)
    document = documents.request(
        documents_carnet.KIND.code, ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
        params=documents_carnet.as_params(filters, request.roles),
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


def _filters(request: HttpRequest) -> tuple[CarnetForm, dict]:
    """The form of the address, and its filters when they are right."""
    form = CarnetForm(request.GET or None)
    return form, form.cleaned_data if form.is_bound and form.is_valid() else {}
