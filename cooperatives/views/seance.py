"""« Tenir la réunion »: presences, notes under each item, decisions, on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coop.versions import StaleVersion
from cooperatives.enums import StatutReunion
from cooperatives.forms import attach
from cooperatives.forms.reunions import DecisionFormSet, SeanceForm
from cooperatives.models import Cooperative, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.queries.participants import participants
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.views.reunions import get, here
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre

OUVERTES = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE, StatutReunion.TENUE)


@ca_view(read=ANIMATION, write=ANIMATION)
def tenir(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Saves the whole page or nothing; « valider et diffuser » goes to the end in the same gesture."""
    row = get(ca, reunion_id)
    if row.statut not in OUVERTES:
        return redirect(here(ca, row))
    form, rows = _forms(request, row)
    if request.method == "POST" and rows.is_valid() and form.is_valid():
        try:
            _save(request, row, form, rows)
        except StaleVersion as stale:
            return _newer(request, ca, form, rows, stale)
        except ValidationError as error:
            attach(form, error)
            row = get(ca, reunion_id)
        else:
            return redirect(here(ca, row, "compte-rendu"))
    return _render(request, ca, row, form, rows)


def _forms(request: HttpRequest, row: Reunion) -> tuple[SeanceForm, DecisionFormSet]:
    said = dict(row.presences.values_list("contact_id", "statut"))
    form = SeanceForm(request.POST or None, reunion=row, attendus=participants(row), presences=said)
    taken = [
        {"pk": d.pk, "texte": d.texte, "responsable": d.responsable, "echeance": d.echeance}
        for d in reading.decisions(row)
    ]
    return form, DecisionFormSet(request.POST or None, initial=taken, prefix="decisions")


@transaction.atomic
def _save(request: HttpRequest, row: Reunion, form: SeanceForm, rows: DecisionFormSet) -> None:
    actor = request.user.actor
    verbs.save_session(row, actor=actor, prises=_taken(row, rows), **form.values())
    if "diffuser" in request.POST:
        verbs.validate_minutes(row, actor=actor)
        verbs.diffuse(row, actor=actor)
        messages.success(request, "Le compte rendu est validé et diffusé à tous les membres.")
    else:
        messages.success(request, "La réunion est enregistrée.")


def _taken(row: Reunion, rows: DecisionFormSet) -> list[dict]:
    """Rows of the page as the verb takes them; a number that is not of this meeting counts as a new decision."""
    known = {decision.pk: decision for decision in row.decisions.select_related("reunion__ca__departement")}
    found = []
    for form in rows.forms:
        data = form.cleaned_data
        if data:
            fields = {name: data.get(name) for name in ("texte", "responsable", "echeance")}
            found.append(fields | {"decision": known.get(data.get("pk")), "retirer": bool(data.get("DELETE"))})
    return found


def _newer(
    request: HttpRequest, ca: Cooperative, form: SeanceForm, rows: DecisionFormSet, stale: StaleVersion
) -> HttpResponse:
    """Somebody saved this page meanwhile: what is typed here stays, what is saved there is shown, and one chooses."""
    form.data = form.data.copy()
    form.data["version"] = str(stale.current.version)
    fresh = get(ca, stale.current.pk)
    form.add_error(
        None,
        "Quelqu’un d’autre vient d’enregistrer cette réunion. Votre saisie est gardée ci-dessous\u00a0: "
        "comparez-la avec la page de la réunion, puis enregistrez de nouveau pour la faire valoir.",
    )
    return _render(request, ca, fresh, form, rows, status=409)


def _render(request: HttpRequest, ca: Cooperative, row: Reunion, form, rows, status: int = 200) -> HttpResponse:
    context = {
        "ca": ca,
        "rubrique": "gouvernance",
        "reunion": row,
        "titre": titre(row),
        "form": form,
        "decisions": rows,
        "coordonne": bool(request.roles & COORDINATION),
    }
    return render(request, "cooperatives/reunions/tenir.html", context, status=status)


@require_POST
@ca_view(write=ANIMATION)
def notes(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Autosave of the notes only: presences and decisions are saved by the button."""
    row = get(ca, reunion_id)
    version = request.POST.get("version", "")
    typed = {
        int(name.removeprefix("notes_")): text
        for name, text in request.POST.items()
        if name.startswith("notes_") and name.removeprefix("notes_").isdecimal()
    }
    if not version.isdecimal():
        return JsonResponse({"erreur": "version"}, status=400)
    try:
        verbs.write_notes(row, actor=request.user.actor, notes=typed, version=int(version))
    except (StaleVersion, ValidationError):
        return JsonResponse({"erreur": "version"}, status=409)
    return JsonResponse({"version": row.version})
