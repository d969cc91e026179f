"""The board of the fiches, the reminders, a fiche taken from another coopérative."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions.forms_copie import ReprendreForm
from conventions.gates import fiche, page
from conventions.queries.fiches import board, incomplete
from conventions.queries.modeles import readable
from conventions.rules_fiche import ARS
from conventions.views._commun import action_of, programme_of, save
from conventions.workflows import copies
from conventions.workflows import fiches as verbs
from conventions.workflows._gardes import require_unlocked
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, INTERNES


@ca_view(read=INTERNES)
def fiches(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """« 9 sur 12 complètes », what each lacks, the last reminder."""
    tableau = board(ca, request.user.actor, interne=bool(request.roles & ARS))
    if tableau is None:
        return redirect(page(ca))
    return render(request, "conventions/actions/fiches.html", {"ca": ca, "rubrique": "programme", "t": tableau})


@ca_view(read=frozenset(), write=ANIMATION)
def relancer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Remind the promoteur of one fiche."""
    action = action_of(ca, numero)
    if request.method == "POST":
        try:
            row = verbs.remind(action, actor=request.user.actor)
            people = avec_nombre(row.destinataires, "personne,personnes")
            messages.success(request, f"Rappel envoyé à {people} pour l’action {numero}.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("conventions:fiches", ca_ref=ca.reference)


@ca_view(read=frozenset(), write=ANIMATION)
def relancer_toutes(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Remind the promoteurs of all the fiches that lack something."""
    if request.method == "POST":
        sent, left = verbs.remind_all(programme_of(ca), incomplete(ca), actor=request.user.actor)
        messages.success(request, f"{avec_nombre(sent, 'rappel envoyé,rappels envoyés')}.")
        for sentence in left:
            messages.warning(request, sentence)
    return redirect("conventions:fiches", ca_ref=ca.reference)


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def reprendre(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Choose a fiche of a coopérative one reads as the start of one's own."""
    programme, actor = programme_of(ca), request.user.actor
    require_unlocked(programme)
    q = request.GET.get("q", "")[:100]
    modeles = readable(request.user, ca, q)
    form = ReprendreForm(request.POST or None, ca=ca, actor=actor, modeles=readable(request.user, ca))
    created = []

    def verb():
        data = form.cleaned_data
        created.append(copies.take_over(data["modele"], programme, actor=actor, promoteur=data["promoteur"]))

    if save(form, verb):
        messages.success(
            request, "Fiche reprise\u00a0: le promoteur, les lieux, les dates et les moyens restent à écrire."
        )
        return redirect(fiche(ca, created[0]))
    context = {"ca": ca, "rubrique": "programme", "form": form, "modeles": modeles, "q": q}
    return render(request, "conventions/actions/reprendre.html", context)
