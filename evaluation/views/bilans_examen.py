"""The coordinator's reading: one bilan a screen, then the next, without going back to a list. The DD writes no answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation.enums import StatutBilan
from evaluation.forms_bilan import ComplementForm
from evaluation.models import Bilan
from evaluation.queries.lecture import lire
from evaluation.queries.saisie import bilan_du_lien, versions
from evaluation.queries.suivi import a_examiner
from evaluation.workflows import bilans as verbs

READABLE = (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE)


@ca_view(read=COORDINATION, write=COORDINATION)
def suivant(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The first bilan that waits to be read; the follow-up page when there is none."""
    first = a_examiner(ca).first()
    if first is None:
        messages.success(request, "Tous les bilans transmis sont lus.")
        return redirect("evaluation:suivi", ca_ref=ca.reference)
    return redirect("evaluation:bilan_examiner", ca_ref=ca.reference, bilan_id=first.pk)


@ca_view(read=COORDINATION, write=COORDINATION)
def examiner(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Read beside the quarter before and the target; accept, or ask what lacks."""
    bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca, statut__in=READABLE))
    form = ComplementForm(request.POST if request.POST.get("acte") == "completer" else None)
    if request.method == "POST" and _done(request, bilan, form):
        return redirect(_after(ca, bilan))
    version = bilan.versions.filter(transmise_le__isnull=False).order_by("-numero").first()
    waiting = list(a_examiner(ca).values_list("pk", flat=True))
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "bilan": bilan,
        "form": form,
        "lecture": lire(bilan, version, versions(bilan)[1]),
        "restent": len(waiting),
        "rang": waiting.index(bilan.pk) + 1 if bilan.pk in waiting else None,
        "suivant": _next(waiting, bilan),
    }
    return render(request, "evaluation/bilans/examiner.html", context)


def _done(request: HttpRequest, bilan: Bilan, form: ComplementForm) -> bool:
    """Whether the answer of the coordination was taken; otherwise the page tells why."""
    name = bilan.partie.organisation.nom
    try:
        if request.POST.get("acte") == "accepter":
            verbs.accept(bilan, actor=request.user.actor)
            messages.success(request, f"Le bilan de {name} est accepté.")
            return True
        if form.is_valid():
            verbs.ask_completion(bilan, actor=request.user.actor, commentaire=form.cleaned_data["commentaire"])
            messages.success(request, f"Le complément est demandé à {name}.")
            return True
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return False


def _after(ca: Cooperative, bilan: Bilan) -> str:
    """The next bilan to read, else the follow-up page."""
    following = _next(list(a_examiner(ca).values_list("pk", flat=True)), bilan)
    if following is None:
        return reverse("evaluation:suivi", kwargs={"ca_ref": ca.reference})
    return reverse("evaluation:bilan_examiner", kwargs={"ca_ref": ca.reference, "bilan_id": following})


def _next(waiting: list[int], bilan: Bilan) -> int | None:
    """The one after this bilan in the order of reading, then from the beginning; None when no other waits."""
    position = waiting.index(bilan.pk) + 1 if bilan.pk in waiting else 0
    others = [pk for pk in waiting[position:] + waiting[:position] if pk != bilan.pk]
    return others[0] if others else None
