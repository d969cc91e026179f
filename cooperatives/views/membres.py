"""Members of a coopérative: the list, one member, its states, its people."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.ui.rubriques import lien
from coop.ui.typographie import de
from coop.versions import StaleVersion
from cooperatives.enums import AncienTitulaire, StatutMembre
from cooperatives.forms import attach
from cooperatives.forms.membres import EntreeForm, PlusieursForm, RefusForm, RepresentantForm, RoleForm, SortieForm
from cooperatives.guide_gouvernance import PORTAGE_POLITIQUE
from cooperatives.models import Cooperative, Membre, Representant
from cooperatives.perimetre import ca_view
from cooperatives.queries import membres as reading
from cooperatives.queries.vigilance import membres as warnings
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION
from cooperatives.rules import writes_member
from cooperatives.vie_membre import AVANT
from cooperatives.workflows import membres as verbs
from cooperatives.workflows.mandats import seats_of
from cooperatives.workflows.personnes import person_at

# What one click makes of an organisation awaited.
ETATS = {StatutMembre.PARTANT: verbs.mark_partant, StatutMembre.MEMBRE: verbs.join}


@ca_view()
def membres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    coordinateurs, copilotes = reading.coordination(ca)
    rows = reading.membres(ca)
    anime = bool(request.roles & ANIMATION)
    context = {
        "ca": ca,
        "rubrique": "membres",
        "membres": [row for row in rows if not row.finie],
        "anciens": [row for row in rows if row.finie],
        "attendus": AVANT,
        "a_suivre": anime and any(row.statut in AVANT for row in rows),
        "plusieurs": PlusieursForm(ca=ca) if anime and sum(row.statut in AVANT for row in rows) > 1 else None,
        "coordinateurs": coordinateurs,
        "copilotes": copilotes,
        "elus": reading.elus(ca),
        "portage_politique": PORTAGE_POLITIQUE,
        "vigilances": warnings(ca),
        "anime": anime,
        "coordonne": bool(request.roles & COORDINATION),
    }
    return render(request, "cooperatives/membres.html", context)


def _get(ca: Cooperative, pk: int) -> Membre:
    rows = ca.membres.select_related("organisation__secteur", "ca__departement", "engagement_document")
    return get_object_or_404(rows, pk=pk)


@ca_view(write=CONTRIBUTION)
def membre(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One member; its organisation writes its own role, the animation everybody's."""
    row = _get(ca, pk)
    form = RoleForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.update_role(_get(ca, pk), actor=request.user.actor, version=form.expected_version, **_role(form))
        except StaleVersion as stale:
            return form.conflict(request, stale, {"ca": ca, "rubrique": "membres"})
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"Le rôle {de(row.organisation)} est enregistré.")
            return redirect("cooperatives:membre", ca_ref=ca.reference, pk=pk)
    return render(request, "cooperatives/membre.html", _page(request, ca, _get(ca, pk), form))


def _page(request: HttpRequest, ca: Cooperative, row: Membre, form: RoleForm) -> dict:
    people = list(reading.representants().filter(membre=row))
    titulaires = [person for person in people if person.titulaire]
    return {
        "ca": ca,
        "rubrique": "membres",
        "membre": row,
        "form": form,
        "representants": people,
        "titulaires": titulaires,
        "raison_second": next((person.raison_second for person in titulaires if person.raison_second), ""),
        "passes": reading.passes(row),
        # An inhabitant is of its group, and its pages of writing are closed to it: the form is not offered.
        "peut_ecrire": writes_member(request.user.actor, row) and bool(request.roles & CONTRIBUTION),
        "anime": bool(request.roles & ANIMATION),
        "coordonne": bool(request.roles & COORDINATION),
        "en_attente": row.statut in AVANT,
    }


def _role(form: RoleForm) -> dict:
    names = ("role_mission", "positionnement", "positionnement_texte", "engagement_direction_le")
    return {name: form.cleaned_data[name] for name in names} | {"engagement": form.cleaned_data["engagement"] or None}


