"""Writing a fiche-action by account or by link: the page saves itself, a refused value stops none of the others."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from conventions.forms_actions import ActionForm, lieux_formset, lieux_saisis, moyens_formset, moyens_saisis
from conventions.gates import duree_annoncee_of, missing_fields
from conventions.models import FicheAction, Programme
from conventions.queries.commentaires import counts
from conventions.rules import animates
from conventions.rules_fiche import fills, leads
from conventions.views._commun import save
from conventions.views.porte_fiche import Porte, deux_portes
from conventions.workflows import actions as verbs
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.journal.actors import Actor
from coop.ui.typographie import heure
from coop.versions import StaleVersion
from cooperatives.roles import CONTRIBUTION

AUTOSAVE = "X-Coop-Enregistrement"
TO_CORRECT = "Enregistré, sauf ce qui est à revoir\u00a0: enregistrez la page pour voir ce que c’est."


@dataclass
class Saisie:
    """The form of a fiche and its two lists. A list that was not sent is left alone."""

    form: ActionForm
    lieux: object
    moyens: object

    @property
    def adding(self) -> bool:
        return self.lieux.adding or self.moyens.adding

    def is_valid(self) -> bool:
        # Both are asked, so that both tell their errors.
        answers = [part.is_valid() for part in (self.lieux, self.moyens) if part.is_bound]
        return all(answers)

    def lists(self, data) -> dict:
        """The lists that may be written: sent, valid, and not given up for the other's in a conflict."""
        found = {}
        for name, part, read in (("lieux", self.lieux, lieux_saisis), ("moyens", self.moyens, moyens_saisis)):
            if part.is_bound and data.get(f"_garder_{name}") != "autre" and part.is_valid():
                found[name] = read(part)
        self.form.lieux, self.form.moyens = found.get("lieux"), found.get("moyens")
        return found


def saisie_of(data, programme: Programme, row: FicheAction, actor: Actor) -> Saisie:
    """The form and its lists; while a row is added nothing is judged yet."""
    known, animating = row if row.pk else None, animates(actor, programme)
    form = ActionForm(
        data, instance=row, programme=programme, actor=actor, animates=animating,
        leads=known is None or leads(actor, known),
    )  # fmt: skip
    sent = {name: data if data and f"{name}-TOTAL_FORMS" in data else None for name in ("lieux", "moyens")}
    found = Saisie(form, lieux_formset(sent["lieux"], programme.ca, known), moyens_formset(sent["moyens"], known))
    if found.adding:
        form._errors = ErrorDict()
    return found


def ecrire(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Write a fiche over the version one opened; a link whose text is locked reads it."""
    if reason := porte.verrou:
        if porte.link is None:
            raise Refused(reason)
        return render(request, "conventions/actions/lecture_lien.html", porte.context(verrou=reason))
    require(fills, porte.actor, porte.action, verbs.NOT_YOURS)
    saisie = saisie_of(request.POST or None, porte.action.programme, porte.action, porte.actor)
    try:
        if AUTOSAVE in request.headers and request.method == "POST":
            return _autosave(request, porte, saisie)
        if saisie.is_valid() and save(saisie.form, lambda: _write(request, porte, saisie)):
            return _after(request, porte)
    except StaleVersion as stale:
        return saisie.form.conflict(request, stale)
    return _page(request, porte, saisie)


def _write(request: HttpRequest, porte: Porte, saisie: Saisie, **more) -> FicheAction:
    """On a fresh row: the form has already put what was typed on its own."""
    data = saisie.form.cleaned_data | saisie.lists(request.POST)
    return verbs.write(porte.relue(), actor=porte.actor, **data, **more)


def _autosave(request: HttpRequest, porte: Porte, saisie: Saisie) -> HttpResponse:
    """Keep what is valid, even when something else is not; 400 when nothing can be kept."""
    valid = saisie.form.is_valid() & saisie.is_valid()
    if "version" not in saisie.form.cleaned_data:
        return JsonResponse({}, status=400)
    try:
        row = _write(request, porte, saisie, saisie_continue=True)
    except ValidationError as error:
        return JsonResponse({"message": f"Pas enregistré\u00a0: {' '.join(error.messages)}"})
    return JsonResponse({"version": row.version, "message": "" if valid else TO_CORRECT})


def _after(request: HttpRequest, porte: Porte) -> HttpResponse:
    if porte.link or request.POST.get("suite") == "ici":
        messages.success(request, f"Enregistré à {heure(horloge.now())}.")
        return redirect(request.path)
    return redirect(porte.retour)


def _page(request: HttpRequest, porte: Porte, saisie: Saisie) -> HttpResponse:
    # The form has put what was typed on its own row: a page to mend shows the fiche as it is kept.
    action = porte.relue() if saisie.form.is_bound else porte.action
    context = porte.context(
        form=saisie.form,
        lieux=saisie.lieux,
        moyens=saisie.moyens,
        action=action,
        titre=f"Fiche-action {action.numero}",
        manques=missing_fields(action),
        conseils=duree_annoncee_of(porte.ca, [action]),
        comptes=counts(action, porte.actor),
        enregistre_seul=True,
    )
    return render(request, "conventions/actions/formulaire.html", context)


modifier, modifier_lien = deux_portes(ecrire, read=CONTRIBUTION, write=CONTRIBUTION, prepare=True)
