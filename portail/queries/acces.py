"""What somebody may open in a coopérative and why, told from the declarations that really guard the pages."""

from dataclasses import dataclass

from django.urls import resolve

from coop.accounts.policies import policy_of
from coop.ui.rubriques import rubriques_de
from cooperatives.enums import Role

# Where a role comes from, in words; the rows that give it are read by `cooperatives.roles`.
ORIGINES = {
    Role.ADMIN: "votre compte administre Coop",
    Role.SIEGE: "un mandat du siège de l’ARS",
    Role.COORDINATION: "un mandat de coordination dans ce département, ou votre désignation comme coordinateur",
    Role.COPILOTE: "votre organisation co-pilote la coopérative, ou vous en êtes le second coordinateur",
    Role.DELEGUE: "un mandat de délégué départemental dans ce département",
    Role.PARTENAIRE: "votre organisation en est membre, ou vous siégez dans une de ses instances",
    Role.HABITANT: "vous y représentez des habitants",
    Role.EVALUATEUR: "un mandat d’évaluateur",
    Role.VOISIN: "le territoire touche votre département\u00a0: vous lisez la vue d’ensemble",
    Role.LECTEUR: "un mandat de lecteur\u00a0: vous lisez les faits publics",
}


@dataclass(frozen=True, slots=True)
class Acces:
    """One rubrique: whether the person opens it, thanks to which roles, and whom it is open to."""

    label: str
    url: str
    ouvre: bool
    grace_a: str
    ouverte_a: str


def roles_dits(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """(role, where it comes from) of the person, in the order of the enumeration."""
    return [(role.label, ORIGINES[role]) for role in Role if role in roles]


def rubriques(reference: str, roles: frozenset[Role]) -> list[Acces]:
    """Each rubrique of the coopérative with what its page declares."""
    return [_acces(rubrique, roles) for rubrique in rubriques_de(reference, "")]


def _acces(rubrique, roles: frozenset[Role]) -> Acces:
    readers = policy_of(resolve(rubrique.url).func).read
    mine = roles & readers
    return Acces(rubrique.label, rubrique.url if mine else "", bool(mine), _noms(mine), _noms(readers))


def _noms(roles: frozenset) -> str:
    return ", ".join(role.label for role in Role if role in roles)
