"""« Projeter »: one item of the agenda at a time, large, with its notes and its decisions, moved through by the arrows."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.forms import attach
from cooperatives.forms.seance import BASE, DecisionRapideForm
from cooperatives.models import Cooperative, PointOdj, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.roles import ANIMATION
from cooperatives.views.reunions import get, here
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre
from cooperatives.workflows.reunions.seance import OUVERTE


@ca_view(read=ANIMATION, write=ANIMATION)
def projeter(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """`?point=2` is the item shown; a decision is kept under it, notes save themselves."""
    row = get(ca, reunion_id)
    points = reading.points(row)
    if row.statut not in OUVERTE or not points:
        messages.info(request, "Il n’y a pas d’ordre du jour à projeter.")
        return redirect(here(ca, row))
    rank = _rank(request, len(points))
    form = DecisionRapideForm(request.POST if "decider" in request.POST else None)
    if request.method == "POST" and _kept(request, row, points[rank - 1], form):
        return redirect(f"{request.path}?point={rank}")
    context = {"ca": ca, "reunion": row, "titre": titre(row), "points": points, "point": points[rank - 1]}
    context |= {"rang": rank, "precedent": rank - 1, "suivant": rank + 1 if rank < len(points) else 0, "form": form}
    return render(request, "cooperatives/reunions/projeter.html", context)


def _rank(request: HttpRequest, count: int) -> int:
    """From 1 to `count`."""
    wanted = request.GET.get("point", "1")
    return max(1, min(count, int(wanted))) if wanted.isdecimal() else 1


@transaction.atomic
def _kept(request: HttpRequest, row: Reunion, point: PointOdj, form: DecisionRapideForm) -> bool:
    """Keep the decision, or the notes when the page is used without script; False when something is to mend."""
    actor = request.user.actor
    if "decider" not in request.POST:
        return _noted(request, row, point)
    if not form.is_valid():
        return False
    try:
        verbs.open_session(row, actor=actor)
        verbs.decide(row, actor=actor, point=point, **form.cleaned_data)
    except ValidationError as error:
        attach(form, error)
        return False
    return True


def _noted(request: HttpRequest, row: Reunion, point: PointOdj) -> bool:
    name = f"notes_{point.pk}"
    base = request.POST.get(BASE + name, point.notes)
    try:
        typed = {point.pk: request.POST.get(name, point.notes)}
        verbs.write_notes(row, actor=request.user.actor, notes=typed, bases={point.pk: base})
    except verbs.NotesEnConflit:
        messages.error(
            request,
            "Quelqu’un d’autre vient d’écrire dans le même paragraphe\u00a0: son texte est affiché, ajoutez le vôtre.",
        )
    return True
