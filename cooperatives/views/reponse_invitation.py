"""The invitation as the organisation that received it reads it, and its answer."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.accounts.policies import signed_in
from cooperatives.enums import StatutMembre
from cooperatives.forms.membres import ReponseForm
from cooperatives.models import Cooperative, Membre
from cooperatives.queries.membres import coordination
from cooperatives.roles import spoken_for
from cooperatives.views.saisie import saved
from cooperatives.workflows.reponse_invitation import answer

DIT = {
    "partant": "Merci\u00a0: votre organisation compte parmi les partants.",
    "refus": "Votre réponse est transmise à la coordination.",
}


def _received(request: HttpRequest) -> QuerySet[Membre]:
    """The invitations of the organisations this person speaks for, answered or not."""
    rows = Membre.objects.filter(spoken_for(request.user.actor))
    return rows.select_related("organisation", "ca__departement").defer("ca__departement__trace")


@signed_in
def invitation_recue(request: HttpRequest, pk: int) -> HttpResponse:
    """Who invites, to do what, what it asks; the answer, once."""
    row = get_object_or_404(_received(request), pk=pk)
    if row.statut != StatutMembre.INVITE:
        return _after(request, row.ca)
    form = ReponseForm(request.POST or None)

    def verb() -> None:
        data = form.cleaned_data
        answer(row, actor=request.user.actor, partant=data["reponse"] == "partant", motif=data["motif"])

    if saved(request, form, verb):
        messages.success(request, DIT[form.cleaned_data["reponse"]])
        return _after(request, row.ca)
    context = {"membre": row, "ca": row.ca, "form": form, "coordinateurs": coordination(row.ca)[0]}
    return render(request, "cooperatives/invitation_recue.html", context)


def _after(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Its overview when the person reads it now, « À faire » otherwise."""
    if Cooperative.objects.visible_to(request.user).filter(pk=ca.pk).exists():
        return redirect("portail:vue_ensemble", ca_ref=ca.reference)
    return redirect("portail:a_faire")
