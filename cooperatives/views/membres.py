"""Members of a coopérative: the list, one member, its states, its people."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.organisations.workflows import find_or_create_contact
from coop.versions import StaleVersion
from cooperatives.enums import StatutMembre
from cooperatives.forms import attach
from cooperatives.forms.membres import RefusForm, RepresentantForm, RoleForm
from cooperatives.models import Cooperative, Membre, Representant
from cooperatives.perimetre import ca_view
from cooperatives.queries import membres as reading
from cooperatives.queries.vigilance import membres as warnings
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION
from cooperatives.rules import writes_member
from cooperatives.workflows import membres as verbs

# Participations that wait for a next step.
ATTENDUS = (StatutMembre.REPERE, StatutMembre.INVITE, StatutMembre.PARTANT)


@ca_view()
def membres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    coordinateurs, copilotes = reading.coordination(ca)
    rows = reading.membres(ca)
    anime = bool(request.roles & ANIMATION)
    context = {
        "ca": ca,
        "rubrique": "membres",
        "membres": rows,
        "attendus": ATTENDUS,
        "a_suivre": anime and any(row.statut in ATTENDUS for row in rows),
        "coordinateurs": coordinateurs,
        "copilotes": copilotes,
        "vigilances": warnings(ca),
        "anime": anime,
        "coordonne": bool(request.roles & COORDINATION),
    }
    return render(request, "cooperatives/membres.html", context)


def _get(ca: Cooperative, pk: int) -> Membre:
    return get_object_or_404(ca.membres.select_related("organisation", "ca__departement"), pk=pk)


@ca_view(write=CONTRIBUTION)
def membre(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One member; its organisation writes its own role, the animation everybody's."""
    row = _get(ca, pk)
    form = RoleForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.update_role(_get(ca, pk), actor=request.user.actor, version=form.expected_version, **_role(form))
        except StaleVersion as stale:
            return form.conflict(request, stale, {"ca": ca, "rubrique": "membres"})
        messages.success(request, f"Le rôle de {row.organisation} est enregistré.")
        return redirect("cooperatives:membres", ca_ref=ca.reference)
    context = {
        "ca": ca,
        "rubrique": "membres",
        "membre": row,
        "form": form,
        "representants": reading.representants().filter(membre=row),
        "peut_ecrire": writes_member(request.user.actor, row),
        "anime": bool(request.roles & ANIMATION),
        "en_attente": row.statut in verbs.AVANT,
    }
    return render(request, "cooperatives/membre.html", context)


def _role(form: RoleForm) -> dict:
    return {name: form.cleaned_data[name] for name in ("role_mission", "engagement_direction_le")}


@ca_view(write=ANIMATION)
@require_POST
def membre_etat(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One click: repéré or invité → partant → membre."""
    row = _get(ca, pk)
    verb = {StatutMembre.PARTANT: verbs.mark_partant, StatutMembre.MEMBRE: verbs.join}.get(request.POST.get("etat", ""))
    try:
        if verb is None:
            raise ValidationError("Cet état n’existe pas.")
        verb(row, actor=request.user.actor)
        messages.success(request, f"{row.organisation}\u00a0: {row.get_statut_display()}.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cooperatives:membres", ca_ref=ca.reference)


@ca_view(read=ANIMATION, write=ANIMATION)
def membre_refus(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _get(ca, pk)
    form = RefusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.refuse(row, actor=request.user.actor, motif=form.cleaned_data["motif"])
            return redirect("cooperatives:membres", ca_ref=ca.reference)
        except ValidationError as error:
            attach(form, error)
    context = {
        "ca": ca,
        "rubrique": "membres",
        "form": form,
        "titre": f"{row.organisation} ne participe pas",
        "bouton": "Noter le refus",
    }
    return render(request, "cooperatives/formulaire.html", context)


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def representant(request: HttpRequest, ca: Cooperative, pk: int, representant_pk: int | None = None) -> HttpResponse:
    """Name somebody for a member, or rewrite what its structure entrusts it."""
    row = _get(ca, pk)
    known = (
        get_object_or_404(reading.representants().filter(membre=row), pk=representant_pk) if representant_pk else None
    )
    form = RepresentantForm(request.POST or None, membre=row, initial=_initial(known))
    if request.method == "POST" and form.is_valid():
        try:
            _name(row, request.user.actor, form.cleaned_data)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"La représentation de {row.organisation} est enregistrée.")
            return redirect("cooperatives:membre", ca_ref=ca.reference, pk=row.pk)
    titre = f"Qui représente {row.organisation}\u00a0?"
    return render(
        request,
        "cooperatives/formulaire.html",
        {"ca": ca, "rubrique": "membres", "form": form, "titre": titre, "bouton": "Enregistrer"},
    )


def _initial(known: Representant | None) -> dict:
    if known is None:
        return {}
    return {
        "contact": known.contact_id,
        "titulaire": "1" if known.titulaire else "0",
        "mandat": known.mandat,
        "peut_engager": known.peut_engager,
    }


@transaction.atomic
def _name(membre: Membre, actor, data: dict) -> None:
    contact = data["contact"]
    if contact is None:
        fields = {
            "fonction": data["fonction"],
            "organisation": membre.organisation,
            "est_fictif": membre.organisation.est_fictive,
        }
        contact, _ = find_or_create_contact(email=data["email"], actor=actor, ca_id=membre.ca_id, **fields)
    names = ("titulaire", "mandat", "peut_engager")
    verbs.name_representative(membre, actor=actor, contact=contact, **{name: data[name] for name in names})


@ca_view(write=CONTRIBUTION)
@require_POST
def representant_fin(request: HttpRequest, ca: Cooperative, pk: int, representant_pk: int) -> HttpResponse:
    row = get_object_or_404(reading.representants().filter(membre=_get(ca, pk)), pk=representant_pk)
    verbs.end_representation(row, actor=request.user.actor)
    messages.success(request, f"{row.contact.fonction} ne représente plus {row.membre.organisation}.")
    return redirect("cooperatives:membre", ca_ref=ca.reference, pk=pk)
