"""Where a figure of the follow-up comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from conventions.models import Periode
from coop import horloge
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from evaluation.queries.origine import origine as lire_origine


@ca_view(read=INTERNES)
def origine(request: HttpRequest, ca: Cooperative, periode_id: int, trimestre: int) -> HttpResponse:
    """Each figure of a quarter, and the declarations that compose it."""
    periode = get_object_or_404(Periode, pk=periode_id, convention__ca=ca)
    found = lire_origine(ca, periode, trimestre, horloge.today())
    if found is None:
        raise Http404
    return render(request, "evaluation/bilans/origine.html", {"ca": ca, "rubrique": "suivi", "origine": found})
