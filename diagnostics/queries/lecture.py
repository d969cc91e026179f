"""The diagnosis as one reads it: a fixed number of statements, whatever the number of rows."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, QuerySet

from coop.gates import Manque
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from diagnostics import rules
from diagnostics.enums import StatutDiagnostic
from diagnostics.gates import missing_to_validate
from diagnostics.models import Analyse, Besoin, Constat, Diagnostic, Donnee
from diagnostics.queries.chaine import constats_avec_preuves


@dataclass(frozen=True)
class Lecture:
    """What the page of one version shows, and what its reader may do there."""

    diagnostic: Diagnostic
    versions: list[Diagnostic]
    manques: list[Manque]
    etat_des_lieux: bool
    may_write: bool
    may_contribute: bool
    may_validate: bool
    may_speak: bool
    comptes: "Comptes"


@dataclass(frozen=True)
class Comptes:
    """How many voices, documents and figures each analysis gathers, and what the whole version holds."""

    avis: dict[str, int]
    documents: dict[str, int]
    chiffres: dict[str, int]
    ressources: int
    retenus: int

    @property
    def voix(self) -> int:
        return sum(self.avis.values())


def _comptes(diagnostic: Diagnostic) -> Comptes:
    """Three statements; figures and needs are already read."""
    return Comptes(
        avis=_par_niveau(diagnostic.avis.filter(ecarte_le=None)),
        documents=_par_niveau(diagnostic.documents.all()),
        chiffres=dict(Counter(row.niveau for row in diagnostic.donnees.all())),
        ressources=diagnostic.ressources.count(),
        retenus=sum(besoin.retenu for besoin in diagnostic.besoins.all()),
    )


def _par_niveau(rows) -> dict[str, int]:
    return dict(rows.order_by().values_list("niveau").annotate(n=Count("pk")))


def read(ca: Cooperative, actor: Actor, numero: int | None = None) -> Lecture | None:
    """Version `numero`, or the one people work on; None when the diagnosis is not open. Drafts are the CA's."""
    versions = list(ca.diagnostics.order_by("-numero"))
    chosen = next((v for v in versions if numero in (None, v.numero)), None)
    if chosen is None:
        return None
    diagnostic = full(chosen.pk)
    draft = diagnostic.statut == StatutDiagnostic.BROUILLON
    return Lecture(
        diagnostic=diagnostic,
        versions=versions,
        manques=missing_to_validate(diagnostic) if draft else [],
        etat_des_lieux=not diagnostic.concertations.all(),
        may_write=rules.may_write(actor, diagnostic),
        may_contribute=rules.may_contribute(actor, diagnostic),
        may_validate=rules.may_validate(actor, diagnostic),
        may_speak=rules.may_speak(actor, diagnostic),
        comptes=_comptes(diagnostic),
    )


def version_of(ca: Cooperative, numero: int | None = None) -> Diagnostic | None:
    """Version `numero`, or the one people work on; None when there is none."""
    rows = ca.diagnostics.select_related("ca__departement").order_by("-numero")
    return (rows.filter(numero=numero) if numero else rows).first()


def full(pk: int, *, preuves: bool = False) -> Diagnostic:
    """A version with everything its page prints; with `preuves`, what shows each finding too, for the document."""
    findings = constats_avec_preuves() if preuves else Constat.objects.order_by("numero")
    rows = Diagnostic.objects.select_related("ca__departement", "reunion_validation").prefetch_related(
        Prefetch("analyses", Analyse.objects.order_by("id").prefetch_related("sources")),
        Prefetch("besoins", _needs(findings)),
        Prefetch("constats", findings),
        "volets",
        Prefetch("donnees", Donnee.objects.order_by("id")),
        "concertations",
        "acteurs_associes",
    )
    return rows.get(pk=pk)


def _needs(findings: QuerySet[Constat]) -> QuerySet[Besoin]:
    """Those retained first, in their order; with the findings they come from and the objectives that answer them."""
    rows = Besoin.objects.order_by(F("priorite").asc(nulls_last=True), "-retenu", "numero")
    return rows.prefetch_related("objectifs", "publics", Prefetch("constats", findings))
