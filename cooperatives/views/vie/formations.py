"""Trainings of a coopérative."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.versions import StaleVersion
from cooperatives.forms.vie.formations import ElaborationForm, FormationForm, InscrireForm, LivrablesForm, SessionForm
from cooperatives.guide_vie import ACCOMPAGNEMENT, FORMATIONS_CROISEES, LIVRABLES, PROMOSANTE
from cooperatives.models import Cooperative, Formation
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie import formations as reading
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.views.saisie import saved
from cooperatives.views.vie.commun import MEMBRES, RUBRIQUE, form_page, home
from cooperatives.workflows.vie import formations as verbs


@ca_view()
def formations(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Those of the coopérative, then what the siège offers."""
    context = {
        "ca": ca, **RUBRIQUE, "formations": reading.formations(ca), "offre": reading.formations(None),
        "anime": bool(request.roles & ANIMATION), "coordonne": bool(request.roles & COORDINATION),
        "guide": ACCOMPAGNEMENT, "croisees": FORMATIONS_CROISEES, "promosante": PROMOSANTE,
    }  # fmt: skip
    return render(request, "cooperatives/vie/formations.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The new training opens: its days and its people come next."""
    form = FormationForm(request.POST or None, instance=Formation(ca=ca))
    added: list[Formation] = []

    def verb() -> None:
        added.append(verbs.offer(ca, actor=request.user.actor, **form.values()))

    return form_page(
        request, ca, form, verb, titre="Ajouter une formation", retour=home(ca, "formations"),
        dit="La formation est ajoutée\u00a0: fixez ses sessions.", vers=lambda: home(ca, "formation", pk=added[0].pk),
    )  # fmt: skip


@ca_view(read=ANIMATION, write=ANIMATION)
def elaboration(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """How the programme is worked out: with the support, or as the group decided."""
    form = ElaborationForm(request.POST or None, instance=Cooperative.objects.get(pk=ca.pk))

    def verb() -> None:
        verbs.choose_elaboration(ca, actor=request.user.actor, version=form.expected_version, **form.values())

    return form_page(
        request, ca, form, verb, titre="Façon d’élaborer le programme", retour=home(ca, "formations", "elaboration")
    )


def _formation(ca: Cooperative, pk: int) -> Formation:
    return get_object_or_404(ca.formations.select_related("ca__departement").prefetch_related("sessions"), pk=pk)


@ca_view(write=MEMBRES)
def formation(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Its days, its people, its expected outputs."""
    row = _formation(ca, pk)
    people = list(reading.inscrits(row))
    context = {
        "ca": ca, **RUBRIQUE, "formation": row, "inscrits": people,
        "livrables": [(name, getattr(row, name), text) for name, text in LIVRABLES.items()],
        "anime": bool(request.roles & ANIMATION), "membre": bool(request.roles & MEMBRES),
        "mon_inscription": next((i for i in people if i.contact_id == request.user.contact_id), None),
        "session_form": SessionForm(), "inscrire_form": InscrireForm(ca=ca, formation=row),
    }  # fmt: skip
    return render(request, "cooperatives/vie/formation.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def modifier(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _formation(ca, pk)
    form = FormationForm(request.POST or None, instance=row)

    def verb() -> None:
        verbs.update(_formation(ca, pk), actor=request.user.actor, version=form.expected_version, **form.values())

    extra = (
        {}
        if row.commencee
        else {"retirer": home(ca, "formation_retirer", pk=pk), "retirer_mot": "Retirer cette formation"}
    )
    retour = home(ca, "formation", pk=pk)
    return form_page(request, ca, form, verb, titre=row.intitule, retour=retour, retour_mot=row.intitule, **extra)


@require_POST
@ca_view(write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _formation(ca, pk)
    try:
        verbs.withdraw(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(home(ca, "formation", pk=pk))
    messages.success(request, f"La formation «\u00a0{row}\u00a0» est retirée.")
    return redirect(home(ca, "formations"))


@require_POST
@ca_view(write=ANIMATION)
def livrables(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Tick the expected outputs."""
    form = LivrablesForm(request.POST, instance=_formation(ca, pk))

    def verb() -> None:
        verbs.update(_formation(ca, pk), actor=request.user.actor, version=form.expected_version, **form.values())

    try:
        if not saved(request, form, verb, "Les productions attendues sont enregistrées."):
            messages.error(request, "Les cases n’ont pas été enregistrées.")
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    return redirect(home(ca, "formation", "livrables", pk=pk))


@require_POST
@ca_view(write=ANIMATION)
def session_ajouter(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row, form = _formation(ca, pk), SessionForm(request.POST)
    add = lambda: verbs.add_session(row, actor=request.user.actor, **form.cleaned_data)  # noqa: E731
    if saved(request, form, add, "La session est ajoutée."):
        return redirect(home(ca, "formation", "sessions", pk=pk))
    context = {"ca": ca, **RUBRIQUE, "form": form, "titre": "Ajouter une session", "bouton": "Ajouter la session"}
    back = {"retour": home(ca, "formation", pk=pk), "retour_mot": row.intitule}
    return render(request, "cooperatives/vie/formulaire.html", context | back)


@require_POST
@ca_view(write=ANIMATION)
def session_retirer(request: HttpRequest, ca: Cooperative, pk: int, session_id: int) -> HttpResponse:
    verbs.remove_session(get_object_or_404(_formation(ca, pk).sessions, pk=session_id), actor=request.user.actor)
    messages.success(request, "La session est retirée.")
    return redirect(home(ca, "formation", "sessions", pk=pk))


@require_POST
@ca_view(write=MEMBRES)
def inscrire(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Oneself, or somebody the coordination chooses."""
    row = _formation(ca, pk)
    form = InscrireForm(request.POST, ca=ca, formation=row)
    contact = form.cleaned_data["contact"] if "contact" in request.POST and form.is_valid() else request.user.contact
    if "contact" in request.POST and form.errors:
        messages.error(request, "Choisissez une personne.")
    else:
        verbs.enrol(row, actor=request.user.actor, contact=contact)
        messages.success(request, "L’inscription est notée.")
    return redirect(home(ca, "formation", "participants", pk=pk))


@require_POST
@ca_view(write=MEMBRES)
def desinscrire(request: HttpRequest, ca: Cooperative, pk: int, inscription_id: int) -> HttpResponse:
    row = get_object_or_404(_formation(ca, pk).inscriptions.select_related("formation__ca"), pk=inscription_id)
    verbs.leave(row, actor=request.user.actor)
    messages.success(request, "L’inscription est retirée.")
    return redirect(home(ca, "formation", "participants", pk=pk))
