"""A commitment: its proposal, the acts of its life, its draft act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions import actes_financement, documents_subvention
from conventions.enums_financement import StatutEngagement
from conventions.forms_financement import EngagementForm
from conventions.models import EngagementFinancier
from conventions.models.engagement import compte_rendu_du
from conventions.rules_financement import ENGAGEMENTS, TOUS_LES_ENGAGEMENTS, doit_souscrire, explication
from conventions.workflows import engagements as verbs
from coop import horloge
from coop.documents.workflows import request as ask_document
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION, organisations_of


@ca_view(read=ENGAGEMENTS)
@require_safe
def engagement(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """One commitment: a partner reads its own alone."""
    row = _lisible(request, ca, pk)
    received = {compte.annee: compte.recu_le for compte in row.comptes_rendus.all()}
    context = {
        "engagement": row, "explication": explication(row), "souscrit": doit_souscrire(row.organisation), "ecrit": bool(request.roles & COORDINATION),
        "actes": actes_financement.possibles(row, horloge.today()), "imprime": bool(request.roles - {Role.ADMIN}),
        "comptes": [(year, compte_rendu_du(year), received.get(year)) for year in row.annees],
    }  # fmt: skip
    return _page(request, ca, "engagement", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def nouveau(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Propose a subsidy."""
    form = EngagementForm(request.POST or None, ca=ca, initial={"annee": horloge.today().year})
    if request.method == "POST" and form.is_valid():
        try:
            row = verbs.proposer(ca, actor=request.user.actor, **form.fields_of_verb)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("conventions:engagement", ca_ref=ca.reference, pk=row.pk)
    return _page(request, ca, "acte", {"form": form, "titre": "Proposer un engagement", "bouton": "Proposer"})


@ca_view(read=COORDINATION, write=COORDINATION)
def modifier(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Rewrite a proposal."""
    row = _lisible(request, ca, pk)
    if row.statut != StatutEngagement.PROPOSE:
        messages.info(request, verbs.OVER)
        return redirect("conventions:engagement", ca_ref=ca.reference, pk=pk)
    form = EngagementForm(request.POST or None, ca=ca, engagement=row, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.modifier(row, actor=request.user.actor, version=form.expected_version, **form.fields_of_verb)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("conventions:engagement", ca_ref=ca.reference, pk=pk)
    context = {"form": form, "titre": f"Modifier l’engagement\u00a0: {row.organisation}", "engagement": row}
    return _page(request, ca, "acte", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def acte(request: HttpRequest, ca: Cooperative, pk: int, acte: str) -> HttpResponse:
    """One act of its life: decided, notified, letter cited…"""
    row, found = _lisible(request, ca, pk), actes_financement.ACTES.get(acte)
    if found is None:
        raise Http404
    form = found.form(row, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                found.verbe(row, request.user.actor, form.cleaned_data)
        except Blocked as blocked:
            form.add_error(None, [manque.phrase for manque in blocked.manques])
        except ValidationError as error:
            form.add_error(None, error if set(getattr(error, "error_dict", {})) <= set(form.fields) else error.messages)
        else:
            messages.success(request, found.fait)
            return redirect("conventions:engagement", ca_ref=ca.reference, pk=pk)
    return _page(request, ca, "acte", {"form": form, "titre": found.titre, "bouton": found.bouton, "engagement": row})


@ca_view(read=ENGAGEMENTS, write=ENGAGEMENTS - {Role.ADMIN})
@require_POST
def pdf(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Ask for the draft act."""
    row = _lisible(request, ca, pk)
    document = ask_document(
        documents_subvention.KIND.code, row.pk, actor=request.user.actor, ca_id=ca.pk,
        departement=ca.departement.code, title=f"Projet d’acte\u00a0: {row.organisation}",
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


def _lisible(request: HttpRequest, ca: Cooperative, pk: int) -> EngagementFinancier:
    """The commitment, when the person may read it; Http404 otherwise."""
    rows = EngagementFinancier.objects.select_related("ca__departement", "organisation", "convention", "courrier")
    row = rows.prefetch_related("comptes_rendus", "actions").filter(ca=ca, pk=pk).first()
    if row is None:
        raise Http404
    if not request.roles & TOUS_LES_ENGAGEMENTS and row.organisation_id not in organisations_of(request.user.actor):
        raise Http404
    return row


def _initial(row: EngagementFinancier) -> dict:
    last = row.derniere_annee if row.pluriannuel else None
    return {
        "version": row.version, "annee": row.annee, "derniere_annee": last, "montant": row.montant,
        "instrument": "", "actions": list(row.actions.all()), "objet": row.objet,
    }  # fmt: skip


def _page(request: HttpRequest, ca: Cooperative, name: str, context: dict) -> HttpResponse:
    common = {"ca": ca, "rubrique": "convention", "bouton": "Enregistrer"}
    return render(request, f"conventions/financement/{name}.html", common | context)
