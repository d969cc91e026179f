"""The opportunity of a coopérative: ten principles, articulations with the schemes of the territory, warnings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.opportunite import AppreciationForm, ArticulationForm, grid
from cooperatives.models import Articulation, Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import opportunite as reading
from cooperatives.queries import vigilance
from cooperatives.roles import ANIMATION
from cooperatives.workflows.opportunite import appreciate, create_dispositif, declare


@ca_view(write=ANIMATION)
def opportunite(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The whole grid is one form: nothing is saved unless every answer is right."""
    writes = bool(request.roles & ANIMATION)
    forms = grid(ca, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms) and _save(forms, request.user.actor):
        messages.success(request, "La grille est enregistrée.")
        return redirect(request.path)
    groups = [
        {"titre": title, "forms": [form for form in forms if form.row.principe.groupe == code]}
        for code, title in reading.GROUPES
    ]
    context = {
        "ca": ca,
        "rubrique": "",
        "groupes": groups,
        "forms": forms,
        "en_erreur": [form for form in forms if form.is_bound and form.errors],
        "compte": reading.compte(ca),
        "articulations": reading.articulations(ca),
        "vigilances": vigilance.opportunite(ca),
        "peut_ecrire": writes,
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
                    form.row, actor=actor, appreciation=data["appreciation"],
                    justification=data["justification"], version=data["version"],
                )  # fmt: skip
    except StaleVersion as stale:
        form.show_theirs(stale.current)
        return False
    return True


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
    names = ("type", "presence", "description", "concertation_theme_le", "information_comites_le")
    declare(ca, actor=actor, dispositif=scheme, version=data["version"], **{name: data[name] for name in names})
