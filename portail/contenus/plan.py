"""The map of the site: only what this person may open."""

from django.urls import NoReverseMatch, reverse

from portail.contenus.blocs import Contenu, Liens, Section, Texte

TRAVAIL = (
    ("À faire", "portail:a_faire"),
    ("Coopératives", "cooperatives:liste"),
    ("Dispositifs locaux", "cooperatives:dispositifs"),
    ("Annuaire des partenaires", "annuaire:liste"),
    ("Région", "portail:region"),
    ("Évaluation régionale", "portail:region_evaluation"),
    ("Rechercher", "portail:recherche"),
    ("Documents en préparation", "documents:liste"),
    ("Mes rappels et mon calendrier", "portail:mes_rappels"),
    ("Mon compte", "comptes:mon_compte"),
    ("Mes données", "portail:mes_donnees"),
    ("Comptes et mandats", "portail:comptes"),
    ("Administration", "admin:index"),
    ("État du système", "portail:systeme"),
)
# The pages kept to some mandates, by the group `portail.context_processors.reserves` names.
RESERVEES = {
    "portail:region": "region", "portail:region_evaluation": "region", "portail:comptes": "comptes",
    "admin:index": "administration", "portail:systeme": "administration",
}  # fmt: skip
AIDE = (
    ("Qu’est-ce qu’une coopérative d’acteurs\u00a0?", "portail:aide"),
    ("D’où viennent les coopératives d’acteurs\u00a0?", "portail:cadre"),
    ("Animer une coopérative", "portail:animer"),
    ("Foire aux questions", "portail:faq"),
    ("Glossaire", "portail:glossaire"),
    ("Pour en savoir plus", "portail:ressources"),
    ("Paroles d’acteurs", "portail:paroles"),
)
PUBLIC = (
    ("Vérifier un document", "verification:accueil"),
    ("Déclaration d’accessibilité", "portail:accessibilite"),
    ("Mentions légales", "portail:mentions_legales"),
    ("Données personnelles", "portail:donnees_personnelles"),
    ("Cookies", "portail:cookies"),
    ("Sources et crédits", "portail:credits"),
)


def liens(entrees: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The entries that this deployment serves, with their address."""
    return tuple((label, url) for label, name in entrees if (url := _adresse(name)))


def _adresse(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def plan_du_site(connecte: bool, *, voit: frozenset[str] = frozenset()) -> Contenu:
    """The pages by group; who is not signed in is shown where to sign in; `voit`: the reserved groups this person opens."""
    ouvertes = tuple(entree for entree in TRAVAIL if RESERVEES.get(entree[1]) in {None, *voit})
    acces = (Section("acces", "Se connecter", (Liens(liens((("Connexion", "account_login"),))),)),)
    travail = (
        Section("travail", "Travailler", (Liens(liens(ouvertes)),)),
        Section("aide", "Aide", (Liens(liens(AIDE)),)),
    )
    informations = Section(
        "informations",
        "À propos de la plateforme",
        (Texte("Ces pages se lisent sans compte."), Liens(liens(PUBLIC))),
    )
    return Contenu(
        "Plan du site",
        "Toutes les pages, par usage.",
        (*(travail if connecte else acces), informations),
    )
