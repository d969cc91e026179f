"""« Tenir la réunion »: presences, notes under each item, decisions, on one page that several people may fill at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coop.ui.forms import DU_CONFLIT, Conflit
from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.seance import BASE, DecisionFormSet, SeanceForm
from cooperatives.models import Cooperative, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.views.reunions import get, here
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre
from cooperatives.workflows.reunions.seance import OUVERTE

INTERNES_AU_FORMULAIRE = {"csrfmiddlewaretoken", "version"}


@ca_view(read=ANIMATION, write=ANIMATION)
def tenir(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Saves the whole page or nothing; « valider et diffuser » goes to the end in the same gesture."""
    row = get(ca, reunion_id)
    if row.statut not in OUVERTE:
        return redirect(here(ca, row))
    form, rows = _forms(request, row)
    if "reporter" in request.POST:
        form.tous_presents() if request.POST["reporter"] == "presents" else form.reporter()
        return _render(request, ca, row, form, rows)
    if request.method == "POST" and rows.is_valid() and form.is_valid():
        try:
            _save(request, row, form, rows)
        except StaleVersion as stale:
            return _newer(request, ca, form, rows, stale)
        except verbs.NotesEnConflit as clash:
            return _compare(request, ca, get(ca, reunion_id), clash)
        except ValidationError as error:
            attach(form, error)
            row = get(ca, reunion_id)
        else:
            return redirect(here(ca, row, "compte-rendu"))
    return _render(request, ca, row, form, rows)


def _forms(request: HttpRequest, row: Reunion) -> tuple[SeanceForm, DecisionFormSet]:
    form = _form(request, row)
    taken = [
        {
            "pk": d.pk, "texte": d.texte, "responsable": d.responsable, "echeance": d.echeance,
            "point": str(d.point_id or ""),
        }
        for d in reading.decisions(row)
    ]  # fmt: skip
    kwargs = {"points": form.points}
    return form, DecisionFormSet(request.POST or None, initial=taken, prefix="decisions", form_kwargs=kwargs)


def _form(request: HttpRequest, row: Reunion) -> SeanceForm:
    return SeanceForm(
        request.POST or None,
        reunion=row,
        attendus=reading.attendus(row),
        presences=dict(row.presences.values_list("contact_id", "statut")),
        approbations=list(reading.a_approuver(row)),
    )


@transaction.atomic
def _save(request: HttpRequest, row: Reunion, form: SeanceForm, rows: DecisionFormSet) -> None:
    actor = request.user.actor
    verbs.save_session(row, actor=actor, prises=_taken(row, rows), **form.values())
    for earlier in form.approuves():
        verbs.approve(earlier, actor=actor, en=row)
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
            fields = {name: data.get(name) for name in ("texte", "responsable", "echeance", "point")}
            found.append(fields | {"decision": known.get(data.get("pk")), "retirer": bool(data.get("DELETE"))})
    return found


def _newer(
    request: HttpRequest, ca: Cooperative, form: SeanceForm, rows: DecisionFormSet, stale: StaleVersion
) -> HttpResponse:
    """Somebody changed the day or the number of inhabitants meanwhile: what is typed here stays, and one chooses."""
    form.data = form.data.copy()
    form.data["version"] = str(stale.current.version)
    fresh = get(ca, stale.current.pk)
    form.add_error(
        None,
        "Quelqu’un d’autre vient d’enregistrer cette réunion. Votre saisie est gardée ci-dessous\u00a0: "
        "comparez-la avec la page de la réunion, puis enregistrez de nouveau pour la faire valoir.",
    )
    return _render(request, ca, fresh, form, rows, status=409)


def _compare(request: HttpRequest, ca: Cooperative, row: Reunion, clash: verbs.NotesEnConflit) -> HttpResponse:
    """The same paragraph was written twice: both texts side by side, item by item; nothing typed elsewhere is lost."""
    theirs = {f"{BASE}notes_{point.pk}": point.notes for point, _ in clash.conflits}
    kept = [
        (name, theirs.get(name, value))
        for name, values in request.POST.lists()
        for value in values
        if name not in INTERNES_AU_FORMULAIRE and not name.startswith(DU_CONFLIT)
    ]
    conflicts = [
        Conflit(f"notes_{point.pk}", point.intitule, typed or "(vide)", point.notes or "(vide)", [point.notes])
        for point, typed in clash.conflits
    ]
    context = {"ca": ca, "rubrique": "gouvernance", "conflits": conflicts, "gardes": kept, "version_nom": "version"}
    return render(request, "ui/conflit_page.html", context | {"version": row.version}, status=409)


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
    """Autosave of notes and presences, item by item; decisions are saved by the button.

    Answers with the texts as they are kept, what somebody else wrote included; 409 when the same paragraph was rewritten.
    """
    row = get(ca, reunion_id)
    typed, bases = _typed(request, "notes_"), _typed(request, f"{BASE}notes_")
    try:
        kept = verbs.write_notes(row, actor=request.user.actor, notes=typed, bases=bases)
        verbs.note_presences(row, actor=request.user.actor, presences=_ticked(request, row))
    except (verbs.NotesEnConflit, ValidationError):
        return JsonResponse({"erreur": "conflit"}, status=409)
    fields = {f"notes_{pk}": text for pk, text in kept.items()}
    fields |= {f"presence_{contact}": said for contact, said in row.presences.values_list("contact_id", "statut")}
    return JsonResponse({"champs": fields, "bases": {BASE + name: name for name in fields}})


def _typed(request: HttpRequest, prefix: str) -> dict[int, str]:
    """Values of the fields `<prefix><number>`."""
    named = {name.removeprefix(prefix): text for name, text in request.POST.items() if name.startswith(prefix)}
    return {int(number): text for number, text in named.items() if number.isdecimal()}


def _ticked(request: HttpRequest, row: Reunion) -> dict:
    """Presences changed since the page was opened; empty when what is posted is not a sheet of presences."""
    if not any(name.startswith("presence_") for name in request.POST):
        return {}
    form = _form(request, row)
    form.is_valid()
    return form.presences()
