"""Meetings before and after: list, page, preparation, convocation, minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop import horloge
from coop.calendrier import chome
from coop.documents.workflows import request as ask_document
from coop.ui.typographie import jour_civil
from coop.versions import StaleVersion
from cooperatives import gates
from cooperatives import guide_gouvernance as guide
from cooperatives.citations import annoter
from cooperatives.enums import Role, StatutReunion, TypeInstance, TypeReunion
from cooperatives.forms.reunions import (
    CompteRenduForm,
    ModificationForm,
    MotifForm,
    PointForm,
    PreparationForm,
    RemarqueForm,
    ReouvertureForm,
    ReponseForm,
    ReponseRemarqueForm,
    SuiteForm,
)
from cooperatives.models import Cooperative, Reunion
from cooperatives.perimetre import ca_view
from cooperatives.queries import reunions as reading
from cooperatives.queries.gouvernance import A_VENIR, a_venir, passees, prochain_jour
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, INTERNES
from cooperatives.views.gouvernance import home
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre

PROPOSENT = CONTRIBUTION | {Role.HABITANT}
PAR_PAGE = 20
NON_PREVENUS = " Les personnes convoquées n’en savent encore rien\u00a0: prévenez-les."


def get(ca: Cooperative, pk: int) -> Reunion:
    return get_object_or_404(ca.reunions.select_related("instance", "ca__departement"), pk=pk)


def here(ca: Cooperative, row: Reunion, ancre: str = "") -> str:
    found = reverse("cooperatives:reunion", kwargs={"ca_ref": ca.reference, "reunion_id": row.pk})
    return f"{found}#{ancre}" if ancre else found


@ca_view()
def liste(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Meetings to come, then those of the past, the last first."""
    rows = Paginator(passees(ca), PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "ca": ca, "rubrique": "gouvernance", "page": rows, "a_venir": a_venir(ca),
        "anime": bool(request.roles & ANIMATION),
    }  # fmt: skip
    return render(request, "cooperatives/reunions/liste.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def planifier(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """One form with the proposed agenda; « planifier et convoquer » does both."""
    form = PreparationForm(request.POST or None, ca=ca, initial=_proposal(request, ca))
    made: list[Reunion] = []
    if saved(request, form, lambda: made.append(verbs.plan(ca, actor=request.user.actor, **form.values()))):
        if "convoquer" in request.POST:
            return _convened(request, ca, made[0])
        messages.success(request, "La réunion est planifiée\u00a0: la convocation n’est pas encore partie.")
        return redirect(here(ca, made[0]))
    return page(
        request, ca, form, "Préparer une réunion", home(ca, "reunions"), "Planifier", convoquer=True,
        aide=_already(ca, form["type"].value()),
    )  # fmt: skip


def _already(ca: Cooperative, kind: str) -> str:
    """The next meeting of this kind, when there is one: it may only have to be moved."""
    found = next((row for row in a_venir(ca) if row.type == kind and not row.passee), None)
    return f"Déjà {found.get_statut_display().lower()}\u00a0: {titre(found)}." if found else ""


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
    points = "\n".join(proposed_points(ca, kind, chosen))
    return {"type": kind, "instance": chosen, "jour": prochain_jour(ca, chosen), "points": points}


def _convened(request: HttpRequest, ca: Cooperative, row: Reunion) -> HttpResponse:
    again = row.convoquee_le is not None
    try:
        verbs.convene(row, actor=request.user.actor, sans_ordre_du_jour="sans_ordre_du_jour" in request.POST)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(here(ca, row))
    messages.success(request, _sent(row, again))
    return redirect(here(ca, row))


def _sent(row: Reunion, again: bool) -> str:
    """What left, who cannot be written to, and the members nobody represents there (R-GOUV-02)."""
    without = [str(line.contact) for line in reading.reponses(row).lignes if not line.contact.email]
    told = "La convocation est envoyée, avec l’ordre du jour et une invitation pour l’agenda."
    if again:
        told = "Les personnes convoquées ont la nouvelle convocation\u00a0; leur agenda suit."
    if without:
        told += f" Sans adresse, à prévenir autrement\u00a0: {', '.join(without)}."
    if row.type == TypeReunion.COPIL:
        told += "".join(f" {m.phrase} {m.precision}" for m in gates.copil_represente_chacun(row.ca))
    return told


@ca_view()
def reunion(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """One meeting as it stands; minutes not validated yet are read by those who write them."""
    row = get(ca, reunion_id)
    return render(request, "cooperatives/reunions/reunion.html", context_of(request, ca, row))


def context_of(request: HttpRequest, ca: Cooperative, row: Reunion, **more) -> dict:
    """What the page of a meeting is given; `more` holds the form that was just refused."""
    anime = bool(request.roles & ANIMATION)
    written = row.statut in reading.ECRITS
    a_venir = row.statut in A_VENIR
    jour, today = jour_civil(row.prevue_le), horloge.today()
    context = {
        "ca": ca,
        "rubrique": "gouvernance",
        "reunion": row,
        "titre": titre(row),
        "points": reading.points(row),
        "anime": anime,
        "coordonne": bool(request.roles & COORDINATION),
        "a_venir": a_venir,
        "chome": chome(jour) if a_venir and anime and jour >= today else "",
        "commence": a_venir and jour <= today,
        "passee": a_venir and jour < today,
        "ecrit": written,
        "lisible": written or (anime and row.statut == StatutReunion.TENUE),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
        "point_form": PointForm() if request.roles & PROPOSENT else None,
    }
    context |= _before(request, row) if a_venir else {}
    context |= _after(request, row) if context["lisible"] else {}
    return context | more


def _before(request: HttpRequest, row: Reunion) -> dict:
    """The person’s own convocation, the answers received, the items proposed."""
    found = {
        "attendus": reading.attendus(row),
        "reponses": reading.reponses(row),
        "propositions": reading.propositions(row),
        "suite_form": SuiteForm(),
    }
    contact = getattr(request.user, "contact_id", None)
    mine = next((line for line in found["reponses"].lignes if line.contact_id == contact), None)
    if mine and row.statut == StatutReunion.CONVOQUEE:
        found |= {"ma_convocation": mine, "reponse_form": ReponseForm(convocation=mine)}
    return found


def _after(request: HttpRequest, row: Reunion) -> dict:
    """The minutes, their decisions, the remarks received and whether one may still be made."""
    opened = row.corrections_ouvertes(horloge.today()) and bool(request.roles & PROPOSENT)
    return {
        "decisions": annoter(row.ca, reading.decisions(row)),
        "adresses": reading.adresses(row.ca, anime=bool(request.roles & ANIMATION)),
        "feuille": reading.feuille(row),
        "texte": reading.texte_ecrit(row),
        "remarques": reading.remarques(row),
        "remarque_form": RemarqueForm() if opened else None,
        "suite_remarque_form": ReponseRemarqueForm(),
    }


@ca_view(read=ANIMATION, write=ANIMATION)
def preparer(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    row = get(ca, reunion_id)
    form = ModificationForm(request.POST or None, reunion=row)
    try:
        version = {"version": form.expected_version} if request.method == "POST" and form.is_valid() else {}
        if saved(request, form, lambda: verbs.update(row, actor=request.user.actor, **version, **form.values())):
            if "convoquer" in request.POST:
                return _convened(request, ca, row)
            waiting = row.convoquee_le is not None and row.statut == StatutReunion.PLANIFIEE
            messages.success(request, "La réunion est modifiée." + (NON_PREVENUS if waiting else ""))
            return redirect(here(ca, row))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(
        request, ca, form, f"Préparer\u00a0: {titre(row)}", here(ca, row), prevenir=row.convoquee_le is not None
    )


@require_POST
@ca_view(write=ANIMATION)
def convoquer(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    return _convened(request, ca, get(ca, reunion_id))


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
        if saved(request, form, verb, "Le compte rendu est enregistré."):
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


@ca_view(read=COORDINATION, write=COORDINATION)
def rouvrir(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Write validated minutes again, with a motive."""
    row = get(ca, reunion_id)
    form = ReouvertureForm(request.POST or None)
    if saved(request, form, lambda: verbs.reopen(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "Le compte rendu est rouvert.")
        return redirect(here(ca, row, "compte-rendu"))
    return page(request, ca, form, f"Rouvrir le compte rendu\u00a0: {titre(row)}", here(ca, row), "Rouvrir")


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


@require_POST
@ca_view(write=ANIMATION)
def emargement(request: HttpRequest, ca: Cooperative, reunion_id: int) -> HttpResponse:
    """Ask for the sheet to sign at the door."""
    row = get(ca, reunion_id)
    actor = request.user.actor
    document = ask_document("emargement", row.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code)
    return redirect("documents:detail", uid=document.uid)
