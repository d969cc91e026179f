"""The région through its quarterly bilans: received and missing, what they say, coopérative by coopérative; and the PDF."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.documents.workflows import request as ask_document
from evaluation.queries import territoires
from portail import documents_bilans as document
from portail.queries.region.portee import derniere_periode, portee
from portail.queries.region.situation import Base
from portail.views import region

MONTRES = 5  # quarters one may choose: this one, and those before


@region.lecteurs
def bilans(request: HttpRequest) -> HttpResponse:
    """The bilans due in a civil quarter (`?trimestre=`), under the filters of the overview."""
    base, chosen = region.lire_base(request)
    quarter = document.trimestre(request.GET.get("trimestre", "")) or base.periode
    owing = territoires.concernees(base.rows, quarter)
    page = Paginator([ca for ca in base.etats if ca.pk in owing], region.PAR_PAGE).get_page(request.GET.get("page"))
    shown = base.resumees(list(page.object_list))
    counted = territoires.par_cooperative((ca.pk for ca in shown), quarter, base.jour)
    suite = region.suite_de(chosen)
    present = derniere_periode(base.jour).avant(-1)
    context = region.pages(request, suite, region.BILANS) | {
        "base": base,
        "e": territoires.lire(base.rows, quarter, base.jour),
        "trimestres": [present.avant(n) for n in range(MONTRES)],
        "lignes": [(ca, counted[ca.pk]) for ca in shown],
        "page": page,
        "filtres": chosen.form,
        "suite": suite,
        "territoire": _territoire(base),
    }
    return render(request, "portail/region/bilans.html", context)


def _territoire(base: Base) -> str:
    """What the PDF would be of; empty when a stage or a theme narrows the page, or several départements at once."""
    if base.entier is None:
        return ""
    if base.entier.entiere:
        return document.REGION
    codes = [row.code for row in base.entier.departements]
    return codes[0] if len(codes) == 1 else ""


@region.lecteurs
def pdf(request: HttpRequest, territoire: str, trimestre: str) -> HttpResponse:
    """Ask for the PDF of a territory that the person reads whole."""
    quarter, held = document.trimestre(trimestre), portee(request.user)
    known = {row.code for row in held.departements} | ({document.REGION} if held.entiere else set())
    if quarter is None or territoire not in known:
        raise Http404
    if request.method != "POST":
        return redirect("portail:region_bilans")
    asked = ask_document(
        document.KIND.code, territoire, actor=request.user.actor, params={"trimestre": quarter.code},
        departement="" if territoire == document.REGION else territoire,
    )  # fmt: skip
    return redirect("documents:detail", uid=asked.uid)
