"""A bar of the tableau de bord put elsewhere, by pointer or by keyboard: the dates of its row, and what they overtake."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from cooperatives.forms.tableau import PlacerForm
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.perimetre import ca_view
from cooperatives.queries.tableau import Vue
from cooperatives.roles import ANIMATION
from cooperatives.views.tableau import find_stage, find_task, home, show
from cooperatives.workflows import tableau_dates

NOMMEES = 2  # tasks overtaken that are named; the others are counted


@dataclass(frozen=True, slots=True)
class Replacee:
    """What is said under the row that was moved, and the address and dates that give back those it had."""

    ancre: str
    texte: str
    url: str = ""
    version: int = 0
    debut: date | None = None
    fin: date | None = None


@require_POST
@ca_view(write=ANIMATION)
def etape_placer(request: HttpRequest, ca: Cooperative, etape_id: int) -> HttpResponse:
    return _place(request, ca, find_stage(ca, etape_id))


@require_POST
@ca_view(write=ANIMATION)
def tache_placer(request: HttpRequest, ca: Cooperative, tache_id: int) -> HttpResponse:
    return _place(request, ca, find_task(ca, tache_id))


def _place(request: HttpRequest, ca: Cooperative, row: Etape | Tache) -> HttpResponse:
    """Write the dates and come back to the table, which says under the row what they change, or why they are refused."""
    found = _written(request, row)
    if request.htmx:
        return show(request, ca, focus=found.ancre, replacee=found)
    messages.info(request, found.texte)
    return redirect(home(ca, found.ancre, Vue.lue(request.GET)))


def _written(request: HttpRequest, row: Etape | Tache) -> Replacee:
    form, ancre, before = PlacerForm(request.POST), f"{type(row)._meta.model_name}-{row.pk}", (row.debut, row.fin)
    if not form.is_valid():
        return Replacee(ancre, "Ces dates ne se lisent pas\u00a0: écrivez-les dans la ligne.")
    try:
        overtaken = tableau_dates.place(row, actor=request.user.actor, **form.cleaned_data)
    except StaleVersion:
        return Replacee(ancre, "Cette ligne vient d’être modifiée par quelqu’un d’autre\u00a0: relisez ses dates.")
    except ValidationError as error:
        return Replacee(ancre, " ".join(error.messages))
    return Replacee(ancre, _told(row, overtaken), request.get_full_path(), row.version, *before)


def _told(row: Etape | Tache, overtaken: list[Tache]) -> str:
    """« Grille » : du 11 janvier au 8 mars 2027. « Bilan » l’attend et commence avant sa fin."""
    said = f"«\u00a0{row.libelle}\u00a0»\u00a0: {tableau_dates.entre(row.debut, row.fin)}."
    if not overtaken:
        return said
    names = [f"«\u00a0{task.libelle}\u00a0»" for task in overtaken[:NOMMEES]]
    if len(overtaken) > NOMMEES:
        names.append(avec_nombre(len(overtaken) - NOMMEES, "autre tâche,autres tâches"))
    several = len(overtaken) > 1
    who = f"{', '.join(names[:-1])} et {names[-1]}" if several else names[0]
    return f"{said} {who} l’attend{'ent' if several else ''} et commence{'nt' if several else ''} avant sa fin."
