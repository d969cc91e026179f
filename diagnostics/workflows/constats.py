"""Descriptive parts, findings, resources: what the four analyses are made of, and what needs are drawn from."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.versions import StaleVersion
from diagnostics.models import Constat, Diagnostic, RessourceLocale, VoletDescriptif
from diagnostics.rules import may_contribute, may_write

CLOSED = "Cette version du diagnostic n’est pas ouverte à vos contributions."
PROOFS = ("donnees", "avis", "documents")


@transaction.atomic
def write_part(
    part: VoletDescriptif, *, actor: Actor, contenu: str, phrase: str = "", version: int | None = None
) -> VoletDescriptif:
    """Write one of the nine descriptive parts over `version`; raises StaleVersion, Refused.

    The row is made by its first writer; somebody else who began at the same time sees both texts.
    """
    require(may_contribute, actor, part.diagnostic, CLOSED)
    Diagnostic.objects.select_for_update().get(pk=part.diagnostic_id)
    part.contenu, part.phrase = contenu.strip(), phrase.strip()
    if part.pk:
        part.save_version(version)
    else:
        _first(part)
    summary = f"Partie du diagnostic complétée\u00a0: {part.get_volet_display()}."
    record("diagnostic.write_part", summary[:500], actor=actor, obj=part, ca_id=part.diagnostic.ca_id)
    return part


def _first(part: VoletDescriptif) -> None:
    earlier = VoletDescriptif.objects.filter(diagnostic=part.diagnostic_id, volet=part.volet).first()
    if earlier is not None:
        raise StaleVersion(earlier)
    part.full_clean()
    part.save()


@transaction.atomic
def add_finding(diagnostic: Diagnostic, *, actor: Actor, **fields) -> Constat:
    """Add a finding, numbered after the last, with its figures, voices and documents (PROOFS)."""
    require(may_contribute, actor, diagnostic, CLOSED)
    Diagnostic.objects.select_for_update().get(pk=diagnostic.pk)
    last = diagnostic.constats.aggregate(n=Max("numero"))["n"] or 0
    proofs = _proofs(diagnostic, fields)
    row = Constat(diagnostic=diagnostic, numero=last + 1, **fields)
    row.full_clean()
    row.save()
    _link(row, proofs)
    record("diagnostic.add_finding", f"Constat {row.numero} ajouté.", actor=actor, obj=row, ca_id=diagnostic.ca_id)
    return row


@transaction.atomic
def update_finding(row: Constat, *, actor: Actor, version: int | None = None, **fields) -> Constat:
    """Change a finding over `version`; raises StaleVersion, ValidationError, Refused."""
    require(may_contribute, actor, row.diagnostic, CLOSED)
    proofs = _proofs(row.diagnostic, fields)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save_version(version)
    _link(row, proofs)
    summary = f"Constat {row.numero} modifié."
    record("diagnostic.update_finding", summary, actor=actor, obj=row, ca_id=row.diagnostic.ca_id)
    return row


def _proofs(diagnostic: Diagnostic, fields: dict) -> dict[str, list[Model]]:
    """The proofs among `fields`, taken out of it; what belongs to another coopérative is refused."""
    found = {name: list(fields.pop(name)) for name in PROOFS if name in fields}
    for rows in found.values():
        if any(_ca_of(row) != diagnostic.ca_id for row in rows):
            raise ValidationError("Un constat s’appuie sur les éléments de son propre diagnostic.")
    return found


def _ca_of(row: Model) -> int:
    return row.diagnostic.ca_id


def _link(row: Constat, proofs: dict[str, list[Model]]) -> None:
    for name, rows in proofs.items():
        getattr(row, name).set(rows)


@transaction.atomic
def remove_finding(row: Constat, *, actor: Actor) -> None:
    """Remove a finding no need is drawn from; ValidationError otherwise."""
    require(may_write, actor, row.diagnostic, "Retirer un constat revient à la coordination.")
    if row.besoins.exists():
        raise ValidationError("Un besoin s’appuie sur ce constat\u00a0: détachez-le d’abord.")
    summary = f"Constat {row.numero} retiré\u00a0: {row.texte[:200]}"
    record("diagnostic.remove_finding", summary, actor=actor, ca_id=row.diagnostic.ca_id)
    row.delete()


@transaction.atomic
def add_resource(
    diagnostic: Diagnostic, *, actor: Actor, communes: Iterable = (), publics: Iterable = (), **fields
) -> RessourceLocale:
    """Note a resource or a service of the territory."""
    require(may_contribute, actor, diagnostic, CLOSED)
    row = RessourceLocale(diagnostic=diagnostic, **fields)
    row.full_clean()
    row.save()
    row.communes.set(communes)
    row.publics.set(publics)
    summary = f"Ressource ajoutée\u00a0: {row.libelle}."
    record("diagnostic.add_resource", summary, actor=actor, obj=row, ca_id=diagnostic.ca_id)
    return row


@transaction.atomic
def update_resource(
    row: RessourceLocale,
    *,
    actor: Actor,
    version: int | None = None,
    communes: Iterable = (),
    publics: Iterable = (),
    **fields,
) -> RessourceLocale:
    """Change a resource over `version`; raises StaleVersion, ValidationError, Refused."""
    require(may_contribute, actor, row.diagnostic, CLOSED)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save_version(version)
    row.communes.set(communes)
    row.publics.set(publics)
    summary = f"Ressource modifiée\u00a0: {row.libelle}."
    record("diagnostic.update_resource", summary, actor=actor, obj=row, ca_id=row.diagnostic.ca_id)
    return row


@transaction.atomic
def remove_resource(row: RessourceLocale, *, actor: Actor) -> None:
    """Take a resource out of a version in progress."""
    require(may_write, actor, row.diagnostic, "Retirer une ressource revient à la coordination.")
    summary = f"Ressource retirée\u00a0: {row.libelle}."
    record("diagnostic.remove_resource", summary, actor=actor, ca_id=row.diagnostic.ca_id)
    row.delete()
