"""The opportunity of a coopérative: ten principles, the warnings beside them, articulations with the local schemes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives import guide_opportunite as guide
from cooperatives.forms import attach
from cooperatives.forms.opportunite import AppreciationForm, ArticulationForm, grid
from cooperatives.forms.vigilance import ReponseForm
from cooperatives.models import Articulation, Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import opportunite as reading
from cooperatives.queries.avertissements import avertissements
from cooperatives.roles import ANIMATION
from cooperatives.workflows.opportunite import appreciate, create_dispositif, declare
from cooperatives.workflows.vigilance import respond


@ca_view(write=ANIMATION)
def opportunite(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The whole grid is one form: nothing is saved unless every answer is right."""
    forms = grid(ca, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms) and _save(forms, request.user.actor):
        messages.success(request, "La grille est enregistrée.")
        return redirect(request.path)
    return _page(request, ca, forms)


def _page(
    request: HttpRequest, ca: Cooperative, forms: list[AppreciationForm], reponse: ReponseForm | None = None
) -> HttpResponse:
    """The page with the grid of `forms`; `reponse` is an answer that was refused."""
    found = avertissements(ca)
    for row in forms:
        row.avertis = [one for one in found if one.principe == row.row.principe.ordre and one.reponse is None]
    context = {
        "ca": ca,
        "rubrique": "",
        "groupes": [
            {"titre": title, "forms": [form for form in forms if form.row.principe.groupe == code]}
            for code, title in reading.GROUPES
        ],
        "en_erreur": [form for form in forms if form.is_bound and form.errors],
        "compte": reading.compte(ca),
        "articulations": reading.articulations(ca),
        "reponses": [
            reponse if reponse and reponse.avertissement.champ == one.champ else ReponseForm(avertissement=one)
            for one in found
        ],
        "sans_reponse": sum(one.reponse is None for one in found),
        "cls_ca": {"phrase": guide.CLS_CA_PHRASE, "cls": guide.CLS, "ca": guide.CA},
        "peut_ecrire": bool(request.roles & ANIMATION),
    }
    return render(request, "cooperatives/opportunite.html", context)


def _save(forms: list[AppreciationForm], actor) -> bool:
    """Save the answers that changed; False when somebody else wrote one of them, nothing is then saved."""
    changed = [form for form in forms if set(form.changed_data) - {"version"}]
    form = None
    try:
        with transaction.atomic():
            for form in changed:
                data = form.cleaned_data
                appreciate(
                    form.row, actor=actor, appreciation=data["appreciation"], justification=data["justification"],
                    preuve=data["preuve"], version=data["version"],
                )  # fmt: skip
    except StaleVersion as stale:
        form.show_theirs(stale.current)
        return False
    return True


@ca_view(write=ANIMATION)
@require_POST
def avertissement(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Answer one warning; an empty answer shows the page again with what is missing."""
    here = reverse("cooperatives:opportunite", kwargs={"ca_ref": ca.reference}) + "#avertissements"
    wanted = next((row for row in avertissements(ca) if row.champ == request.POST.get("avertissement")), None)
    if wanted is None:
        messages.info(request, "Cet avertissement n’a plus lieu d’être\u00a0: il n’attend pas de réponse.")
        return redirect(here)
    form = ReponseForm(request.POST, avertissement=wanted)
    if form.is_valid():
        try:
            respond(ca, actor=request.user.actor, code=wanted.code, objet=wanted.objet, **form.cleaned_data)
        except StaleVersion as stale:
            form.add_error(
                "reponse", f"{stale.current.auteur} a répondu entre-temps\u00a0: «\u00a0{stale.current.reponse}\u00a0»."
            )
            form.data = form.data.copy() | {form.add_prefix("version"): str(stale.current.version)}
        else:
            messages.success(request, "Votre réponse est enregistrée, et notée au carnet.")
            return redirect(here)
    return _page(request, ca, grid(ca), form)


@ca_view(write=ANIMATION)
@require_POST
def grille(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the printable grid."""
    document = ask_document("grille", ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code)
    return redirect("documents:detail", uid=document.uid)


@ca_view(read=ANIMATION, write=ANIMATION)
def articulation(request: HttpRequest, ca: Cooperative, pk: int | None = None) -> HttpResponse:
    """One articulation, or a new one; a scheme absent from the register is added to it."""
    row = get_object_or_404(Articulation.objects.filter(ca=ca), pk=pk) if pk else None
    form = ArticulationForm(request.POST or None, ca=ca, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            _declare(ca, request.user.actor, form.cleaned_data)
        except StaleVersion:
            form.add_error(
                None, "Quelqu’un a modifié cette articulation entre-temps\u00a0: rouvrez-la avant d’enregistrer."
            )
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "L’articulation est enregistrée.")
            return redirect("cooperatives:opportunite", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "", "form": form, "row": row}
    return render(request, "cooperatives/articulation.html", context)


@transaction.atomic
def _declare(ca: Cooperative, actor, data: dict) -> None:
    scheme = data["dispositif"]
    if data["nouveau"]:
        scheme = create_dispositif(ca, actor=actor, type=data["type"], nom=data["nouveau"], communes=ca.communes.all())
    values = {name: value for name, value in data.items() if name != "nouveau"}
    declare(ca, actor=actor, **values | {"dispositif": scheme})
