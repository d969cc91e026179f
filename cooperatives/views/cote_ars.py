"""The ARS's side of a CA, the gaps and the seven conditions, what the siège told the health instances."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.cote_ars import (
    CarenceForm,
    ConditionForm,
    DemandeForm,
    EffetForm,
    InformationForm,
    TempsForm,
    conditions,
)
from cooperatives.guide_gouvernance import TEMPS_INTERSECTORIEL
from cooperatives.models import Cooperative, InformationInstance
from cooperatives.perimetre import ca_view
from cooperatives.queries import cote_ars as reading
from cooperatives.roles import ANIMATION, ARS, COORDINATION
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import cote_ars as verbs

# Register of the address → form, title when new, title when known.
REGISTRES = {
    "temps": (TempsForm, "Noter du temps d’animation", "Temps d’animation"),
    "demandes": (DemandeForm, "Noter une demande à un référent", "Demande à un référent"),
    "effets": (EffetForm, "Noter un effet", "Effet de l’engagement de la délégation"),
    "carences": (CarenceForm, "Noter une carence du droit commun", "Carence du droit commun"),
}


@ca_view(read=ARS)
def ars(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    context = {
        "ca": ca, "rubrique": "gouvernance", "lecture": reading.cote_ars(ca),
        "coordonne": bool(request.roles & COORDINATION), "temps_intersectoriel": TEMPS_INTERSECTORIEL,
    }  # fmt: skip
    return render(request, "cooperatives/ars/ars.html", context)


@ca_view(write=ANIMATION)
def intersectorialite(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The gaps of the droit commun, and the seven conditions as one form."""
    lecture = reading.intersectorialite(ca)
    forms = conditions(lecture.conditions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms) and _save(ca, forms, request.user.actor):
        messages.success(request, "Les sept conditions sont enregistrées.")
        return redirect(request.path)
    context = {
        "ca": ca, "rubrique": "gouvernance", "lecture": lecture, "forms": forms,
        "en_erreur": [form for form in forms if form.is_bound and form.errors],
        "anime": bool(request.roles & ANIMATION),
    }  # fmt: skip
    return render(request, "cooperatives/ars/intersectorialite.html", context)


def _save(ca: Cooperative, forms: list[ConditionForm], actor) -> bool:
    """False when somebody else wrote one of the conditions: nothing is then saved."""
    form = None
    try:
        with transaction.atomic():
            for form in forms:
                if form.change:
                    verbs.appreciate(ca, actor=actor, condition=form.row.condition, **form.cleaned_data)
    except StaleVersion as stale:
        form.show_theirs(stale.current)
        return False
    return True


def _ligne(request: HttpRequest, ca: Cooperative, registre: str, pk: int | None) -> HttpResponse:
    """A row of a register, new or known."""
    kind, nouveau, connu = REGISTRES[registre]
    model = kind._meta.model
    row = get_object_or_404(model, pk=pk, ca=ca) if pk else model(ca=ca)
    form = kind(request.POST or None, instance=row)
    retour = _retour(ca, registre)

    def verb():
        data = form.cleaned_data
        kept = model.objects.get(pk=pk) if pk else model(ca=ca)
        for name in form.Meta.fields:
            if name != "communes":
                setattr(kept, name, data[name])
        verbs.keep(kept, actor=request.user.actor, version=data.get("version"), communes=data.get("communes"))
        for doubt in reading.doutes(kept) if registre == "temps" else ():
            messages.warning(request, doubt)

    try:
        if saved(request, form, verb, "C’est noté."):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    extra = {"retirer_ligne": _url(ca, registre, "_retirer", pk)} if pk else {}
    return page(request, ca, form, connu if pk else nouveau, retour, retour_mot=_mot(registre), **extra)


def _url(ca: Cooperative, registre: str, suffixe: str, pk: int) -> str:
    name = "carence" if registre == "carences" else "ars_ligne"
    kwargs = {"ca_ref": ca.reference, "pk": pk} | ({} if registre == "carences" else {"registre": registre})
    return reverse(f"cooperatives:{name}{suffixe}", kwargs=kwargs)


def _retour(ca: Cooperative, registre: str) -> str:
    name = "intersectorialite" if registre == "carences" else "ars"
    return f"{reverse(f'cooperatives:{name}', kwargs={'ca_ref': ca.reference})}#{registre}"


def _mot(registre: str) -> str:
    return "Intersectorialité et droit commun" if registre == "carences" else "Côté ARS"


def _known(registre: str) -> str:
    if registre not in REGISTRES or registre == "carences":
        raise Http404
    return registre


@ca_view(read=COORDINATION, write=COORDINATION)
def ars_ligne(request: HttpRequest, ca: Cooperative, registre: str, pk: int | None = None) -> HttpResponse:
    return _ligne(request, ca, _known(registre), pk)


@ca_view(read=ANIMATION, write=ANIMATION)
def carence(request: HttpRequest, ca: Cooperative, pk: int | None = None) -> HttpResponse:
    return _ligne(request, ca, "carences", pk)


def _retirer(request: HttpRequest, ca: Cooperative, registre: str, pk: int) -> HttpResponse:
    row = get_object_or_404(REGISTRES[registre][0]._meta.model, pk=pk, ca=ca)
    verbs.drop(row, actor=request.user.actor)
    messages.success(request, "La ligne est retirée.")
    return redirect(_retour(ca, registre))


@require_POST
@ca_view(write=COORDINATION)
def ars_ligne_retirer(request: HttpRequest, ca: Cooperative, registre: str, pk: int) -> HttpResponse:
    return _retirer(request, ca, _known(registre), pk)


@require_POST
@ca_view(write=ANIMATION)
def carence_retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    return _retirer(request, ca, "carences", pk)


@mandated(RoleMandat.SIEGE)
def informations(request: HttpRequest) -> HttpResponse:
    """What the siège told the CRSA and the conseils territoriaux de santé."""
    rows = InformationInstance.objects.prefetch_related("cas")
    return render(request, "cooperatives/ars/informations.html", {"rows": rows})


@mandated(RoleMandat.SIEGE)
def information(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(InformationInstance, pk=pk) if pk else InformationInstance()
    form = InformationForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kept = InformationInstance.objects.get(pk=pk) if pk else InformationInstance()
        for name in ("instance", "precision", "le", "objet"):
            setattr(kept, name, data[name])
        try:
            verbs.inform(kept, actor=request.user.actor, cas=data["cas"], version=data.get("version"))
        except ValidationError as error:
            attach(form, error)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        else:
            messages.success(request, "L’information est notée.")
            return redirect("cooperatives:informations")
    return render(request, "cooperatives/ars/information.html", {"form": form, "row": row})
