"""The main menu, the account menu and the footer: only what this deployment declares and this person may open."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from coop.accounts.sessions import delai
from coop.ui.rubriques import lien
from portail.visites import COMPTES, REGION

MENU = [
    ("À faire", "portail:a_faire"),
    ("Coopératives", "cooperatives:liste"),
    ("Annuaire", "annuaire:liste"),
    ("Région", "portail:region"),
    ("Aide", "portail:aide"),
]
PIED = [
    ("Plan du site", "portail:plan_du_site"),
    ("Accessibilité : non conforme", "portail:accessibilite"),
    ("Mentions légales", "portail:mentions_legales"),
    ("Données personnelles", "portail:donnees_personnelles"),
    ("Cookies", "portail:cookies"),
    ("Sources et crédits", "portail:credits"),
]
COMPTE = [
    ("Mon compte", "comptes:mon_compte"),
    ("Mot de passe", "account_change_password"),
    ("Double authentification", "mfa_index"),
    ("Sessions ouvertes", "usersessions_list"),
]


def menu(request: HttpRequest) -> dict:
    """`menu`, `compte_liens`, `pied_liens` and the few single addresses of the header."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "menu": _entrees(request, user) if signed_in else [],
        "compte_liens": _liens(_du_compte(request)) if signed_in else [],
        "pied_liens": _liens(PIED),
        "recherche_url": lien("portail:recherche") if signed_in else "",
        "aide_url": lien("portail:aide"),
        "connexion_url": lien("account_login"),
        "deconnexion_url": lien("account_logout"),
        "veille_url": lien("comptes:veille") if signed_in else "",
        "qui": _qui(request, user if signed_in else None),
        "veille_delai": int(delai().total_seconds()),
    }


def _qui(request: HttpRequest, user) -> str:
    """Whose words the browser keeps until they are saved (`coop/js/brouillon.js`): says nothing of who it is."""
    link = getattr(getattr(request, "actor", None), "link_id", None)
    whose = f"lien:{link}" if link else f"compte:{user.pk}" if user else ""
    return salted_hmac("coop.brouillon", whose).hexdigest()[:16] if whose else ""


def _du_compte(request: HttpRequest) -> list[tuple[str, str]]:
    return [*COMPTE, ("Comptes et mandats", "portail:comptes")] if _session(request, COMPTES) else COMPTE


def _liens(entries: list[tuple[str, str]]) -> list[dict]:
    found = [(label, lien(name)) for label, name in entries]
    return [{"label": label, "url": url} for label, url in found if url]


def _entrees(request: HttpRequest, user) -> list[dict]:
    """Menu entries; a view may give the number of duties through `request.nombre_a_faire` (no query here)."""
    entries = [entry for entry in MENU if entry[0] != "Région" or voit_la_region(request)]
    if user.is_staff:
        entries.append(("Administration", "admin:index"))
    current = _courante([e["url"] for e in _liens(entries)], request.path)
    return [
        {**entry, "count": _compte(request, entry["label"]), "current": entry["url"] == current}
        for entry in _liens(entries)
    ]


def voit_la_region(request: HttpRequest) -> bool:
    """Kept in the session at sign-in; a request without session (a mail, an error page) offers nothing more."""
    return _session(request, REGION)


def reserves(request: HttpRequest) -> frozenset[str]:
    """The groups of pages kept to some mandates that this person opens (`portail.contenus.plan.RESERVEES`)."""
    opened = {
        "region": voit_la_region(request),
        "comptes": _session(request, COMPTES),
        "administration": request.user.is_staff,
    }
    return frozenset(group for group, yes in opened.items() if yes)


def _session(request: HttpRequest, key: str) -> bool:
    return bool(getattr(request, "session", {}).get(key))


def _courante(urls: list[str], path: str) -> str:
    """The longest entry that begins the path; « / » only for itself."""
    candidates = [u for u in urls if path == u or (u != "/" and path.startswith(u))]
    return max(candidates, key=len, default="")


def _compte(request: HttpRequest, label: str) -> int:
    return getattr(request, "nombre_a_faire", 0) if label == "À faire" else 0
