"""Recording an avenant that was signed before the tool, with its signed copy."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions.enums import StatutConvention
from conventions.forms_avenant import RepriseForm
from conventions.models import Avenant, Convention
from conventions.rules_avenant import page_avenant
from conventions.views.convention import blocked_page, current_or_404
from conventions.workflows.avenants_repris import reprendre
from coop.documents import pieces
from coop.gates import Blocked
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION

PIECE = "avenant_signe"


@ca_view(read=COORDINATION, write=COORDINATION)
def repris(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Dates, summary and signed copy of an avenant signed outside the tool."""
    convention = current_or_404(ca)
    if convention.statut != StatutConvention.EN_VIGUEUR:
        raise Http404
    form = RepriseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = _record(request, ca, convention, form)
        except Blocked as blocked:
            return blocked_page(request, ca, blocked)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{row} est enregistré.")
            return redirect(page_avenant(row))
    context = {"ca": ca, "rubrique": "convention", "form": form}
    return render(request, "conventions/avenant/repris.html", context)


@transaction.atomic
def _record(request: HttpRequest, ca: Cooperative, convention: Convention, form: RepriseForm) -> Avenant:
    """The signed copy and the avenant, together or not at all."""
    actor, data = request.user.actor, dict(form.cleaned_data)
    try:
        scan = pieces.store(
            data.pop("scan"), kind=PIECE, subject_id=convention.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({"scan": error.messages}) from error
    return reprendre(convention, actor=actor, scan=scan, **data)
