"""Versions of a diagnosis: open, write, validate."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from coop import horloge
from coop.accounts.predicates import predicate, require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.models import Cooperative, Reunion
from cooperatives.roles import ANIMATION, roles
from diagnostics.enums import Niveau, StatutDiagnostic
from diagnostics.gates import missing_to_validate, page
from diagnostics.models import Analyse, Diagnostic, SourceDonnees
from diagnostics.rules import may_contribute, may_validate, may_write
from diagnostics.signals import diagnostic_valide
from diagnostics.workflows.copie import copy_children, copy_frame

FRAME_FIELDS = ("debut", "fin", "diagnostics_preexistants", "problematique", "synthese_preambule")


@predicate
def may_open(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & ANIMATION)


@transaction.atomic
def open_version(ca: Cooperative, *, actor: Actor) -> Diagnostic:
    """Open the first version, or the next one as a copy of the validated one; return the draft in progress if any."""
    require(may_open, actor, ca, "Seules la coordination et les co-pilotes ouvrent un diagnostic.")
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    draft = ca.diagnostics.filter(statut=StatutDiagnostic.BROUILLON).first()
    if draft is not None:
        return draft
    previous = ca.diagnostics.order_by("-numero").first()
    diagnostic = Diagnostic(ca=ca, numero=previous.numero + 1 if previous else 1, debut=horloge.today())
    if previous:
        copy_frame(previous, diagnostic)
    diagnostic.full_clean()
    diagnostic.save()
    for niveau in Niveau:
        Analyse.objects.create(diagnostic=diagnostic, niveau=niveau)
    if previous:
        copy_children(previous, diagnostic)
    record(
        "diagnostic.open",
        f"Version {diagnostic.numero} du diagnostic ouverte.",
        actor=actor,
        obj=diagnostic,
        ca_id=ca.pk,
    )
    return diagnostic


@transaction.atomic
def write_analysis(
    analyse: Analyse,
    *,
    actor: Actor,
    constats: str,
    methode: str = "",
    phrase: str = "",
    sources: Iterable[SourceDonnees] = (),
    version: int | None = None,
) -> Analyse:
    """Write one of the four analyses over `version`; raises StaleVersion, Refused."""
    diagnostic = analyse.diagnostic
    require(may_contribute, actor, diagnostic, "Cette version du diagnostic n’est pas ouverte à vos contributions.")
    analyse.constats, analyse.methode = constats.strip(), methode.strip()
    analyse.phrase = phrase.strip()
    analyse.save_version(version)
    analyse.sources.set(sources)
    summary = f"{analyse.get_niveau_display()} complétée."
    record("diagnostic.write_analysis", summary, actor=actor, obj=analyse, ca_id=diagnostic.ca_id)
    return analyse


@transaction.atomic
def write_frame(
    diagnostic: Diagnostic, *, actor: Actor, version: int | None = None, acteurs_associes=None, **fields
) -> Diagnostic:
    """Write the problématique, the preamble's sentences and the frame of the work (FRAME_FIELDS)."""
    require(may_write, actor, diagnostic, "La problématique s’écrit par la coordination et les co-pilotes.")
    for name, value in fields.items():
        if name not in FRAME_FIELDS:
            raise TypeError(f"{name} is not a field of the frame")
        setattr(diagnostic, name, value)
    diagnostic.save_version(version)
    if acteurs_associes is not None:
        diagnostic.acteurs_associes.set(acteurs_associes)
    record(
        "diagnostic.write_frame",
        "Problématique et cadre du diagnostic écrits.",
        actor=actor,
        obj=diagnostic,
        ca_id=diagnostic.ca_id,
    )
    return diagnostic


@transaction.atomic
def validate(
    diagnostic: Diagnostic, *, actor: Actor, on: date, instance: str, reunion: Reunion | None = None
) -> Diagnostic:
    """Validate a version by an instance on a date (R-DIAG-09). Raises Blocked with what is missing."""
    require(may_validate, actor, diagnostic, "Seule la coordination de la délégation valide le diagnostic.")
    Cooperative.objects.select_for_update().get(pk=diagnostic.ca_id)
    manques = missing_to_validate(diagnostic) + _wrong_date(diagnostic, on)
    if manques:
        raise Blocked(manques)
    for old in diagnostic.ca.diagnostics.filter(statut=StatutDiagnostic.VALIDE):
        old.statut = StatutDiagnostic.REMPLACE
        old.save_version()
    diagnostic.statut, diagnostic.valide_le = StatutDiagnostic.VALIDE, on
    diagnostic.instance_validation, diagnostic.reunion_validation = instance, reunion
    diagnostic.fin = diagnostic.fin or on
    diagnostic.save_version()
    summary = f"Diagnostic validé par {instance}."
    record("diagnostic.validate", summary, actor=actor, obj=diagnostic, ca_id=diagnostic.ca_id)
    diagnostic_valide.send(sender=Diagnostic, diagnostic=diagnostic)
    return diagnostic


def _wrong_date(diagnostic: Diagnostic, on: date) -> list[Manque]:
    if on <= horloge.today():
        return []
    return [Manque("date_validation", "La date de validation est à venir.", page(diagnostic.ca, "validation"))]
