"""Résiliation: the letter, the receipts, what it ends, and the avenant by which the others go on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions.documents_resiliation import KIND, PIECE
from conventions.forms_echeance import AvisForm, ResiliationForm, SuiteForm
from conventions.models import AvisReception, Resiliation
from conventions.queries import echeance as queries
from conventions.views.echeance import PARTIES, partie_or_404
from conventions.workflows import resiliation as verbs
from coop.documents import pieces
from coop.documents import workflows as documents
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import COORDINATION, organisations_of


@ca_view(read=INTERNES)
@require_safe
def resiliation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The résiliations of the convention with their receipts; and how one résilie."""
    convention = queries.signee(ca)
    mine = organisations_of(request.user.actor)
    coordonne = bool(request.roles & COORDINATION)
    context = {"ca": ca, "rubrique": "convention", "convention": convention, "coordonne": coordonne}
    if convention:
        lignes = queries.resiliations(convention, mine, Role.DELEGUE in request.roles)
        done = {ligne.resiliation.auteur_id for ligne in lignes if ligne.resiliation.levee_le is None}
        parties = [p for p in queries.parties(convention) if p.pk not in done]
        own = [p for p in parties if p.organisation_id in mine or (p.type == "ars" and Role.DELEGUE in request.roles)]
        context |= {
            "lignes": lignes,
            "parties": parties if coordonne else own,
            "etat": convention.etat(),
        }
    return render(request, "conventions/resiliation/resiliation.html", context)


@ca_view(read=PARTIES, write=PARTIES)
def enregistrer(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """Record the letter of a party, once it is sent."""
    row = partie_or_404(request, ca, partie)
    form = ResiliationForm(request.POST or None, coordonne=bool(request.roles & COORDINATION))

    def write() -> None:
        verbs.notifier(row, actor=request.user.actor, **form.cleaned_data)

    others = [p for p in queries.parties(row.convention) if p.pk != row.pk]
    return _answer(request, ca, form, write, "Résiliation enregistrée. Chaque partie est prévenue.",
                   "conventions/resiliation/enregistrer.html", partie=row, autres=others)  # fmt: skip


@ca_view(read=PARTIES, write=PARTIES)
def avis(request: HttpRequest, ca: Cooperative, avis: int) -> HttpResponse:
    """The receipt of one party: its date and its scan."""
    rows = AvisReception.objects.select_related("resiliation__auteur", "resiliation__convention__ca", "partie__organisation")  # fmt: skip
    row = get_object_or_404(rows, pk=avis, resiliation__convention__ca=ca)
    partie_or_404(request, ca, row.resiliation.auteur_id)
    known = {"recu_le": row.recu_le, "numero_lrar": row.numero_lrar}
    form = AvisForm(request.POST or None, request.FILES or None, initial=known)

    def write() -> None:
        with transaction.atomic():
            data = form.cleaned_data | {"scan": _store(request, ca, row, form)}
            verbs.accuser(row, actor=request.user.actor, **data)

    return _answer(
        request, ca, form, write, "Avis de réception enregistré.", "conventions/resiliation/avis.html", avis=row
    )


@ca_view(read=COORDINATION, write=COORDINATION)
def suite(request: HttpRequest, ca: Cooperative, resiliation: int) -> HttpResponse:
    """What the letter ends: the whole convention, or the part of its author."""
    row = _resiliation(ca, resiliation)
    form = SuiteForm(request.POST or None, instance=row)

    def write() -> None:
        verbs.choisir_suite(row, actor=request.user.actor, suite=form.cleaned_data["suite"], version=form.expected_version)  # fmt: skip

    return _answer(request, ca, form, write, "Choix enregistré.", "conventions/resiliation/suite.html", resiliation=row)


@ca_view(read=COORDINATION, write=COORDINATION)
@require_POST
def depart(request: HttpRequest, ca: Cooperative, resiliation: int) -> HttpResponse:
    """Open the avenant by which the other parties go on."""
    avenant = verbs.ouvrir_depart(_resiliation(ca, resiliation), actor=request.user.actor)
    messages.success(request, f"{avenant} est ouvert\u00a0: les autres parties le signent avant la date d’effet.")
    return redirect("conventions:avenant", ca_ref=ca.reference, numero=avenant.numero)


@ca_view(read=PARTIES, write=PARTIES)
@require_POST
def lettre(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """The model letter of a party, one page for each addressee."""
    row = partie_or_404(request, ca, partie)
    document = documents.request(
        KIND.code, row.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
        organisation_id=row.organisation_id,
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


def _resiliation(ca: Cooperative, pk: int) -> Resiliation:
    rows = Resiliation.objects.select_related("auteur__organisation", "convention__ca__departement", "avenant")
    return get_object_or_404(rows, pk=pk, convention__ca=ca)


def _store(request: HttpRequest, ca: Cooperative, row: AvisReception, form):
    """The scan of the receipt, kept with it or not at all."""
    if not form.cleaned_data["scan"]:
        return None
    try:
        return pieces.store(
            form.cleaned_data["scan"], kind=PIECE, subject_id=row.pk, actor=request.user.actor, ca_id=ca.pk,
            departement=ca.departement.code, organisation_id=row.partie.organisation_id,
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({"scan": error.messages}) from error


def _answer(request: HttpRequest, ca: Cooperative, form, write, dit: str, gabarit: str, **extra) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, dit)
            return redirect("conventions:resiliation", ca_ref=ca.reference)
    return render(request, gabarit, {"ca": ca, "rubrique": "convention", "form": form} | extra)
