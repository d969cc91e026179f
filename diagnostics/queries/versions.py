"""Two versions of a diagnosis, text by text."""

from diagnostics.comparaison import Difference, comparer
from diagnostics.enums import Niveau, Volet
from diagnostics.models import Diagnostic
from diagnostics.queries.parties import COURTS

FRAME = {
    "problematique": "Problématique",
    "synthese_preambule": "Éléments pour le préambule",
    "diagnostics_preexistants": "Diagnostics repris",
}


def differences(avant: Diagnostic, apres: Diagnostic) -> list[Difference]:
    """What changed from one version to the next, in the order of the page (12 statements)."""
    families = (
        ("Cadre", _frame),
        ("Analyses", _analyses),
        ("Parties descriptives", _parts),
        ("Constats", _findings),
        ("Besoins", _needs),
        ("Ressources", _resources),
    )
    return [row for name, texts in families for row in comparer(name, texts(avant), texts(apres))]


def _frame(d: Diagnostic) -> dict[str, tuple[str, str]]:
    return {name: (title, getattr(d, name)) for name, title in FRAME.items()}


def _analyses(d: Diagnostic) -> dict[str, tuple[str, str]]:
    rows = d.analyses.order_by("id")
    return {a.niveau: (COURTS[Niveau(a.niveau)], _joined(a.constats, a.phrase)) for a in rows}


def _parts(d: Diagnostic) -> dict[str, tuple[str, str]]:
    rows = {row.volet: row for row in d.volets.all()}
    return {v: (COURTS[v], _joined(rows[v].contenu, rows[v].phrase)) for v in Volet if v in rows}


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
