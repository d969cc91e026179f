"""What a reader without the right to amounts sees of a fiche-action, or of the annexes of a convention (ADR 0010).

Decided here, for pages, histories and PDFs.
"""

from collections.abc import Iterable

from conventions.enums import AnnexeConvention
from conventions.models import ContributionPropre, FicheAction
from conventions.rules_financement import MONTANTS
from coop.documents.models import Document
from cooperatives.enums import Role
from cooperatives.roles import INTERNES

# Texts of a fiche where people write amounts.
CHAMPS = ("financement_existant", "moyens_financiers")
SANS = "sans_montants"


def lit(roles: Iterable[Role]) -> bool:
    """Whether these roles read amounts."""
    return bool(frozenset(roles) & MONTANTS)


def sans_montants(action: FicheAction) -> FicheAction:
    """The same fiche, its amounts taken out; to be read, never saved."""
    for name in CHAMPS:
        setattr(action, name, "")
    effacer(action.contributions.all())
    return action


def effacer(contributions: Iterable[ContributionPropre]) -> None:
    """Leave what is brought, not what it is worth; the rows are prefetched, or a list."""
    for row in contributions:
        row.valorisation = None


def sans_repartition(contenu: dict) -> dict:
    """The same content of a convention, without the annex that tells who receives how much."""
    annexes = {code: value for code, value in contenu["annexes"].items() if code != AnnexeConvention.REPARTITION}
    return contenu | {"annexes": annexes}


def annexes_lues(annexes: Iterable, roles: Iterable[Role]) -> tuple[list, bool]:
    """The annexes that these roles read, and whether one is left out."""
    found = list(annexes)
    read = found if lit(roles) else [annexe for annexe in found if annexe.code != AnnexeConvention.REPARTITION]
    return read, len(read) < len(found)


def params(roles: Iterable[Role]) -> dict:
    """What a document asked by these roles keeps of its reader."""
    return {} if lit(roles) else {SANS: True}


def imprime(document: Document) -> bool:
    """Whether a document prints amounts."""
    return not document.params.get(SANS)


def lecteurs(document: Document) -> frozenset[Role]:
    """Who opens a document that may print amounts: what it holds decides, not who asked for it."""
    return MONTANTS if imprime(document) else INTERNES
