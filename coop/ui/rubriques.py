"""The ten rubriques of a coopérative and the pages of each, in reading order (tokens.md: a coopérative keeps its band)."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

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
# The pages of a rubrique: (label, URL name taking `ca_ref`). A page that exists at some stages only stays a link of its page.
PAGES = {
    "vue-ensemble": [
        ("Vue d’ensemble", "portail:vue_ensemble"),
        ("Identité", "cooperatives:identite"),
        ("Territoire", "cooperatives:territoire"),
        ("Repérage", "cooperatives:reperage"),
        ("Opportunité", "cooperatives:opportunite"),
        ("Points de vigilance", "cooperatives:vigilance"),
        ("Étape", "cooperatives:phase"),
        ("Mes accès", "portail:mes_acces"),
    ],
    "diagnostic": [
        ("Diagnostic partagé", "diagnostics:diagnostic"),
        ("Chiffres", "diagnostics:chiffres"),
        ("Les voix", "diagnostics:voix"),
        ("Ressources et offre", "diagnostics:ressources"),
        ("Priorités", "diagnostics:priorites"),
    ],
    "membres": [
        ("Membres", "cooperatives:membres"),
        ("Lettres de mission et passation", "cooperatives:lettres_mission"),
    ],
    "gouvernance": [
        ("Instances", "cooperatives:gouvernance"),
        ("Réunions", "cooperatives:reunions"),
        ("Décisions", "cooperatives:decisions"),
        ("Organisation", "cooperatives:organisation"),
        ("Chiffres", "cooperatives:chiffres"),
        ("Charte", "cooperatives:charte"),
        ("Intersectorialité", "cooperatives:intersectorialite"),
        ("Côté ARS", "cooperatives:ars"),
    ],
    "programme": [
        ("Objectifs et actions", "conventions:programme"),
        ("Fiches-action", "conventions:fiches"),
        ("Qui fait quoi\u00a0?", "conventions:matrice"),
        ("Fiche projet", "portail:fiche_projet"),
    ],
    "tableau-de-bord": [
        ("Étapes et tâches", "cooperatives:tableau_de_bord"),
        ("Vie de la coopérative", "cooperatives:vie"),
        ("Points d’étape", "cooperatives:points_etape"),
        ("Freins et leviers", "cooperatives:freins"),
        ("Retours d’expérience", "cooperatives:retours"),
        ("Participation", "cooperatives:participation"),
        ("Formations", "cooperatives:formations"),
        ("Recommandations", "cooperatives:recommandations"),
    ],
    "convention": [
        ("Convention", "conventions:convention"),
        ("Financement", "conventions:financement"),
        ("Échéance et reconduction", "conventions:echeance"),
        ("Résiliation", "conventions:resiliation"),
    ],
    "carnet": [
        ("Carnet", "portail:carnet"),
        ("Courriels", "portail:courriels"),
    ],
    "suivi": [
        ("Bilans", "evaluation:suivi"),
        ("Suivi des actions", "evaluation:tableau_suivi"),
        ("Tableau du COPIL", "evaluation:copil"),
        ("Bilan annuel", "evaluation:bilan_annuel_lire"),
        ("Mes bilans", "evaluation:mes_bilans"),
    ],
    "evaluation": [
        ("Démarche", "evaluation:evaluation"),
        ("Théorie d’action", "evaluation:theorie"),
        ("Réponses", "evaluation:reponses"),
        ("Faisabilité", "evaluation:faisabilite"),
        ("Questionnaire des acteurs", "evaluation:questionnaire"),
        ("Synthèse", "evaluation:synthese"),
    ],
}
# Any reference: who reads a page does not depend on the coopérative.
EXEMPLE = "CA-75-01"


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


def rubriques_de(reference: str, courante: str, roles: frozenset[str] | None = None) -> list[Rubrique]:
    """The rubriques that exist in this deployment, the current one marked; with `roles`, those that they open."""
    opened = [row for row in RUBRIQUES if roles is None or _lecteurs(row[2]) & roles]
    trouvees = [(code, label, lien(name, ca_ref=reference)) for code, label, name in opened]
    return [Rubrique(code, label, url, code == courante) for code, label, url in trouvees if url]


def rubrique_de(nom: str, courante: str) -> str:
    """The rubrique that lists the page `nom`, else the one the page says, else the first (what a coopérative is)."""
    listed = (code for code, pages in PAGES.items() if any(name == nom for _, name in pages))
    return next(listed, courante or "vue-ensemble")


def label_de(url: str) -> str:
    """What the page at this address is called in the second level; empty for a page further down."""
    try:
        nom = resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""
    return next((label for pages in PAGES.values() for label, name in pages if name == nom), "")


def pages_de(reference: str, courante: str, nom: str, roles: frozenset[str]) -> list[Rubrique]:
    """The pages of the current rubrique that somebody with `roles` opens; none when there is nothing to choose from.

    A page further down (a meeting, a fiche) marks none: its own title and its link back say where it is.
    """
    found = [(label, name) for label, name in PAGES.get(courante, []) if _lecteurs(name) & roles]
    if len(found) < 2:
        return []
    return [Rubrique(name, label, lien(name, ca_ref=reference), name == nom) for label, name in found]


@cache
def _lecteurs(name: str) -> frozenset[str]:
    """Who reads the page, as its address declares it: what lets people in is what shows them the way."""
    try:
        return resolve(reverse(name, kwargs={"ca_ref": EXEMPLE})).func.policy.read
    except NoReverseMatch:
        return frozenset()
