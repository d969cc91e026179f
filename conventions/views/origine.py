"""« D’où cela vient »: an objective walked back to the voices and figures that justify it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conventions.queries.origine import read
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view


@ca_view(read=INTERNES)
def origine(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """The chain of one objective."""
    lecture = read(ca, pk)
    if lecture is None:
        raise Http404
    return render(
        request, "conventions/programme/origine.html", {"ca": ca, "rubrique": "programme", "lecture": lecture}
    )
