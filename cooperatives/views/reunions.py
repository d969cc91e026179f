"""Meetings before and after: list, page, preparation, convocation, minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives import guide_gouvernance as guide
from cooperatives.enums import Role, StatutReunion, TypeInstance, TypeReunion
from cooperatives.forms.reunions import CompteRenduForm, ModificationForm, MotifForm, PointForm, PreparationForm
from cooperatives.models import Cooperative, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.queries.gouvernance import A_VENIR, passees
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.queries.participants import participants
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, INTERNES
from cooperatives.views.gouvernance import home
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre

PROPOSENT = CONTRIBUTION | {Role.HABITANT}
PAR_PAGE = 20


def get(ca: Cooperative, pk: int) -> Reunion:
    return get_object_or_404(ca.reunions.select_related("instance", "ca__departement"), pk=pk)


def here(ca: Cooperative, row: Reunion, ancre: str = "") -> str:
    found = reverse("cooperatives:reunion", kwargs={"ca_ref": ca.reference, "reunion_id": row.pk})
    return f"{found}#{ancre}" if ancre else found


@ca_view()
def liste(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Every meeting of the past, the last first."""
    rows = Paginator(passees(ca), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "cooperatives/reunions/liste.html", {"ca": ca, "rubrique": "gouvernance", "page": rows})


