"""Figures of a diagnosis: typed, or pulled from the reference tables for the territory of the coopérative."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.territories.figures import NE_SE_MOYENNE_PAS, Chiffre, figures_for
from coop.territories.models import Quartier, Serie, ValeurReference
from coop.ui.typographie import avec_nombre
from cooperatives.queries import communes_couvertes
from diagnostics.enums import Niveau, OrigineDonnee, RaisonAbsence
from diagnostics.models import Diagnostic, Donnee
from diagnostics.rules import may_contribute

CLOSED = "Cette version du diagnostic n’est pas ouverte à vos contributions."
TERRITOIRE = "Territoire de la coopérative"
QUARTIER_SEUL = "valeur du quartier"
ECRITS = (
    "libelle", "territoire", "valeur", "raison_absence", "unite", "annee", "source", "couverture", "departement_valeur",
    "region_valeur", "repere_estime", "mention",
)  # fmt: skip


@transaction.atomic
def add_donnee(diagnostic: Diagnostic, *, actor: Actor, **fields) -> Donnee:
    """Add a typed figure: a value or a reason, with source, year and territory."""
    require(may_contribute, actor, diagnostic, CLOSED)
    donnee = Donnee(diagnostic=diagnostic, **fields)
    donnee.full_clean()
    donnee.save()
    summary = f"Donnée ajoutée\u00a0: {donnee.libelle}."
    record("diagnostic.add_donnee", summary, actor=actor, obj=donnee, ca_id=diagnostic.ca_id)
    return donnee


@transaction.atomic
def update_donnee(donnee: Donnee, *, actor: Actor, version: int | None = None, **fields) -> Donnee:
    """Change a figure typed or imported over `version`; the journal keeps what it said. StaleVersion, ValidationError.

    One pulled from the reference tables is not rewritten: it would no longer be what its producer publishes.
    """
    require(may_contribute, actor, donnee.diagnostic, CLOSED)
    if donnee.serie_code:
        raise ValidationError("Un chiffre publié ne se modifie pas\u00a0: saisissez le vôtre à côté, avec sa source.")
    before = donnee.lu
    for name, value in fields.items():
        setattr(donnee, name, value)
    _refuse_double(donnee)
    donnee.save_version(version)
    summary = f"Donnée modifiée\u00a0: {donnee.libelle}, {donnee.lu}" + (
        f" au lieu de {before}." if before != donnee.lu else "."
    )
    record("diagnostic.update_donnee", summary, actor=actor, obj=donnee, ca_id=donnee.diagnostic.ca_id)
    return donnee


def _refuse_double(donnee: Donnee) -> None:
    """A file finds the figure of a place by its words and its year: two of them would be one too many."""
    same = donnee.diagnostic.donnees.filter(
        serie_code="", code_territoire=donnee.code_territoire, libelle=donnee.libelle, annee=donnee.annee
    )
    if donnee.code_territoire and same.exclude(pk=donnee.pk).exists():
        raise ValidationError({"libelle": "Ce territoire a déjà un chiffre de ce nom pour cette année."})


@transaction.atomic
def remove_donnee(donnee: Donnee, *, actor: Actor) -> None:
    """Take a figure out of a version in progress. ValidationError while a finding leans on it."""
    require(may_contribute, actor, donnee.diagnostic, CLOSED)
    finding = donnee.constats.order_by("numero").first()
    if finding is not None:
        raise ValidationError(f"Le constat {finding.numero} s’appuie sur ce chiffre\u00a0: détachez-le d’abord.")
    summary = f"Donnée retirée\u00a0: {donnee.libelle}."
    record("diagnostic.remove_donnee", summary, actor=actor, ca_id=donnee.diagnostic.ca_id)
    donnee.delete()


@transaction.atomic
def pull_figures(diagnostic: Diagnostic, *, actor: Actor, series: Iterable[str] | None = None) -> list[Donnee]:
    """Bring the published figures of the CA's communes and quartiers into the diagnosis, over those pulled before.

    A row pulled before is brought up to date in its place, so that the findings that lean on it go on doing so.
    A figure that is not published is kept with its reason, never as a zero.
    """
    require(may_contribute, actor, diagnostic, CLOSED)
    codes = list(communes_couvertes(diagnostic.ca).values_list("code", flat=True))
    wanted = _series_of_communes() if series is None else list(series)
    rows = [_of_figure(diagnostic, figure) for figure in figures_for(codes, wanted)]
    if series is None:
        rows += _of_quartiers(diagnostic)
    written = _write(diagnostic, rows)
    record(
        "diagnostic.pull_figures",
        f"{avec_nombre(len(written), 'donnée publiée reprise,données publiées reprises')} pour le territoire.",
        actor=actor,
        obj=diagnostic,
        ca_id=diagnostic.ca_id,
    )
    return written


def _write(diagnostic: Diagnostic, rows: list[Donnee]) -> list[Donnee]:
    """Each row over the one of the same series and place, or new; rows of places that were left go, unless cited."""
    before = {(d.serie_code, d.code_territoire): d for d in diagnostic.donnees.exclude(serie_code="")}
    written = []
    for row in rows:
        old = before.pop((row.serie_code, row.code_territoire), None)
        if old is not None:
            for name in ECRITS:
                setattr(old, name, getattr(row, name))
            row = old
        row.full_clean()
        row.save()
        written.append(row)
    left = [d.pk for (_, code), d in before.items() if code]
    diagnostic.donnees.filter(pk__in=left, constats=None).delete()
    return written


def _series_of_communes() -> list[str]:
    """Series of communes, and those given above them only (mortality), which a territory has to be compared with."""
    niveaux = [ValeurReference.Niveau.COMMUNE, ValeurReference.Niveau.DEPARTEMENT]
    published = Serie.objects.filter(valeurs__niveau__in=niveaux)
    return list(published.order_by("ordre", "code").values_list("code", flat=True).distinct())


def _of_figure(diagnostic: Diagnostic, figure: Chiffre) -> Donnee:
    """The comparison with « the » département is only given when the territory lies in one."""
    departement = figure.departements[0] if len(figure.departements) == 1 else None
    larger = [repere for repere in (departement, figure.region) if repere]
    return Donnee(
        diagnostic=diagnostic,
        niveau=Niveau.BESOINS,
        origine=OrigineDonnee.REPRISE,
        libelle=figure.serie.libelle,
        territoire=TERRITOIRE,
        valeur=figure.valeur,
        raison_absence=_reason(figure),
        mention=figure.mention,
        unite=figure.serie.unite,
        annee=figure.serie.annee,
        source=figure.serie.source,
        couverture=figure.couverture,
        departement_valeur=departement.valeur if departement else None,
        region_valeur=figure.region.valeur if figure.region else None,
        repere_estime=any(repere.estimee for repere in larger),
        serie_code=figure.serie.code,
    )


def _reason(figure: Chiffre) -> str:
    if figure.valeur is not None:
        return ""
    return RaisonAbsence.NON_APPLICABLE if figure.mention == NE_SE_MOYENNE_PAS else RaisonAbsence.NON_DISPONIBLE


def _of_quartiers(diagnostic: Diagnostic) -> list[Donnee]:
    """The published figures of each quartier chosen (2 statements); nothing is averaged between quartiers."""
    names = dict(
        Quartier.objects.filter(cooperatives=diagnostic.ca_id).order_by("recherche").values_list("code", "nom")
    )
    values = ValeurReference.objects.filter(niveau=ValeurReference.Niveau.QUARTIER, code__in=names)
    return [
        Donnee(
            diagnostic=diagnostic,
            niveau=Niveau.BESOINS,
            origine=OrigineDonnee.REPRISE,
            libelle=row.serie.libelle,
            territoire=names[row.code],
            code_territoire=row.code,
            valeur=row.valeur,
            mention=QUARTIER_SEUL,
            unite=row.serie.unite,
            annee=row.serie.annee,
            source=row.serie.source,
            serie_code=row.serie.code,
        )
        for row in values.select_related("serie").order_by("code", "serie__ordre")
    ]
