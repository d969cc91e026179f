"""The figures of a version as one compares them: a fixed number of statements, whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from coop.classeurs.ecriture import Colonne, Feuille
from coop.territories.figures import NON_PUBLIE
from coop.ui.charts.barres import Part, barres
from coop.ui.charts.base import Graphique
from diagnostics.enums import OrigineDonnee
from diagnostics.models import Diagnostic, Donnee

PAR_PAGE = 50
PREMIERS = 4
PAS_DE_REFERENCE = "pas de référence"
CALCULE = "calculé (moyenne des communes)"
COLONNES = [
    Colonne("Indicateur", 42),
    Colonne("Territoire", 30),
    Colonne("Code du territoire", 12),
    Colonne("Valeur", 14, "nombre"),
    Colonne("Unité", 16),
    Colonne("Année", 8),
    Colonne("Source", 42),
    Colonne("Obtenue comment", 40),
    Colonne("Population couverte (%)", 14, "nombre"),
    Colonne("Département", 14, "nombre"),
    Colonne("Région", 14, "nombre"),
    Colonne("Comparaison", 26),
    Colonne("Analyse", 34),
    Colonne("Origine", 26),
]


@dataclass(frozen=True)
class Fiche:
    """A published figure of the territory and its bars beside the larger territories; None when nothing compares."""

    donnee: Donnee
    graphique: Graphique | None


@dataclass(frozen=True)
class Chiffres:
    """`fiches` have a value, `absentes`: (why, rows); `quartiers`: (name, rows) by quartier; `autres` were typed or imported."""

    fiches: list[Fiche]
    absentes: list[tuple[str, list[Donnee]]]
    quartiers: list[tuple[str, list[Donnee]]]
    autres: Page

    @property
    def vide(self) -> bool:
        return not (self.fiches or self.absentes or self.quartiers or self.autres.paginator.count)

    @property
    def calcules(self) -> bool:
        """Whether some comparison is ours: the page then says so once."""
        return any(fiche.donnee.repere_estime for fiche in self.fiches)


def chiffres(diagnostic: Diagnostic, page: str | int | None = None) -> Chiffres:
    """Three statements: the rows pulled, then a page of the others and their count."""
    pulled = list(diagnostic.donnees.exclude(serie_code="").order_by("id"))
    territory = [row for row in pulled if not row.code_territoire]
    others = diagnostic.donnees.filter(serie_code="").order_by("libelle", "territoire", "-annee", "id")
    by_place = sorted((row for row in pulled if row.code_territoire), key=lambda r: (r.territoire, r.code_territoire))
    return Chiffres(
        fiches=[Fiche(row, comparison(row)) for row in territory if not row.raison_absence],
        absentes=_par_raison([row for row in territory if row.raison_absence]),
        quartiers=[(name, list(rows)) for name, rows in groupby(by_place, key=lambda r: r.territoire)],
        autres=Paginator(others, PAR_PAGE).get_page(page),
    )


def _par_raison(rows: list[Donnee]) -> list[tuple[str, list[Donnee]]]:
    """Rows without value by the words that say why, those said of the most rows first."""
    found: dict[str, list[Donnee]] = {}
    for row in rows:
        mention = f", {row.mention}" if row.mention and row.mention != NON_PUBLIE else ""
        found.setdefault(f"{row.get_raison_absence_display()}{mention}".capitalize(), []).append(row)
    return sorted(found.items(), key=lambda group: -len(group[1]))


def premiers(rows: Iterable[Donnee]) -> list[tuple[Donnee, Graphique | None]]:
    """The first figures of a version, those of its territory that compare before the others (no statement)."""
    known = [row for row in rows if row.valeur is not None]
    known.sort(key=lambda row: (not row.serie_code or bool(row.code_territoire), row.region_valeur is None, row.pk))
    return [(row, comparison(row)) for row in known[:PREMIERS]]


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
    return barres(f"{donnee.libelle}{unite}", known, entete=donnee.unite or "Valeur", quoi="Territoire", longueur=110)


def feuille(diagnostic: Diagnostic) -> Feuille:
    """Every figure of the version, as a sheet: a reason stands in the place of the value, an absence of reference too."""
    rows = diagnostic.donnees.order_by("id").iterator(chunk_size=2000)
    note = f"Diagnostic partagé, {diagnostic.ca.intitule}, version {diagnostic.numero}. Une valeur non publiée n’est pas un zéro."
    return Feuille("Chiffres", COLONNES, (_ligne(row) for row in rows), note)


def _ligne(row: Donnee) -> list:
    known = row.valeur is not None
    compares = row.departement_valeur is not None or row.region_valeur is not None
    return [
        row.libelle,
        row.territoire,
        row.code_territoire,
        row.valeur if known else row.get_raison_absence_display(),
        row.unite,
        str(row.annee),
        row.source,
        row.mention,
        row.couverture,
        PAS_DE_REFERENCE if row.departement_valeur is None else row.departement_valeur,
        PAS_DE_REFERENCE if row.region_valeur is None else row.region_valeur,
        CALCULE if row.repere_estime and compares else "",
        row.get_niveau_display(),
        OrigineDonnee(row.origine).label,
    ]