@ca_view(read=ANIMATION, write=ANIMATION)
def planifier(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """One form with the proposed agenda; « planifier et convoquer » does both."""
    form = PreparationForm(request.POST or None, ca=ca, initial=_proposal(request, ca))
    made: list[Reunion] = []
    if saved(request, form, lambda: made.append(verbs.plan(ca, actor=request.user.actor, **form.values()))):
        return _convened(request, ca, made[0]) if "convoquer" in request.POST else redirect(here(ca, made[0]))
    return page(request, ca, form, "Préparer une réunion", home(ca, "reunions"), "Planifier", convoquer=True)


def _proposal(request: HttpRequest, ca: Cooperative) -> dict:
    """The kind asked in the address (`?instance=` or `?type=`), the comité de pilotage by default, and its agenda."""
    instances = ca.instances.filter(fin__isnull=True)
    wanted = request.GET.get("instance", "")
    chosen = instances.filter(pk=wanted).first() if wanted.isdecimal() else None
    kind = request.GET.get("type", "")
    if chosen is None and kind not in TypeReunion.values:
        chosen = instances.filter(type=TypeInstance.COPIL).first()
    if chosen is not None:
        kind = guide.REUNION_DE[chosen.type]
    kind = kind or TypeReunion.LANCEMENT
    return {"type": kind, "instance": chosen, "points": "\n".join(proposed_points(ca, kind))}


def _convened(request: HttpRequest, ca: Cooperative, row: Reunion) -> HttpResponse:
    try:
        verbs.convene(row, actor=request.user.actor, sans_ordre_du_jour="sans_ordre_du_jour" in request.POST)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(here(ca, row))
    messages.success(request, _sent(row))
    return redirect(here(ca, row))


def _sent(row: Reunion) -> str:
    without = [str(expected.contact) for expected in participants(row) if not expected.contact.email]
    told = "La convocation est envoyée, avec l’ordre du jour et un fichier d’agenda."
    return f"{told} Sans adresse, à prévenir autrement\u00a0: {', '.join(without)}." if without else told


@ca_view()
def reunion(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """One meeting as it stands; minutes not validated yet are read by those who write them."""
    row = get(ca, reunion_id)
    anime = bool(request.roles & ANIMATION)
    written = row.statut in reading.ECRITS
    context = {
        "ca": ca,
        "rubrique": "gouvernance",
        "reunion": row,
        "titre": titre(row),
        "points": reading.points(row),
        "attendus": participants(row),
        "anime": anime,
        "coordonne": bool(request.roles & COORDINATION),
        "a_venir": row.statut in A_VENIR,
        "ecrit": written,
        "lisible": written or (anime and row.statut == StatutReunion.TENUE),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
        "point_form": PointForm() if request.roles & PROPOSENT else None,
    }
    if context["lisible"]:
        context |= {"decisions": reading.decisions(row), "feuille": reading.feuille(row)}
    return render(request, "cooperatives/reunions/reunion.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def preparer(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    row = get(ca, reunion_id)
    form = ModificationForm(request.POST or None, reunion=row)
    try:
        version = {"version": form.expected_version} if request.method == "POST" and form.is_valid() else {}
        if saved(request, form, lambda: verbs.update(row, actor=request.user.actor, **version, **form.values())):
            return redirect(here(ca, row))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(request, ca, form, f"Préparer\u00a0: {titre(row)}", here(ca, row))


@require_POST
@ca_view(write=ANIMATION)
def convoquer(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    return _convened(request, ca, get(ca, reunion_id))


@require_POST
@ca_view(write=PROPOSENT)
def point(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """A member proposes an item of the agenda."""
    row = get(ca, reunion_id)
    form = PointForm(request.POST)
    if saved(request, form, lambda: verbs.propose_point(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "Le point est ajouté à l’ordre du jour.")
        return redirect(here(ca, row, "odj"))
    return page(request, ca, form, "Proposer un point", here(ca, row, "odj"), "Proposer")


@ca_view(read=ANIMATION, write=ANIMATION)
def annuler(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    row = get(ca, reunion_id)
    form = MotifForm(request.POST or None)
    if saved(request, form, lambda: verbs.cancel(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "La réunion est annulée\u00a0; les personnes convoquées sont prévenues.")
        return redirect(here(ca, row))
    return page(request, ca, form, f"Annuler\u00a0: {titre(row)}", here(ca, row), "Annuler la réunion")


@ca_view(read=ANIMATION, write=ANIMATION)
def compte_rendu(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """The text of the minutes, assembled from the notes until somebody rewrites it."""
    row = get(ca, reunion_id)
    given = {"compte_rendu": row.compte_rendu or verbs.compose(row), "version": row.version}
    form = CompteRenduForm(request.POST or None, initial=given)

    def verb():
        text = form.cleaned_data["compte_rendu"]
        verbs.write_minutes(row, actor=request.user.actor, compte_rendu=text, version=form.expected_version)

    try:
        if saved(request, form, verb):
            return redirect(here(ca, row, "compte-rendu"))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(request, ca, form, f"Compte rendu\u00a0: {titre(row)}", here(ca, row))


@require_POST
@ca_view(write=COORDINATION)
def valider(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Validate the minutes; with `diffuser`, send them in the same gesture."""
    row = get(ca, reunion_id)
    try:
        if row.statut not in (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE):
            verbs.validate_minutes(row, actor=request.user.actor)
        if "diffuser" in request.POST:
            verbs.diffuse(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(here(ca, row))
    messages.success(
        request,
        "Le compte rendu est diffusé à tous les membres." if row.cr_diffuse_le else "Le compte rendu est validé.",
    )
    return redirect(here(ca, row))


@require_POST
@ca_view(write=ANIMATION)
def decision_faite(request: HttpRequest, ca: Cooperative, decision_id: int) -> HttpResponse:
    rows = ca.decisions.filter(faite_le__isnull=True).select_related("reunion__ca__departement", "reunion__instance")
    verbs.complete(get_object_or_404(rows, pk=decision_id), actor=request.user.actor)
    return redirect(home(ca, "decisions"))


@require_POST
@ca_view(write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Ask for the PDF of the minutes; before their validation, those who write them only."""
    row = get(ca, reunion_id)
    if row.statut not in reading.ECRITS and not (request.roles & ANIMATION and row.statut == StatutReunion.TENUE):
        messages.info(request, "Le compte rendu n’est pas encore validé.")
        return redirect(here(ca, row))
    final = row.statut in reading.ECRITS
    document = ask_document(
        "compte_rendu", row.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code, final=final
    )
    return redirect("documents:detail", uid=document.uid)
