"""The théorie d'action: the mirror of objectives and effects, written in place (R-EVCA-07)."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION
from evaluation.forms_theorie import EffetForm
from evaluation.models import Effet, EvaluationCA
from evaluation.queries import theorie as reading
from evaluation.workflows import theorie as verbs


def page(ca: Cooperative, ancre: str = "") -> str:
    url = reverse("evaluation:theorie", kwargs={"ca_ref": ca.reference})
    return f"{url}#{ancre}" if ancre else url


@ca_view()
def theorie(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The drawing, then level by level each objective and its effects."""
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "t": reading.lire(ca),
        "ouverte": EvaluationCA.objects.filter(ca=ca).exists(),
        "anime": bool(request.roles & ANIMATION),
    }
    return render(request, "evaluation/theorie/theorie.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """An effect; `?objectif=`, `?libelle=` and `?attente=` fill the form beforehand."""
    evaluation = get_object_or_404(EvaluationCA.objects.select_related("ca__departement"), ca=ca)
    asked = {name: request.GET[name] for name in ("objectif", "libelle", "attente") if name in request.GET}
    row = Effet(evaluation=evaluation)
    if request.method == "GET" and "HX-Request" in request.headers and "objectif" in asked:
        # In place: the form comes into the cell of its objective.
        form = EffetForm(instance=row, initial=asked, en_place=True, auto_id=f"o{asked['objectif']}_%s")
        context = {"ca": ca, "form": form, "retour": f"{page(ca)}?#objectif-{asked['objectif']}"}
        return render(request, "evaluation/theorie/_effet.html", context)
    return _saved(request, ca, EffetForm(request.POST or None, instance=row, initial=asked), "Ajouter un effet")


@ca_view(read=ANIMATION, write=ANIMATION)
def modifier(request: HttpRequest, ca: Cooperative, effet_id: int) -> HttpResponse:
    """Change an effect."""
    return _saved(request, ca, EffetForm(request.POST or None, instance=_effet(ca, effet_id)), "Modifier l’effet")


@ca_view(write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, effet_id: int) -> HttpResponse:
    """Take an effect out."""
    effet = _effet(ca, effet_id)
    if request.method == "POST":
        verbs.drop_effet(effet, actor=request.user.actor)
    return redirect(page(ca, f"objectif-{effet.objectif_id or 0}"))


def _effet(ca: Cooperative, pk: int) -> Effet:
    rows = Effet.objects.filter(evaluation__ca=ca).select_related("evaluation__ca__departement", "objectif__programme")
    return get_object_or_404(rows, pk=pk)


def _saved(request: HttpRequest, ca: Cooperative, form: EffetForm, titre: str) -> HttpResponse:
    if form.is_valid():
        try:
            row = verbs.write_effet(
                form.instance, actor=request.user.actor, version=form.cleaned_data.get("version"), **form.donnees
            )
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(page(ca, f"effet-{row.pk}"))
    context = {"ca": ca, "rubrique": "evaluation", "form": form, "titre": titre, "retour": page(ca)}
    return render(request, "evaluation/theorie/effet.html", context)
