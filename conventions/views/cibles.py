"""A target revised by a decision, from the sheet of its indicator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.forms_indicateurs import CibleForm
from conventions.gates import fiche
from conventions.models import FicheAction, Indicateur, VersionCible
from conventions.queries.cibles import decisions_a_citer, quarts_a_venir
from conventions.rules import animates_action
from conventions.views._commun import action_of, save
from conventions.workflows import cibles as verbs
from coop import horloge
from coop.accounts.predicates import require
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION


@ca_view(read=ANIMATION, write=ANIMATION)
def revoir(request: HttpRequest, ca: Cooperative, numero: int, pk: int) -> HttpResponse:
    """Revise the target of an indicator, citing a decision."""
    action = action_of(ca, numero)
    row = _row(action, pk)
    require(animates_action, request.user.actor, action, verbs.NOT_YOURS)
    quarts, decisions = quarts_a_venir(action.programme, horloge.today()), decisions_a_citer(ca)
    form = CibleForm(request.POST or None, indicateur=row, quarts=quarts, decisions=decisions)
    if save(form, lambda: verbs.revise(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "La valeur prévue est revue\u00a0: les relevés déjà faits gardent la leur.")
        return redirect(_sheet(ca, action, row))
    context = {
        "ca": ca, "rubrique": "programme", "form": form, "action": action, "indicateur": row, "quarts": quarts,
        "decisions": decisions.exists(), "retour": _sheet(ca, action, row),
    }  # fmt: skip
    return render(request, "conventions/indicateurs/cible.html", context)


@ca_view(read=frozenset(), write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int, pk: int, cible_id: int) -> HttpResponse:
    """Take back a revision written by mistake."""
    action = action_of(ca, numero)
    row = _row(action, pk)
    cible = get_object_or_404(
        VersionCible.objects.select_related("indicateur__action__programme__ca"), pk=cible_id, indicateur=row
    )
    if request.method == "POST":
        try:
            verbs.withdraw(cible, actor=request.user.actor)
            messages.success(request, "La révision est retirée.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(_sheet(ca, action, row))


def _row(action: FicheAction, pk: int) -> Indicateur:
    rows = Indicateur.objects.avec_cible(horloge.today())
    return get_object_or_404(rows.select_related("action__programme__ca", "action__promoteur"), pk=pk, action=action)


def _sheet(ca: Cooperative, action: FicheAction, row: Indicateur) -> str:
    """The sheet of the indicator, where its readings are; the fiche-action where the follow-up is not installed."""
    return lien("evaluation:indicateur", ca_ref=ca.reference, indicateur_id=row.pk) or fiche(ca, action, "indicateurs")
