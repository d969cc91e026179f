"""The list of the coopératives of one's perimeter: public facts, own coopératives first."""

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop import horloge
from coop.accounts.policies import signed_in
from coop.ui.charts import Graphique
from cooperatives.filters import CooperativeFilter
from cooperatives.forms.creation import own_departements
from cooperatives.models import Cooperative
from cooperatives.models.perimetre import running
from cooperatives.queries import faits_publics, libelle_etape, mini_frise, plan, resumes, suivis_commences

PAR_PAGE = 20
AFFINER = ("departement", "phase", "thematique")


@signed_in
def liste(request: HttpRequest) -> HttpResponse:
    """Coopératives whose overview the account may read; those it coordinates or belongs to come first."""
    rows = Cooperative.objects.overview_visible_to(request.user)
    chosen = CooperativeFilter(request.GET, queryset=rows)
    ordered = resumes(_own_first(chosen.qs, request.user))
    page = Paginator(ordered, PAR_PAGE).get_page(request.GET.get("page"))
    begun = suivis_commences([ca.pk for ca in page.object_list], horloge.today())
    for ca in page.object_list:
        ca.mini, ca.etape = mini_frise(ca, ca.pk in begun), libelle_etape(ca)
    context = {"page": page, "filtres": chosen.form, "filtre": any(request.GET.get(name) for name in chosen.filters)}
    context["affine"] = any(request.GET.get(name) for name in AFFINER)
    context["carte"] = _carte(chosen.qs) if page.object_list else None
    return render(request, "cooperatives/liste.html", context | {"peut_creer": own_departements(request.user).exists()})


def _carte(rows: QuerySet[Cooperative]) -> Graphique:
    """Every coopérative that answers, the other pages of the list too (4 statements)."""
    return plan.dessiner(rows, faits_publics.groupes(rows), "cooperatives:liste")


def _own_first(rows, user):
    mine = Cooperative.objects.order_by().filter(
        Q(pk__in=_ids(running("coordinateurs__"), coordinateurs__contact=user.contact_id))
        | Q(pk__in=_ids(running("membres__representants__"), membres__representants__contact=user.contact_id))
    )
    first = Case(When(pk__in=mine.values("pk"), then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.annotate(sienne=first).order_by("sienne", "departement__code", "reference")


def _ids(dates: Q, **lookup):
    return Cooperative.objects.order_by().filter(dates, **lookup).values("pk")
