"""The agenda on the page of the meeting: add or propose an item, move one, take or leave what is proposed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cooperatives.forms.reunions import PointForm, SuiteForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION
from cooperatives.views.reunions import PROPOSENT, get, here
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import reunions as verbs

SENS = {"monter": -1, "descendre": 1}
MERCI = "Le point est proposé à la coordination\u00a0: vous verrez ici la suite qu’elle lui donne."


@require_POST
@ca_view(write=PROPOSENT)
def point(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """The coordination adds an item; a member proposes it."""
    row = get(ca, reunion_id)
    form = PointForm(request.POST)
    anime = bool(request.roles & ANIMATION)
    verb = verbs.add_point if anime else verbs.propose_point
    if saved(request, form, lambda: verb(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "Le point est ajouté à l’ordre du jour." if anime else MERCI)
        return redirect(here(ca, row, "odj"))
    return page(request, ca, form, "Proposer un point", here(ca, row, "odj"), "Proposer")


@require_POST
@ca_view(write=ANIMATION)
def deplacer(request: HttpRequest, ca: Cooperative, reunion_id: int, point_id: int) -> HttpResponse:
    """One place up or down; the same button keeps the focus, so that the keyboard goes on."""
    row = get(ca, reunion_id)
    item = get_object_or_404(row.points.select_related("reunion__ca__departement", "reunion__instance"), pk=point_id)
    sens = request.POST.get("sens", "")
    if sens in SENS:
        try:
            verbs.move_point(item, actor=request.user.actor, pas=SENS[sens])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    found = reverse("cooperatives:reunion", kwargs={"ca_ref": ca.reference, "reunion_id": row.pk})
    return redirect(f"{found}?point={item.pk}&sens={sens if sens in SENS else ''}#odj")


@require_POST
@ca_view(write=ANIMATION)
def proposition(request: HttpRequest, ca: Cooperative, reunion_id: int, proposition_id: int) -> HttpResponse:
    """Take the item proposed, or leave it with a word."""
    row = get(ca, reunion_id)
    rows = row.propositions.select_related("reunion__ca__departement", "reunion__instance")
    item = get_object_or_404(rows, pk=proposition_id)
    form = SuiteForm(request.POST)
    verb = verbs.take_point if "retenir" in request.POST else verbs.leave_point
    if saved(request, form, lambda: verb(item, actor=request.user.actor, **form.cleaned_data)):
        messages.success(
            request, "Le point entre à l’ordre du jour." if item.point_id else "La réponse est enregistrée."
        )
        return redirect(here(ca, row, "odj"))
    return page(
        request, ca, form, f"Point proposé\u00a0: {item.intitule}", here(ca, row, "odj"), "Ne pas retenir ce point"
    )
