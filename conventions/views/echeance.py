"""The échéance: the file of the réunion élargie, the decisions, the exits asked, and the renewal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions.forms_echeance import ConcertationForm, DecisionForm, RenonciationForm, ReunionForm, SortieForm
from conventions.models import Convention, DecisionReconduction, DemandeSortie, FicheAction, Partie, ReunionAnnuelle
from conventions.queries import echeance as queries
from conventions.rules_echeance import periode_en_cours, retenue, reunions_tenues
from conventions.workflows import echeance as verbs
from coop.gates import Blocked
from coop.ui.typographie import de
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, organisations_of

PARTIES = CONTRIBUTION | {Role.DELEGUE}


@ca_view(read=INTERNES)
@require_safe
def dossier(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """What the réunion élargie has before it, and the way to the renewal."""
    convention = queries.signee(ca)
    coordonne = bool(request.roles & COORDINATION)
    d = queries.dossier(convention) if convention else None
    mine = queries.organisations_parties(convention, request.user.actor) if d and not coordonne else frozenset()
    context = {
        "ca": ca,
        "rubrique": "convention",
        "d": d,
        "coordonne": coordonne,
        "redige": bool(request.roles & ANIMATION),
        "lecteur_seul": not request.roles & ANIMATION,
        "mes_parties": [p for p in d.parties if p.organisation_id in mine] if d else [],
        "demandeurs": d.peuvent_sortir(None if coordonne else mine) if d else [],
    }
    return render(request, "conventions/echeance/dossier.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def reunion(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Which meeting was the réunion élargie, with its reason when it was early."""
    convention = convention_or_404(ca)
    periode = periode_en_cours(convention)
    row = ReunionAnnuelle.objects.filter(periode=periode).first() or ReunionAnnuelle(periode=periode)
    form = ReunionForm(request.POST or None, instance=row, tenues=reunions_tenues(convention, periode))

    def write() -> None:
        verbs.retenir_reunion(convention, form.cleaned_data["reunion"], actor=request.user.actor,
                              motif=form.cleaned_data["motif"], version=form.cleaned_data.get("version"))  # fmt: skip

    return _answer(request, ca, form, write, "Réunion élargie de bilan annuel", "Réunion élargie enregistrée.")


@ca_view(read=ANIMATION, write=ANIMATION)
def decision(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """What is decided of one action; « Enregistrer » goes to the next one without decision."""
    convention = convention_or_404(ca)
    action = get_object_or_404(FicheAction.objects.en_cours(), programme=convention.programme_id, numero=numero)
    periode = periode_en_cours(convention)
    row = DecisionReconduction.objects.filter(periode=periode, action=action).first()
    row = row or DecisionReconduction(periode=periode, action=action)
    form = DecisionForm(request.POST or None, instance=row, reunion=retenue(convention, periode))

    def write() -> None:
        verbs.decider(convention, action, actor=request.user.actor, decision=form.cleaned_data["decision"],
                      motif=form.cleaned_data["motif"], seance=form.cleaned_data.get("seance"),
                      version=form.cleaned_data.get("version"))  # fmt: skip

    response = _answer(request, ca, form, write, f"Action {action.numero}\u00a0: {action.intitule}", "Décision enregistrée.",
                       gabarit="conventions/echeance/decision.html", action=action, periode=periode)  # fmt: skip
    following = queries.suivante(convention, action) if response.status_code == 302 else None
    return redirect("conventions:echeance_decision", ca_ref=ca.reference, numero=following.numero) if following else response  # fmt: skip


@ca_view(read=ANIMATION, write=ANIMATION)
@require_POST
def reconduire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the avenant of renewal from the decisions."""
    try:
        avenant = verbs.preparer(convention_or_404(ca), actor=request.user.actor)
    except Blocked as blocked:
        context = {"ca": ca, "rubrique": "convention", "manques": blocked.manques}
        return render(request, "conventions/echeance/manques.html", context, status=409)
    messages.success(
        request, f"L’{str(avenant).lower()} prépare la reconduction, d’après les décisions de la réunion élargie."
    )
    return redirect("conventions:avenant", ca_ref=ca.reference, numero=avenant.numero)


@ca_view(read=PARTIES, write=PARTIES)
def sortie(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """A party asks to leave at the échéance."""
    row = partie_or_404(request, ca, partie)
    form = SortieForm(request.POST or None)

    def write() -> None:
        verbs.demander_sortie(row, actor=request.user.actor, **form.cleaned_data)

    return _answer(request, ca, form, write, f"Demande de sortie\u00a0: {row}", "Demande de sortie enregistrée.",
                   gabarit="conventions/echeance/sortie.html", echeance=row.convention.date_echeance)  # fmt: skip


@ca_view(read=COORDINATION, write=COORDINATION)
def concertation(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """The day of the concertation with the délégation."""
    row = _demande(request, ca, partie)
    form = ConcertationForm(request.POST or None, instance=row)

    def write() -> None:
        verbs.concerter(row, actor=request.user.actor, concertation_le=form.cleaned_data["concertation_le"], version=form.expected_version)  # fmt: skip

    return _answer(
        request, ca, form, write, f"Sortie {de(row.partie)}\u00a0: concertation", "Concertation enregistrée."
    )


@ca_view(read=PARTIES, write=PARTIES)
def renoncer(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """The party stays after all."""
    row = _demande(request, ca, partie)
    form = RenonciationForm(request.POST or None, instance=row)

    def write() -> None:
        verbs.renoncer(row, actor=request.user.actor, version=form.expected_version)

    return _answer(request, ca, form, write, f"{row.partie} reste partie à la convention", "La demande de sortie est retirée.",
                   bouton="Retirer la demande de sortie")  # fmt: skip


def convention_or_404(ca: Cooperative) -> Convention:
    """The convention signed by all of the CA."""
    found = queries.signee(ca)
    if found is None:
        raise Http404
    return found


def partie_or_404(request: HttpRequest, ca: Cooperative, pk: int) -> Partie:
    """A party of the day: any for the coordination, its own for the others."""
    rows = convention_or_404(ca).parties.en_cours().select_related("convention__ca__departement", "organisation")
    row = get_object_or_404(rows, pk=pk)
    own = row.organisation_id in organisations_of(request.user.actor) or (row.type == "ars" and Role.DELEGUE in request.roles)  # fmt: skip
    if not own and not request.roles & COORDINATION:
        raise Http404
    return row


def _demande(request: HttpRequest, ca: Cooperative, partie: int) -> DemandeSortie:
    row = partie_or_404(request, ca, partie)
    demande = get_object_or_404(DemandeSortie, partie=row, renoncee_le__isnull=True)
    demande.partie = row
    demande.convention = row.convention
    return demande


def _answer(request: HttpRequest, ca: Cooperative, form, write, titre: str, dit: str, *, gabarit: str = "conventions/echeance/formulaire.html", **extra) -> HttpResponse:  # fmt: skip
    """The page of one form, and the way back to the file once it is written."""
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, dit)
            return redirect("conventions:echeance", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "convention", "form": form, "titre": titre, "bouton": "Enregistrer"} | extra
    return render(request, gabarit, context)
