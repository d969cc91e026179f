"""What an empty « À faire » says and the first step it offers, by what the person is (design.md: an empty page)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative


@dataclass(frozen=True, slots=True)
class Accueil:
    """A title, what the page is for, and one link (label, address)."""

    titre: str
    texte: str
    action: str = ""
    url: str = ""


POUR = "Cette page rassemble, avec leurs dates, les tâches qui vous attendent dans vos coopératives."


def accueil(user, held: Sequence[Mandate], cooperatives: list[Cooperative]) -> Accueil:
    """The first step of this person when nothing waits."""
    roles = {mandate.role for mandate in held}
    liste = lien("cooperatives:liste")
    if (user.is_superuser or RoleMandat.SIEGE in roles) and not _animee():
        return Accueil("Ouvrez la plateforme aux délégations", "Aucune délégation n’a encore de compte. Donnez son mandat à chaque coordinatrice\u00a0: "
                       "elle recevra une invitation, créera ses coopératives et invitera leurs membres.",
                       "Donner un premier mandat", lien("portail:comptes_donner"))  # fmt: skip
    if RoleMandat.COORDINATEUR_DD in roles and not cooperatives:
        return Accueil("Commencez par une coopérative", f"{POUR} Vous n’en coordonnez pas encore.",
                       "Créer une coopérative", lien("cooperatives:nouvelle"))  # fmt: skip
    if RoleMandat.SIEGE in roles:
        return Accueil("Rien ne vous attend", "Vous n’avez pas de tâche\u00a0: le siège suit la région et donne les outils.",
                       "Voir la région", lien("portail:region") or liste)  # fmt: skip
    if RoleMandat.DELEGUE in roles:
        return Accueil("Rien à signer", "Les conventions qui attendent votre signature et les échéances de votre département paraissent ici.",
                       "Voir les coopératives", liste)  # fmt: skip
    if len(cooperatives) == 1:
        ca = cooperatives[0]
        return Accueil(
            "Rien ne vous attend",
            POUR,
            f"Ouvrir «\u00a0{ca.intitule}\u00a0»",
            lien("portail:vue_ensemble", ca_ref=ca.reference),
        )
    if not held and not cooperatives and not user.is_superuser:
        return Accueil("Bienvenue", f"{POUR} Aucune coopérative n’est encore liée à votre compte\u00a0: la coordination vous y invitera.",
                       "Comprendre les coopératives", lien("portail:aide"))  # fmt: skip
    return Accueil("Rien ne vous attend", POUR, "Voir les coopératives", liste)


def _animee() -> bool:
    """Whether somebody coordinates for a délégation: until then nobody can begin (1 statement)."""
    return Mandate.objects.active().filter(role=RoleMandat.COORDINATEUR_DD).exists()
