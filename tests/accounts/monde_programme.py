"""Fiches-action of the access world: their pages by account, and the personal link to write one."""

from conventions.models import FicheAction
from tests.accounts.monde import Monde

OF_AN_ACTION = ("action_historique", "action_relancer", "action_commentaires", "action_contributions")


def peupler(monde: Monde) -> None:
    """The actions made with the programme; a link to that of association A."""
    monde.samples |= {f"conventions:{name}.numero": monde.samples["conventions:action.numero"] for name in OF_AN_ACTION}
    mine, other = (_of(monde, code) for code in ("asso-a", "asso-b"))
    monde.link_objects["fiche"] = (mine, other)
    monde.link_contacts["fiche"] = monde.users["asso-a"].contact


def _of(monde: Monde, code: str) -> int:
    return FicheAction.objects.get(programme__ca=monde.own, promoteur=monde.membres[code]).pk
