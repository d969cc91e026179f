"""Retours d'expérience of a coopérative, and what the network shares."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.accounts.policies import signed_in
from coop.accounts.predicates import require
from cooperatives.forms.vie.leviers import RetourForm
from cooperatives.guide_vie import RETOURS
from cooperatives.models import Cooperative, RetourExperience
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie.leviers import partages
from cooperatives.roles import ANIMATION, organisations_of
from cooperatives.rules_vie import writes_contribution
from cooperatives.views.vie.commun import MEMBRES, RUBRIQUE, form_page, home
from cooperatives.workflows.vie import retours as verbs


@ca_view(write=MEMBRES)
def retours(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    context = {
        "ca": ca, **RUBRIQUE, "retours": ca.retours.select_related("organisation").order_by("-ecrit_le", "-pk"),
        "anime": bool(request.roles & ANIMATION), "raconte": bool(request.roles & MEMBRES), "guide": RETOURS,
        "miennes": organisations_of(request.user.actor), "moi": request.user.contact_id,
    }  # fmt: skip
    return render(request, "cooperatives/vie/retours.html", context)


@ca_view(read=MEMBRES, write=MEMBRES)
def raconter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = RetourForm(request.POST or None, instance=RetourExperience(ca=ca))

    def verb() -> None:
        verbs.tell(ca, actor=request.user.actor, **form.values())

    return form_page(request, ca, form, verb, titre="Raconter un retour d’expérience", retour=home(ca, "retours"))


def _mine(request: HttpRequest, ca: Cooperative, pk: int) -> RetourExperience:
    row = get_object_or_404(ca.retours.select_related("ca__departement"), pk=pk)
    require(writes_contribution, request.user.actor, row, verbs.REFUS)
    return row


@ca_view(read=MEMBRES, write=MEMBRES)
def retour(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _mine(request, ca, pk)
    form = RetourForm(request.POST or None, instance=row)

    def verb() -> None:
        fresh = _mine(request, ca, pk)
        verbs.correct(fresh, actor=request.user.actor, version=form.expected_version, **form.values())

    return form_page(
        request, ca, form, verb, titre=row.titre, retour=home(ca, "retours", f"retour-{pk}"),
        retirer=home(ca, "retour_retirer", pk=pk), retirer_mot="Retirer ce retour d’expérience",
    )  # fmt: skip


@require_POST
@ca_view(write=ANIMATION)
def partager(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Let the other coopératives read it, or no longer."""
    row = get_object_or_404(ca.retours.select_related("ca__departement"), pk=pk)
    try:
        verbs.share(row, actor=request.user.actor, visible=request.POST.get("visible") == "1")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(home(ca, "retours", f"retour-{pk}"))


@require_POST
@ca_view(write=MEMBRES)
def retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    verbs.withdraw(_mine(request, ca, pk), actor=request.user.actor)
    messages.success(request, "Le retour d’expérience est retiré.")
    return redirect(home(ca, "retours"))


@signed_in
def reseau(request: HttpRequest) -> HttpResponse:
    """What coopératives agreed to tell the others: solutions found, freins lifted."""
    rows = RetourExperience.objects.filter(visible_reseau=True).select_related("ca__departement")
    context = {"retours": rows.order_by("-ecrit_le", "-pk"), "freins": partages()}
    return render(request, "cooperatives/vie/reseau.html", context)
