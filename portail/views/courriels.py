"""What was written to people about the coopérative, and what did not arrive."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.notifications.queries import mails_of_ca
from coop.notifications.renvois import resend
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, COORDINATION
from portail.queries import courriels as reading

PAR_PAGE = 30


@ca_view(read=ANIMATION)
def courriels(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The refused ones first; then all the others, by pages. Their texts are not shown: each was written to one person."""
    refused = reading.non_remis(ca)
    page = Paginator(reading.autres(ca, refused), PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "ca": ca, "rubrique": "carnet", "non_remis": refused, "page": page,
        "coordonne": bool(request.roles & COORDINATION),
    }  # fmt: skip
    return render(request, "portail/courriels/courriels.html", context)


@require_POST
@ca_view(read=ANIMATION, write=COORDINATION)
def renvoyer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = get_object_or_404(mails_of_ca(ca.pk), pk=pk)
    try:
        resend(row, actor=request.user.actor)
        messages.success(request, "Le courriel est renvoyé\u00a0: s’il est encore refusé, il reste dans cette liste.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("portail:courriels", ca_ref=ca.reference)
