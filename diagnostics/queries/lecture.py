"""The diagnosis as one reads it: a fixed number of statements, whatever the number of rows."""

from dataclasses import dataclass

from django.db.models import Prefetch

from coop.gates import Manque
from coop.journal.actors import Actor
from coop.ui.charts.barres import Part, barres
from coop.ui.charts.base import Graphique
from cooperatives.models import Cooperative
from diagnostics import rules
from diagnostics.enums import StatutDiagnostic
from diagnostics.gates import missing_to_validate
from diagnostics.models import Analyse, Besoin, Diagnostic, Donnee


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
    )


def full(pk: int) -> Diagnostic:
    rows = Diagnostic.objects.select_related("ca__departement", "reunion_validation").prefetch_related(
        Prefetch("analyses", Analyse.objects.order_by("id").prefetch_related("sources")),
        Prefetch("besoins", Besoin.objects.order_by("-retenu", "priorite", "numero").prefetch_related("objectifs")),
        Prefetch("donnees", Donnee.objects.order_by("id")),
        "concertations",
        "acteurs_associes",
    )
    return rows.get(pk=pk)


def comparison(donnee: Donnee) -> Graphique | None:
    """Bars of the territory beside its département and the région; None when there is nothing to compare."""
    parts = [
        Part("Territoire", donnee.valeur, "fort"),
        Part("Départ.", donnee.departement_valeur, "doux"),
        Part("Région", donnee.region_valeur, "doux"),
    ]
    known = [part for part in parts if part.valeur is not None]
    if donnee.valeur is None or len(known) < 2:
        return None
    unite = f" ({donnee.unite})" if donnee.unite else ""
    return barres(f"{donnee.libelle}{unite}", known, entete=donnee.unite or "Valeur")
