"""What members bring to a diagnosis: concertations, needs, figures."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.territories.figures import Chiffre, figures_for
from coop.territories.models import Serie, ValeurReference
from cooperatives.queries import communes_couvertes
from diagnostics.enums import Niveau, RaisonAbsence
from diagnostics.models import Besoin, Concertation, Diagnostic, Donnee
from diagnostics.rules import may_contribute, may_write

CLOSED = "Cette version du diagnostic n’est pas ouverte à vos contributions."
BESOIN_FIELDS = ("libelle", "niveau", "couverture", "priorite", "retenu", "justification")


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
    """Add a need (BESOIN_FIELDS), numbered after the last; only the animation marks it `retenu` or ranks it."""
    require(may_contribute, actor, diagnostic, CLOSED)
    last = diagnostic.besoins.aggregate(n=Max("numero"))["n"] or 0
    besoin = Besoin(diagnostic=diagnostic, numero=last + 1)
    _assign(besoin, actor, fields)
    besoin.full_clean()
    besoin.save()
    record("diagnostic.add_besoin", f"Besoin {besoin.numero} ajouté.", actor=actor, obj=besoin, ca_id=diagnostic.ca_id)
    return besoin


@transaction.atomic
def update_besoin(besoin: Besoin, *, actor: Actor, version: int | None = None, **fields) -> Besoin:
    """Change a need over `version`; raises StaleVersion, ValidationError, Refused."""
    require(may_contribute, actor, besoin.diagnostic, CLOSED)
    _assign(besoin, actor, fields)
    besoin.save_version(version)
    record(
        "diagnostic.update_besoin",
        f"Besoin {besoin.numero} modifié.",
        actor=actor,
        obj=besoin,
        ca_id=besoin.diagnostic.ca_id,
    )
    return besoin


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


@transaction.atomic
def add_donnee(diagnostic: Diagnostic, *, actor: Actor, **fields) -> Donnee:
    """Add a typed figure: a value or a reason, with source, year and territory."""
    require(may_contribute, actor, diagnostic, CLOSED)
    donnee = Donnee(diagnostic=diagnostic, **fields)
    donnee.full_clean()
    donnee.save()
    record(
        "diagnostic.add_donnee",
        f"Donnée ajoutée\u00a0: {donnee.libelle}.",
        actor=actor,
        obj=donnee,
        ca_id=diagnostic.ca_id,
    )
    return donnee


@transaction.atomic
def remove_donnee(donnee: Donnee, *, actor: Actor) -> None:
    """Take a figure out of a version in progress."""
    require(may_contribute, actor, donnee.diagnostic, CLOSED)
    record(
        "diagnostic.remove_donnee",
        f"Donnée retirée\u00a0: {donnee.libelle}.",
        actor=actor,
        ca_id=donnee.diagnostic.ca_id,
    )
    donnee.delete()


@transaction.atomic
def pull_figures(diagnostic: Diagnostic, *, actor: Actor, series: Iterable[str] | None = None) -> list[Donnee]:
    """Bring the published figures of the CA's communes into the diagnosis, in place of those pulled before.

    A figure that is not published is kept with its reason, never as a zero.
    """
    require(may_contribute, actor, diagnostic, CLOSED)
    codes = list(communes_couvertes(diagnostic.ca).values_list("code", flat=True))
    wanted = _series_of_communes() if series is None else list(series)
    figures = figures_for(codes, wanted)
    diagnostic.donnees.filter(serie_code__in=[f.serie.code for f in figures]).delete()
    rows = [_of_figure(diagnostic, figure) for figure in figures]
    for row in rows:
        row.full_clean()
        row.save()
    record(
        "diagnostic.pull_figures",
        f"{len(rows)} données publiées reprises.",
        actor=actor,
        obj=diagnostic,
        ca_id=diagnostic.ca_id,
    )
    return rows


def _series_of_communes() -> list[str]:
    """Series published by commune; those of the quartiers are read with the quartiers, not averaged here."""
    published = Serie.objects.filter(valeurs__niveau=ValeurReference.Niveau.COMMUNE)
    return list(published.order_by("ordre", "code").values_list("code", flat=True).distinct())


def _of_figure(diagnostic: Diagnostic, figure: Chiffre) -> Donnee:
    """The comparison with « the » département is only given when the territory lies in one."""
    value = figure.valeur
    departement = figure.departements[0].valeur if len(figure.departements) == 1 else None
    return Donnee(
        diagnostic=diagnostic,
        niveau=Niveau.BESOINS,
        libelle=figure.serie.libelle,
        territoire="Territoire de la coopérative",
        valeur=value,
        raison_absence="" if value is not None else RaisonAbsence.NON_DISPONIBLE,
        unite=figure.serie.unite,
        annee=figure.serie.annee,
        source=figure.serie.source,
        couverture=figure.couverture,
        departement_valeur=departement,
        region_valeur=figure.region.valeur if figure.region else None,
        serie_code=figure.serie.code,
    )
