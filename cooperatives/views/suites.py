"""After the meeting: decisions that become tasks or are cited, remarks on the minutes and their answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cooperatives.citations import annoter
from cooperatives.forms.reunions import RemarqueForm, ReponseRemarqueForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.roles import ANIMATION
from cooperatives.views.gouvernance import home
from cooperatives.views.reunions import PROPOSENT, get, here
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import reunions as verbs

MERCI = "Votre remarque est transmise à la coordination."


@ca_view()
def decisions(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Every decision, the last first; those of minutes not validated are read by those who write them."""
    anime = bool(request.roles & ANIMATION)
    rows = annoter(ca, reading.registre(ca, anime=anime))
    context = {"ca": ca, "rubrique": "gouvernance", "decisions": rows, "anime": anime}
    return render(request, "cooperatives/reunions/decisions.html", context)


@require_POST
@ca_view(write=ANIMATION)
def decision_faite(request: HttpRequest, ca: Cooperative, decision_id: int) -> HttpResponse:
    """A decision is done, or (`faite=non`, after a slip) still to do; back to the register when one comes from it."""
    again = request.POST.get("faite") == "non"
    rows = ca.decisions.filter(faite_le__isnull=not again).select_related(
        "reunion__ca__departement", "reunion__instance"
    )
    decision = get_object_or_404(rows, pk=decision_id)
    (verbs.take_up_again if again else verbs.complete)(decision, actor=request.user.actor)
    messages.success(request, f"{decision.numero} est {'de nouveau à faire' if again else 'faite'}.")
    if "registre" in request.POST:
        return redirect(f"{reverse('cooperatives:decisions', kwargs={'ca_ref': ca.reference})}#{decision.numero}")
    return redirect(home(ca, "decisions"))


@require_POST
@ca_view(write=ANIMATION)
def decision_tache(request: HttpRequest, ca: Cooperative, decision_id: int) -> HttpResponse:
    """The decision becomes a task of the tableau de bord."""
    rows = ca.decisions.select_related("reunion__ca__departement", "reunion__instance", "tache__etape")
    decision = get_object_or_404(rows, pk=decision_id)
    try:
        task = verbs.make_task(decision, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{decision.numero} est une tâche de l’étape «\u00a0{task.etape.libelle}\u00a0».")
    return redirect(here(ca, decision.reunion, decision.numero))


@require_POST
@ca_view(write=PROPOSENT)
def remarque(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """A member asks for a correction of the minutes."""
    row = get(ca, reunion_id)
    form = RemarqueForm(request.POST)
    if saved(request, form, lambda: verbs.remark(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, MERCI)
        return redirect(here(ca, row, "remarques"))
    return page(request, ca, form, "Remarque sur le compte rendu", here(ca, row, "compte-rendu"), "Envoyer")


@require_POST
@ca_view(write=ANIMATION)
def remarque_repondre(request: HttpRequest, ca: Cooperative, reunion_id: int, remarque_id: int) -> HttpResponse:
    """Say what becomes of a remark."""
    row = get(ca, reunion_id)
    rows = row.remarques.select_related("contact", "reunion__ca__departement", "reunion__instance")
    item = get_object_or_404(rows, pk=remarque_id)
    form = ReponseRemarqueForm(request.POST)
    followed = "suivie" in request.POST

    def verb():
        verbs.answer_remark(item, actor=request.user.actor, suivie=followed, **form.cleaned_data)

    if saved(request, form, verb, "La réponse à la remarque est enregistrée."):
        return redirect(here(ca, row, "remarques"))
    return page(request, ca, form, "Répondre à la remarque", here(ca, row, "remarques"), "Ne pas retenir la remarque")
