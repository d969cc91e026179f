"""The page of the programme, its texts and its tree of objectives."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.enums import NiveauObjectif
from conventions.forms_programme import CommunicationForm, ObjectifForm, ProgrammeForm
from conventions.gates import page
from conventions.models import Objectif
from conventions.queries.programme import read
from conventions.rules import animates
from conventions.views._commun import formulaire, open_to, programme_of, save
from conventions.workflows import programme as verbs
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, INTERNES


@ca_view(read=INTERNES)
def programme(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The tree, the needs it answers, the fiches and what is missing."""
    lecture = read(ca, request.user.actor)
    may_open = lecture is None and bool(request.roles & ANIMATION)
    context = {"ca": ca, "rubrique": "programme", "lecture": lecture, "may_open": may_open,
               "anime": bool(request.roles & ANIMATION)}  # fmt: skip
    return render(request, "conventions/programme/programme.html", context)


@ca_view(read=frozenset(), write=ANIMATION)
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the programme of the CA."""
    if request.method == "POST":
        verbs.open_programme(ca, actor=request.user.actor)
    return redirect(page(ca))


@ca_view(read=ANIMATION, write=ANIMATION)
def ecrire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The title and the raison d'être."""
    row = programme_of(ca)
    open_to(animates, request, row, row, verbs.ANIMATION_ONLY)
    form = ProgrammeForm(request.POST or None, instance=row)

    def verb():
        data = dict(form.cleaned_data)
        verbs.write(programme_of(ca), actor=request.user.actor, **data)

    try:
        if save(form, verb):
            return redirect(page(ca))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return formulaire(request, ca, form, "Intitulé et raison d’être du programme")


@ca_view(read=ANIMATION, write=ANIMATION)
def communication(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The plan de communication, which no convention locks."""
    form = CommunicationForm(request.POST or None, instance=programme_of(ca))

    def verb():
        verbs.write_communication(programme_of(ca), actor=request.user.actor, **form.cleaned_data)

    try:
        if save(form, verb):
            return redirect(page(ca, "communication"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return formulaire(request, ca, form, "Plan de communication", page(ca, "communication"))


@ca_view(read=ANIMATION, write=ANIMATION)
def objectif(request: HttpRequest, ca: Cooperative, pk: int | None = None) -> HttpResponse:
    """Add an objective, or change one; `?niveau=` and `?parent=` come from the place of the tree one adds at."""
    row = programme_of(ca)
    open_to(animates, request, row, row, verbs.ANIMATION_ONLY)
    target = get_object_or_404(row.objectifs, pk=pk) if pk else Objectif(programme=row)
    form = ObjectifForm(request.POST or None, instance=target, programme=row, initial=_asked(request, pk))

    def verb():
        data = dict(form.cleaned_data)
        fresh = row.objectifs.get(pk=pk) if pk else None
        if "besoins" not in data:
            data["besoins"] = fresh.besoins.select_related("diagnostic") if fresh else ()
        verbs.set_objective(row, actor=request.user.actor, objectif=fresh, **data)

    try:
        if save(form, verb):
            return redirect(page(ca, "objectifs"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return formulaire(request, ca, form, "Modifier un objectif" if pk else "Ajouter un objectif")


def _asked(request: HttpRequest, pk: int | None) -> dict:
    """The level and the parent proposed by the link one came from; what is no number or no level is ignored."""
    niveau, parent = request.GET.get("niveau", ""), request.GET.get("parent", "")
    if pk:
        return {}
    found = {"niveau": niveau} if niveau in NiveauObjectif else {}
    return found | ({"parent": int(parent)} if parent.isdecimal() else {})


@ca_view(read=frozenset(), write=ANIMATION)
def retirer_objectif(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Take an objective that carries nothing out of the tree."""
    row = get_object_or_404(programme_of(ca).objectifs.select_related("programme__ca"), pk=pk)
    if request.method == "POST":
        try:
            verbs.remove_objective(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(page(ca, "objectifs"))


@ca_view(read=frozenset(), write=ANIMATION)
def deplacer_objectif(request: HttpRequest, ca: Cooperative, pk: int, *, up: bool) -> HttpResponse:
    """Move an objective one place up or down in its level."""
    row = get_object_or_404(programme_of(ca).objectifs.select_related("programme__ca"), pk=pk)
    if request.method == "POST":
        verbs.move_objective(row, actor=request.user.actor, up=up)
    return redirect(page(ca, "objectifs"))
