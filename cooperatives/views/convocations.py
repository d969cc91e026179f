"""Around the convocation: answer, remind, see the answers come in, take the event into one’s calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coop.accounts.predicates import Refused
from coop.notifications import ics
from coop.ui import typographie
from cooperatives import agenda
from cooperatives.enums import Role
from cooperatives.forms.reunions import ReponseForm
from cooperatives.models import Cooperative, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.roles import ANIMATION, INTERNES
from cooperatives.views.reunions import context_of, get, here
from cooperatives.views.saisie import saved
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions import commun

MERCI = "Votre réponse est enregistrée."


@require_POST
@ca_view(write=INTERNES - {Role.ADMIN})
def repondre(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """The answer of the person signed in, to their own convocation."""
    row = get(ca, reunion_id)
    form = ReponseForm(request.POST)
    try:
        if saved(request, form, lambda: verbs.answer(row, actor=request.user.actor, **form.cleaned_data)):
            messages.success(request, MERCI)
            return redirect(here(ca, row, "ma-reponse"))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(here(ca, row))
    context = context_of(request, ca, row)
    if "reponse_form" not in context:
        messages.error(request, "On ne répond plus à cette convocation.")
        return redirect(here(ca, row))
    return render(request, "cooperatives/reunions/reunion.html", context | {"reponse_form": form})


@require_POST
@ca_view(write=ANIMATION)
def relancer(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Write again to those who have not answered."""
    row = get(ca, reunion_id)
    try:
        count = verbs.remind(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(here(ca, row))
    people = typographie.avec_nombre(count, "personne,personnes")
    messages.success(request, f"Rappel envoyé à {people}." if count else "Tout le monde a répondu.")
    return redirect(here(ca, row, "reponses"))


@ca_view(read=ANIMATION)
def reponses(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """The answers alone: the page asks for them again while it stays open."""
    row = get(ca, reunion_id)
    context = {"ca": ca, "reunion": row, "reponses": reading.reponses(row), "anime": True}
    return render(request, "cooperatives/reunions/_reponses.html", context)


@ca_view()
def agenda_ics(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """The meeting as a calendar file."""
    return fichier(get(ca, reunion_id))


def fichier(row: Reunion) -> HttpResponse:
    """The calendar file of a meeting, to download."""
    name = f"{commun.nom(row)}\u00a0: {row.ca.intitule}"
    content = ics.calendrier([agenda.evenement(row, name, commun.url(row))])
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="reunion-{row.ca.reference}.ics"'},
    )
