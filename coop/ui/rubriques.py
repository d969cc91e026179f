"""The ten rubriques of a coopérative, in reading order (tokens.md: a coopérative keeps its band and its ten rubriques)."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

# (code given by the pages, label, URL name taking `ca_ref`)
RUBRIQUES = [
    ("vue-ensemble", "Vue d’ensemble", "portail:vue_ensemble"),
    ("diagnostic", "Diagnostic", "diagnostics:diagnostic"),
    ("membres", "Membres", "cooperatives:membres"),
    ("gouvernance", "Gouvernance", "cooperatives:gouvernance"),
    ("programme", "Programme", "conventions:programme"),
    ("convention", "Convention", "conventions:convention"),
    ("tableau-de-bord", "Tableau de bord", "cooperatives:tableau_de_bord"),
    ("suivi", "Suivi et bilans", "evaluation:suivi"),
    ("evaluation", "Évaluation", "evaluation:evaluation"),
    ("carnet", "Carnet", "portail:carnet"),
]


@dataclass(frozen=True, slots=True)
class Rubrique:
    code: str
    label: str
    url: str
    current: bool


def lien(name: str, **kwargs) -> str:
    """The URL of `name`, or the empty string when no app declares it."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def rubriques_de(reference: str, courante: str) -> list[Rubrique]:
    """The rubriques that exist in this deployment, the current one marked."""
    trouvees = [(code, label, lien(name, ca_ref=reference)) for code, label, name in RUBRIQUES]
    return [Rubrique(code, label, url, code == courante) for code, label, url in trouvees if url]
