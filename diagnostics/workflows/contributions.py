"""What members bring to a diagnosis: concertations, needs, figures."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from diagnostics.models import Besoin, Concertation, Diagnostic
from diagnostics.rules import may_contribute, may_write

CLOSED = "Cette version du diagnostic n’est pas ouverte à vos contributions."
BESOIN_FIELDS = ("libelle", "niveau", "couverture", "priorite", "retenu", "justification")
BESOIN_LINKS = ("constats", "publics")


@transaction.atomic
def add_concertation(
    diagnostic: Diagnostic, *, actor: Actor, date: date, intitule: str, participants: str, compte_rendu: str
) -> Concertation:
    """Note a moment when the diagnosis was discussed: ≥ 1 is needed to validate (R-DIAG-04)."""
    require(may_contribute, actor, diagnostic, CLOSED)
    row = Concertation(
        diagnostic=diagnostic, date=date, intitule=intitule, participants=participants, compte_rendu=compte_rendu
    )
    row.full_clean()
    row.save()
    record(
        "diagnostic.add_concertation",
        f"Concertation notée\u00a0: {intitule}.",
        actor=actor,
        obj=row,
        ca_id=diagnostic.ca_id,
    )
    return row


@transaction.atomic
def add_besoin(diagnostic: Diagnostic, *, actor: Actor, **fields) -> Besoin:
    """Add a need (BESOIN_FIELDS, BESOIN_LINKS), numbered after the last; only the animation marks it `retenu` or ranks it."""
    require(may_contribute, actor, diagnostic, CLOSED)
    last = diagnostic.besoins.aggregate(n=Max("numero"))["n"] or 0
    besoin = Besoin(diagnostic=diagnostic, numero=last + 1)
    links = _links(diagnostic, fields)
    _assign(besoin, actor, fields)
    besoin.full_clean()
    besoin.save()
    _set_links(besoin, links)
    record("diagnostic.add_besoin", f"Besoin {besoin.numero} ajouté.", actor=actor, obj=besoin, ca_id=diagnostic.ca_id)
    return besoin


@transaction.atomic
def update_besoin(besoin: Besoin, *, actor: Actor, version: int | None = None, **fields) -> Besoin:
    """Change a need over `version`; raises StaleVersion, ValidationError, Refused."""
    require(may_contribute, actor, besoin.diagnostic, CLOSED)
    links = _links(besoin.diagnostic, fields)
    _assign(besoin, actor, fields)
    besoin.save_version(version)
    _set_links(besoin, links)
    record(
        "diagnostic.update_besoin",
        f"Besoin {besoin.numero} modifié.",
        actor=actor,
        obj=besoin,
        ca_id=besoin.diagnostic.ca_id,
    )
    return besoin


def _links(diagnostic: Diagnostic, fields: dict) -> dict[str, list]:
    """The findings and publics among `fields`, taken out of it; a finding of another diagnosis is refused."""
    links = {name: list(fields.pop(name)) for name in BESOIN_LINKS if name in fields}
    if any(row.diagnostic_id != diagnostic.pk for row in links.get("constats", [])):
        raise ValidationError({"constats": "Ce constat est d’un autre diagnostic."})
    return links


def _set_links(besoin: Besoin, links: dict[str, list]) -> None:
    for name, rows in links.items():
        getattr(besoin, name).set(rows)


def _assign(besoin: Besoin, actor: Actor, fields: dict) -> None:
    decided = {"retenu": False, "priorite": None}
    for name, value in fields.items():
        if name not in BESOIN_FIELDS:
            raise TypeError(f"{name} is not a field of a need")
        if name in decided and value != getattr(besoin, name, decided[name]):
            require(may_write, actor, besoin.diagnostic, "Retenir et prioriser un besoin revient à la coordination.")
        setattr(besoin, name, value)


@transaction.atomic
def remove_besoin(besoin: Besoin, *, actor: Actor) -> None:
    """Remove a need no objective answers (the database refuses otherwise)."""
    require(may_write, actor, besoin.diagnostic, "Retirer un besoin revient à la coordination.")
    record(
        "diagnostic.remove_besoin",
        f"Besoin {besoin.numero} retiré\u00a0: {besoin.libelle[:200]}",
        actor=actor,
        ca_id=besoin.diagnostic.ca_id,
    )
    besoin.delete()
