"""The repérage of a coopérative in préfiguration: notes, actors, first collective meeting, partants."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.ui import typographie
from coop.versions import StaleVersion
from cooperatives import guide_opportunite
from cooperatives.enums import CategorieActeur, Role
from cooperatives.forms import attach
from cooperatives.forms.reperage import ActeurForm, ActeursForm, NotesForm, PartantForm
from cooperatives.models import ActeurRepere, Cooperative, Reperage
from cooperatives.perimetre import ca_view
from cooperatives.queries import reperage as reading
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import membres
from cooperatives.workflows import reperage as verbs

# Actors spotted are read by those who pilot, never by the partners (§4.5).
LECTEURS = ANIMATION | {Role.ADMIN, Role.SIEGE}


def home(ca: Cooperative, ancre: str = "") -> str:
    found = reverse("cooperatives:reperage", kwargs={"ca_ref": ca.reference})
    return f"{found}#{ancre}" if ancre else found


def _get(ca: Cooperative, pk: int) -> ActeurRepere:
    rows = ca.acteurs_reperes.select_related("organisation", "devenu_membre__organisation", "ca__departement")
    return get_object_or_404(rows, pk=pk)


@ca_view(read=LECTEURS)
def reperage(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    context = {
        "ca": ca,
        "rubrique": "",
        "lecture": reading.reperage(ca),
        "attendus": reading.ATTENDUS,
        "depart": guide_opportunite.DEPART,
        "anime": bool(request.roles & ANIMATION),
    }
    return render(request, "cooperatives/reperage/reperage.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def notes(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Needs, dynamics, e-parcours."""
    row = Reperage.objects.filter(ca=ca).first() or Reperage(ca=ca)
    form = NotesForm(request.POST or None, instance=row, ca=ca)
    try:
        done = saved(request, form, lambda: verbs.write_notes(ca, actor=request.user.actor, **form.values()))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
    if done:
        messages.success(request, "Les notes de repérage sont enregistrées.")
        return redirect(home(ca, "notes"))
    return page(request, ca, form, "Notes de repérage", home(ca, "notes"), **_ICI)


_ICI = {"rubrique": "", "retour_mot": "Repérage"}


@ca_view(read=ANIMATION, write=ANIMATION)
def acteurs_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Several actors of a category at once."""
    form = ActeursForm(request.POST or None, initial={"categorie": _category(request)})
    added: list[ActeurRepere] = []

    def add() -> None:
        data = form.cleaned_data
        added.extend(verbs.add_all(ca, actor=request.user.actor, categorie=data["categorie"], lignes=data["lignes"]))

    if saved(request, form, add):
        known = len(form.cleaned_data["lignes"]) - len(added)
        told = typographie.avec_nombre(len(added), "acteur ajouté,acteurs ajoutés")
        more = f", {typographie.avec_nombre(known, 'déjà repéré,déjà repérés')}" if known else ""
        messages.success(request, f"{told}{more}.")
        return redirect(home(ca, form.cleaned_data["categorie"]))
    return page(request, ca, form, "Ajouter des acteurs", home(ca), "Ajouter", **_ICI)


def _category(request: HttpRequest) -> str:
    wanted = request.GET.get("categorie", "")
    return wanted if wanted in CategorieActeur.values else CategorieActeur.STRATEGIQUE


@ca_view(read=ANIMATION, write=ANIMATION)
def acteur(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One actor."""
    row = _get(ca, pk)
    form = ActeurForm(request.POST or None, instance=row)
    try:
        done = saved(request, form, lambda: _update(ca, pk, form, request))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
    if done:
        messages.success(request, "L’acteur est enregistré.")
        return redirect(home(ca, form.cleaned_data["categorie"]))
    context = {"ca": ca, "rubrique": "", "form": form, "acteur": row, "coordonne": bool(request.roles & COORDINATION)}
    return render(request, "cooperatives/reperage/acteur.html", context)


def _update(ca: Cooperative, pk: int, form: ActeurForm, request: HttpRequest) -> None:
    verbs.update(_get(ca, pk), actor=request.user.actor, version=form.expected_version, **form.values())


@ca_view(read=COORDINATION, write=COORDINATION)
@require_POST
def acteur_retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _get(ca, pk)
    verbs.remove(row, actor=request.user.actor)
    messages.success(request, f"{row} est retiré du repérage.")
    return redirect(home(ca, row.categorie))


@ca_view(read=ANIMATION, write=ANIMATION)
def acteur_partant(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One click when the organisation is known; otherwise the page asks which one it is."""
    row = _get(ca, pk)
    form = PartantForm(request.POST if "organisation" in request.POST else None)
    asked = row.organisation is None
    values = form.cleaned_data if asked and form.is_bound and form.is_valid() else {}
    if request.method == "POST" and (values or not asked):
        try:
            membre = verbs.mark_partant(row, actor=request.user.actor, **values)
        except ValidationError as error:
            attach(form, error) if form.is_bound else messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{membre.organisation}\u00a0: {membre.get_statut_display()}.")
            return redirect(home(ca, row.categorie))
    return page(request, ca, form, f"{row} compte parmi les partants", home(ca, row.categorie), "Noter partant", **_ICI)


@ca_view(write=ANIMATION)
@require_POST
def acteur_membre(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One click: the partant becomes a member, by the verb of the members."""
    row = _get(ca, pk)
    try:
        if row.devenu_membre is None:
            raise ValidationError("Notez d’abord cet acteur partant.")
        membres.join(row.devenu_membre, actor=request.user.actor)
        messages.success(request, f"{row.devenu_membre.organisation} est membre de la coopérative.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(home(ca, row.categorie))
