"""Participation of the inhabitants: the strategy, the activities."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop import horloge
from coop.accounts.predicates import require
from coop.versions import StaleVersion
from cooperatives.forms.vie.participation import ActiviteForm, StrategieForm
from cooperatives.guide_vie import HABITANTS
from cooperatives.models import ActiviteParticipation, Cooperative, StrategieParticipation
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie.participation import participation as read
from cooperatives.roles import ANIMATION, organisations_of
from cooperatives.rules_vie import writes_contribution
from cooperatives.views.saisie import saved
from cooperatives.views.vie.commun import MEMBRES, RUBRIQUE, form_page, home
from cooperatives.workflows.vie import participation as verbs

PROPOSEES = 4  # the components of the strategy, first in its form


@ca_view(write=MEMBRES)
def participation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    context = {
        "ca": ca, **RUBRIQUE, "p": read(ca), "anime": bool(request.roles & ANIMATION), "guide": HABITANTS,
        "note": bool(request.roles & MEMBRES), "miennes": organisations_of(request.user.actor),
        "moi": request.user.contact_id,
    }  # fmt: skip
    return render(request, "cooperatives/vie/participation.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def strategie(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The four components on one page, the reflections under them."""
    row = StrategieParticipation.objects.filter(ca=ca).first() or StrategieParticipation(ca=ca)
    form = StrategieForm(request.POST or None, instance=row)
    retour = home(ca, "participation")
    try:
        verb = lambda: verbs.write_strategy(ca, actor=request.user.actor, **form.values())  # noqa: E731
        if saved(request, form, verb, "La stratégie de participation est enregistrée."):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    fields = form.visible_fields()
    context = {
        "ca": ca, **RUBRIQUE, "form": form, "retour": retour,
        "composantes": fields[:PROPOSEES], "reflexions": fields[PROPOSEES:],
    }  # fmt: skip
    return render(request, "cooperatives/vie/strategie.html", context)


@ca_view(read=MEMBRES, write=MEMBRES)
def activite_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = ActiviteForm(request.POST or None, instance=ActiviteParticipation(ca=ca), initial={"le": horloge.today()})

    def verb() -> None:
        verbs.add_activity(ca, actor=request.user.actor, **form.values())

    retour = home(ca, "participation")
    return form_page(request, ca, form, verb, titre="Ajouter une activité avec les habitants", retour=retour)


def _mine(request: HttpRequest, ca: Cooperative, pk: int) -> ActiviteParticipation:
    row = get_object_or_404(ca.activites_participation.select_related("ca__departement"), pk=pk)
    require(writes_contribution, request.user.actor, row, verbs.REFUS)
    return row


@ca_view(read=MEMBRES, write=MEMBRES)
def activite(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _mine(request, ca, pk)
    form = ActiviteForm(request.POST or None, instance=row)

    def verb() -> None:
        fresh = _mine(request, ca, pk)
        verbs.update_activity(fresh, actor=request.user.actor, version=form.expected_version, **form.values())

    return form_page(
        request, ca, form, verb, titre=row.intitule, retour=home(ca, "participation", f"activite-{pk}"),
        retirer=home(ca, "activite_retirer", pk=pk), retirer_mot="Retirer cette activité",
    )  # fmt: skip


@require_POST
@ca_view(write=MEMBRES)
def activite_retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    verbs.withdraw_activity(_mine(request, ca, pk), actor=request.user.actor)
    messages.success(request, "L’activité est retirée.")
    return redirect(home(ca, "participation"))
