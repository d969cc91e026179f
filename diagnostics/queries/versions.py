"""Two versions of a diagnosis, text by text."""

from coop.ui.typographie import avec_nombre
from diagnostics.comparaison import Difference, comparer
from diagnostics.enums import Niveau, Volet
from diagnostics.models import Diagnostic, Donnee
from diagnostics.queries.parties import COURTS

MONTREES = 60
FRAME = {
    "problematique": "Problématique",
    "synthese_preambule": "Éléments pour le préambule",
    "diagnostics_preexistants": "Diagnostics repris",
}


def differences(avant: Diagnostic, apres: Diagnostic) -> list[Difference]:
    """What changed from one version to the next, in the order of the page (14 statements)."""
    families = (
        ("Cadre", _frame),
        ("Analyses", _analyses),
        ("Parties descriptives", _parts),
        ("Chiffres", _figures),
        ("Documents", _documents),
        ("Constats", _findings),
        ("Besoins", _needs),
        ("Ressources", _resources),
    )
    found = [comparer(name, texts(avant), texts(apres)) for name, texts in families]
    return [row for rows in found for row in _premieres(rows)]


def _premieres(rows: list[Difference]) -> list[Difference]:
    """The first ones of a family: ten thousand figures brought by a file are read in the workbook."""
    left = len(rows) - MONTREES
    if left <= 0:
        return rows
    more = Difference(
        rows[0].rubrique, avec_nombre(left, "autre différence,autres différences"), "non montrées ici", []
    )
    return [*rows[:MONTREES], more]


def _frame(d: Diagnostic) -> dict[str, tuple[str, str]]:
    return {name: (title, getattr(d, name)) for name, title in FRAME.items()}


def _analyses(d: Diagnostic) -> dict[str, tuple[str, str]]:
    rows = d.analyses.order_by("id")
    return {a.niveau: (COURTS[Niveau(a.niveau)], _joined(a.constats, a.phrase)) for a in rows}


def _parts(d: Diagnostic) -> dict[str, tuple[str, str]]:
    rows = {row.volet: row for row in d.volets.all()}
    return {v: (COURTS[v], _joined(rows[v].contenu, rows[v].phrase)) for v in Volet if v in rows}


def _figures(d: Diagnostic) -> dict[str, tuple[str, str]]:
    """A figure pulled is the one of its series and place, whatever its year; another one is that of its words and year."""
    rows = d.donnees.order_by("id")
    return {_cle(row): (_titre(row), f"{row.lu}, {row.source}, {row.annee}") for row in rows}


def _cle(row: Donnee) -> str:
    own = (row.serie_code, row.code_territoire) if row.serie_code else (row.libelle, row.territoire, str(row.annee))
    return "|".join(own)


def _titre(row: Donnee) -> str:
    whole = row.serie_code and not row.code_territoire
    return row.libelle if whole else f"{row.libelle}, {row.territoire}"


def _documents(d: Diagnostic) -> dict[str, tuple[str, str]]:
    return {row.titre: (row.titre, f"{row.origine}, {row.annee}") for row in d.documents.order_by("id")}


def _findings(d: Diagnostic) -> dict[str, tuple[str, str]]:
    return {str(c.numero): (f"Constat {c.numero}", c.texte) for c in d.constats.order_by("numero")}


def _needs(d: Diagnostic) -> dict[str, tuple[str, str]]:
    return {str(b.numero): (f"Besoin {b.numero}", _need(b)) for b in d.besoins.order_by("numero")}


def _need(besoin) -> str:
    kept = "retenu" if besoin.retenu else "non retenu"
    rank = f", rang {besoin.priorite}" if besoin.priorite else ""
    return f"{besoin.libelle} ({besoin.get_couverture_display()}, {kept}{rank})"


def _resources(d: Diagnostic) -> dict[str, tuple[str, str]]:
    rows = d.ressources.order_by("libelle", "id")
    return {
        r.libelle: (r.libelle, f"{r.get_type_display()}, {r.get_etat_display()}. {r.precision}".strip()) for r in rows
    }


def _joined(text: str, sentence: str) -> str:
    return "\n".join(part for part in (text, sentence) if part)
