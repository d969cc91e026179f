"""Suivi et bilans: the state of every party, and what follows a transmission."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.enums import TypePartie
from coop import horloge
from coop.documents import access
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import COORDINATION, organisations_of
from evaluation.models import Bilan, VersionBilan
from evaluation.queries.lecture import lire
from evaluation.queries.saisie import bilan_du_lien, versions
from evaluation.queries.suivi import lire_suivi
from evaluation.rules import may_read_version, speaks_for_party
from evaluation.views.pas import etapes
from evaluation.views.porte import Porte, deux_portes
from evaluation.workflows import bilans as verbs


@ca_view(read=INTERNES)
def suivi(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The quarters of the CA; a partner finds its own bilans first."""
    mine, coordinates = organisations_of(request.user.actor), bool(request.roles & COORDINATION)
    own = _with_ars(mine, ca, coordinates)
    reader = request.user.contact_id
    quarters = lire_suivi(ca, own, horloge.today(), coordinates=coordinates, contact_id=reader)
    rows = [row for quarter in reversed(quarters) for row in quarter.lignes]
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "trimestres": quarters,
        "miens": sorted((row for row in rows if row.a_remplir), key=lambda row: row.bilan.debut),
        "a_des_bilans": any(row.mien for row in rows),
        "a_examiner": sum(row.a_examiner for quarter in quarters for row in quarter.lignes),
        "coordonne": coordinates,
    }
    return render(request, "evaluation/suivi.html", context)


def _with_ars(mine: frozenset[int], ca: Cooperative, coordinates: bool) -> frozenset[int]:
    """The coordination also fills the bilan of the ARS, when the ARS carries an action."""
    if not coordinates:
        return mine
    rows = Bilan.objects.filter(ca=ca, partie__type=TypePartie.ARS)
    return mine | frozenset(rows.order_by().values_list("partie__organisation_id", flat=True).distinct())


@ca_view(read=INTERNES)
def bilan(request: HttpRequest, ca: Cooperative, bilan_id: int, numero: int | None = None) -> HttpResponse:
    """A bilan: to its party, the form while it is open; to the CA, the last version transmitted, or version `numero`."""
    row = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca))
    own = bool(speaks_for_party(request.user.actor, row))
    if own and numero is None and row.ouvert:
        return redirect(etapes(Porte(row, request.user.actor))[0].url)
    kept = [
        v for v in row.versions.select_related("bilan__partie", "pour_compte").order_by("-numero") if v.transmise_le
    ]
    version = next((v for v in kept if numero in (None, v.numero)), None)
    if version is None or not may_read_version(request.user.actor, version):
        raise Http404
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "bilan": row,
        "versions": kept,
        "lecture": lire(row, version, versions(row)[1], clair=own or bool(request.roles & COORDINATION)),
        "coordonne": bool(request.roles & COORDINATION),
    }
    return render(request, "evaluation/bilans/lecture.html", context)


@ca_view(read=frozenset(), write=COORDINATION)
def relancer(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Write again to those who owe the bilan."""
    row = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca))
    if request.method == "POST":
        try:
            sent = verbs.remind(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            told = f"{row.partie.organisation.nom} est relancé." if sent else "Une relance est déjà partie aujourd’hui."
            messages.success(request, told)
    return redirect("evaluation:suivi", ca_ref=ca.reference)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative, bilan_id: int, numero: int) -> HttpResponse:
    """Ask for the PDF of a transmitted version."""
    rows = VersionBilan.objects.select_related("bilan__partie", "bilan__ca")
    version = get_object_or_404(rows, bilan=bilan_id, bilan__ca=ca, numero=numero, transmise_le__isnull=False)
    if request.method != "POST":
        return redirect("evaluation:bilan_version", ca_ref=ca.reference, bilan_id=bilan_id, numero=numero)
    document = ask_document(
        "bilan",
        version.pk,
        actor=request.user.actor,
        ca_id=ca.pk,
        organisation_id=version.bilan.partie.organisation_id,
        final=True,
    )
    return redirect("documents:detail", uid=document.uid)


def _recu(request: HttpRequest, porte: Porte) -> HttpResponse:
    """The receipt of the last transmission, with what was sent."""
    if porte.bilan.ouvert:
        return redirect(etapes(porte)[0].url)
    version = (
        porte.bilan.versions.filter(transmise_le__isnull=False)
        .select_related("pour_compte")
        .order_by("-numero")
        .first()
    )
    document = _document(version)
    context = porte.context(
        version=version,
        lecture=lire(porte.bilan, version, versions(porte.bilan)[1], clair=True),
        document=document,
        pret=document is not None and document.state == Etat.PRET,
    )
    return render(request, "evaluation/bilans/recu.html", context)


def _recu_pdf(request: HttpRequest, porte: Porte) -> HttpResponse:
    """The PDF of what was transmitted, once ready; the receipt until then."""
    version = porte.bilan.versions.filter(transmise_le__isnull=False).order_by("-numero").first()
    document = _document(version) if version else None
    if document is None or document.state != Etat.PRET:
        return redirect(porte.url("recu"))
    return access.deliver(document, porte.actor)


def _document(version: VersionBilan) -> Document | None:
    return (
        Document.objects.filter(kind="bilan", subject_id=str(version.pk), final=True)
        .order_by("-requested_at", "-id")
        .first()
    )


recu, recu_lien = deux_portes(_recu)
recu_pdf, recu_pdf_lien = deux_portes(_recu_pdf)