@ca_view(write=ANIMATION)
@require_POST
def membres_etat(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The same for several at once: all of them, or none."""
    form = PlusieursForm(request.POST, ca=ca)
    verb = ETATS.get(request.POST.get("etat", ""))
    if not form.is_valid() or verb is None:
        messages.error(request, "Cochez au moins une organisation.")
        return redirect("cooperatives:membres", ca_ref=ca.reference)
    rows = [row for row in form.cleaned_data["membres"] if row.statut != request.POST["etat"]]
    try:
        with transaction.atomic():
            for row in rows:
                verb(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        names = ", ".join(str(row.organisation) for row in rows)
        messages.success(request, f"{names}\u00a0: {StatutMembre(request.POST['etat']).label}.")
    return redirect("cooperatives:membres", ca_ref=ca.reference)


@ca_view(write=ANIMATION)
@require_POST
def membre_etat(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One click: repéré or invité → partant → membre."""
    row = _get(ca, pk)
    verb = ETATS.get(request.POST.get("etat", ""))
    try:
        if verb is None:
            raise ValidationError("Cet état n’existe pas.")
        verb(row, actor=request.user.actor)
        messages.success(request, f"{row.organisation}\u00a0: {row.get_statut_display()}.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    # Back to the line one was on: the list may be long.
    return redirect(f"{reverse('cooperatives:membres', kwargs={'ca_ref': ca.reference})}#membre-{row.pk}")


# The address says which: form, verb, rights, title, button.
ETAPES: dict[str, tuple] = {
    "refus": (RefusForm, verbs.refuse, "{} ne participe pas", "Noter le refus"),
    "entree": (EntreeForm, lambda row, *, actor, date_entree: verbs.join(row, actor=actor, on=date_entree),
               "{} devient membre", "Noter l’entrée"),
    "sortie": (SortieForm, lambda row, *, actor, date_sortie, **data: verbs.leave(row, actor=actor, on=date_sortie, **data),
               "{} s’en va", "Noter la sortie"),
}  # fmt: skip


@ca_view(read=ANIMATION, write=ANIMATION)
def membre_etape(request: HttpRequest, ca: Cooperative, pk: int, etape: str) -> HttpResponse:
    """A step that needs a word or a date: refusal, or entry on a given day."""
    return _etape(request, ca, pk, etape)


@ca_view(read=COORDINATION, write=COORDINATION)
def membre_sortie(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """A party leaves by the convention: it is led there, rather than given a form that would refuse."""
    row = _get(ca, pk)
    if row.statut == StatutMembre.SIGNATAIRE:
        messages.info(request, verbs.PARTY_LEAVES.format(row.organisation))
        return redirect(lien("conventions:echeance", ca_ref=ca.reference))
    return _etape(request, ca, pk, "sortie")


def _etape(request: HttpRequest, ca: Cooperative, pk: int, etape: str) -> HttpResponse:
    kind, verb, titre, bouton = ETAPES[etape]
    row = _get(ca, pk)
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(row, actor=request.user.actor, **form.cleaned_data)
            messages.success(request, f"{row.organisation}\u00a0: {row.get_statut_display()}.")
            return redirect("cooperatives:membres", ca_ref=ca.reference)
        except ValidationError as error:
            attach(form, error)
    titre = titre.format(row.organisation)
    context = {"ca": ca, "rubrique": "membres", "membre": row, "form": form, "titre": titre, "bouton": bouton}
    return render(request, "cooperatives/formulaire.html", context)


# The form as « Remplacer » beside a titulaire opens it.
REMPLACER = {"titulaire": "1", "ancien": AncienTitulaire.REMPLACE}


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def representant(request: HttpRequest, ca: Cooperative, pk: int, representant_pk: int | None = None) -> HttpResponse:
    """Name somebody for a member, or rewrite what its structure entrusts it."""
    row = _get(ca, pk)
    known = (
        get_object_or_404(reading.representants().filter(membre=row), pk=representant_pk) if representant_pk else None
    )
    initial = _initial(known) or (REMPLACER if "remplacer" in request.GET else {})
    form = RepresentantForm(request.POST or None, membre=row, known=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _name(row, request.user, form)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"La représentation {de(row.organisation)} est enregistrée.")
            return redirect("cooperatives:membre", ca_ref=ca.reference, pk=row.pk)
    titre = f"Qui représente {row.organisation}\u00a0?"
    context = {"ca": ca, "rubrique": "membres", "membre": row, "form": form, "titre": titre, "bouton": "Enregistrer"}
    return render(request, "cooperatives/formulaire.html", context)


def _initial(known: Representant | None) -> dict:
    if known is None:
        return {}
    return {
        "contact": known.contact_id,
        "titulaire": "1" if known.titulaire else "0",
        "mandat": known.mandat,
        "peut_engager": known.peut_engager,
        "engagements": known.engagements,
        "ancien": AncienTitulaire.GARDE if known.raison_second else "",
        "raison_second": known.raison_second,
    }


@transaction.atomic
def _name(membre: Membre, user, form: RepresentantForm) -> None:
    organisation, data = membre.organisation, form.cleaned_data
    contact = data["contact"] or person_at(
        data["email"], user=user, ca=membre.ca, fonction=data["fonction"], organisation=organisation,
        fictive=organisation.est_fictive,
    )  # fmt: skip
    verbs.name_representative(membre, actor=user.actor, contact=contact, **form.named())


@ca_view(write=CONTRIBUTION)
@require_POST
def representant_fin(request: HttpRequest, ca: Cooperative, pk: int, representant_pk: int) -> HttpResponse:
    row = get_object_or_404(reading.representants().filter(membre=_get(ca, pk)), pk=representant_pk)
    freed = [str(seat.instance) for seat in seats_of(row)]
    verbs.end_representation(row, actor=request.user.actor)
    told = f" Sa place est libre\u00a0: {', '.join(freed)}." if freed else ""
    messages.success(request, f"{row} ne représente plus {row.membre.organisation}.{told}")
    return redirect("cooperatives:membre", ca_ref=ca.reference, pk=pk)
