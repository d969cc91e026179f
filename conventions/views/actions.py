"""The fiches-action: reading, writing, printing. Each promoteur writes its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions.forms_actions import ActionForm, lieux_formset, lieux_saisis
from conventions.gates import conseils_of, fiche, missing_fields, page
from conventions.models import FicheAction
from conventions.queries.programme import indicateurs_par_type, promoteurs_possibles
from conventions.rules import animates, animates_action, carries, lock_state, may_write_action
from conventions.views._commun import action_of, open_to, programme_of, save
from conventions.workflows import actions as verbs
from conventions.workflows._gardes import require_unlocked
from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import CONTRIBUTION, INTERNES

NO_MEMBER = "Aucune des organisations pour lesquelles vous parlez n’est membre de la coopérative."


@ca_view(read=INTERNES)
def action(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """One fiche as it is signed, then what serves its follow-up."""
    row = action_of(ca, numero)
    context = {
        "ca": ca,
        "rubrique": "programme",
        "action": row,
        "manques": missing_fields(row),
        "conseils": conseils_of(ca, [row]),
        "indicateurs": indicateurs_par_type(row),
        "verrou": lock_state(row.programme),
        "may_write": may_write_action(request.user.actor, row),
        "may_print": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "conventions/actions/action.html", context)


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def nouvelle(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """A member proposes an action of its own; the animation, one of any member."""
    programme = programme_of(ca)
    require_unlocked(programme)
    actor = request.user.actor
    if not promoteurs_possibles(ca, actor).exists():
        messages.error(request, NO_MEMBER)
        return redirect(page(ca, "actions"))
    form, lieux = _forms(request, programme, FicheAction(programme=programme))
    created = []

    def verb():
        created.append(verbs.create(programme, actor=actor, lieux=lieux_saisis(lieux), **form.cleaned_data))

    if lieux.is_valid() and save(form, verb):
        return redirect(fiche(ca, created[0]))
    return _page(request, ca, form, lieux, "Proposer une action", page(ca, "actions"))


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def modifier(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Write a fiche, over the version one opened."""
    row = action_of(ca, numero)
    open_to(animates_action | carries, request, row, row.programme, verbs.NOT_YOURS)
    form, lieux = _forms(request, row.programme, row)

    def verb():
        places = None if request.POST.get("_garder_lieux") == "autre" else lieux_saisis(lieux)
        form.lieux = places
        # A fresh row: the form has already put what was typed on its own.
        verbs.write(action_of(ca, numero), actor=request.user.actor, lieux=places, **form.cleaned_data)

    try:
        if lieux.is_valid() and save(form, verb):
            return redirect(fiche(ca, row))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _page(request, ca, form, lieux, f"Modifier la fiche-action {numero}", fiche(ca, row))


def _forms(request: HttpRequest, programme, row: FicheAction):
    """The form and its places; while a place is added nothing is judged yet."""
    actor, known = request.user.actor, row if row.pk else None
    data = request.POST or None
    form = ActionForm(data, instance=row, programme=programme, actor=actor, animates=animates(actor, programme))
    lieux = lieux_formset(data, programme.ca, known)
    if lieux.adding:
        form._errors = ErrorDict()
    return form, lieux


def _page(request: HttpRequest, ca: Cooperative, form, lieux, titre: str, retour: str) -> HttpResponse:
    context = {"ca": ca, "rubrique": "programme", "form": form, "lieux": lieux, "titre": titre, "retour": retour}
    return render(request, "conventions/actions/formulaire.html", context)


@ca_view(read=frozenset(), write=CONTRIBUTION)
def dupliquer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """A copy to adapt."""
    row = action_of(ca, numero)
    if request.method != "POST":
        return redirect(fiche(ca, row))
    copy = verbs.duplicate(row, actor=request.user.actor)
    messages.success(request, f"Copie créée\u00a0: action {copy.numero}.")
    return redirect(fiche(ca, copy))


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Take a fiche out of a programme in writing."""
    row = action_of(ca, numero)
    if request.method == "POST":
        try:
            verbs.remove(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(fiche(ca, row))
    return redirect(page(ca, "actions"))


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def imprimer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Ask for the PDF of the fiche (DOC-FA)."""
    row = action_of(ca, numero)
    if request.method != "POST":
        return redirect(fiche(ca, row))
    titre = f"Fiche-action {row.numero} – {row.intitule}"
    document = ask_document("fiche_action", row.pk, actor=request.user.actor, title=titre, ca_id=ca.pk)
    return redirect("documents:detail", uid=document.uid)
