"""The carnet as a PDF and as a workbook: a slice of it, as the person who asks may know it (wish « un seul carnet »)."""

from collections.abc import Iterable
from datetime import date

from coop.classeurs.ecriture import Colonne, Feuille
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.organisations.queries import with_former
from coop.ui import typographie
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, organisations_of, roles
from portail.queries import carnet
from portail.queries.fil import Acte

# A PDF is read; what is longer is sorted in a workbook.
ACTES_PDF = 1000
ROLES = "roles"
COLONNES = [
    Colonne("Jour", 12, "date"),
    Colonne("Heure", 10),
    Colonne("Par", 32),
    Colonne("Rubrique", 22),
    Colonne("Ce qui s’est passé", 80),
    Colonne("Motif ou précision", 50),
]


def as_params(filters: dict, held: Iterable[Role]) -> dict:
    """The filters of the page as plain data that a row keeps, with the roles of who asks."""
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in filters.items() if value}
    return kept | {ROLES: sorted(held)}


def jours(ca: Cooperative, actor: Actor, filters: dict) -> list[tuple[date, list[Acte]]]:
    """The acts that `actor` reads in `ca`, by day, newest first."""
    held = roles(actor, ca)
    rows = carnet.entrees(ca, held, with_former(organisations_of(actor)), **filters)
    return carnet.par_jour(rows, ca, held)


def feuille(ca: Cooperative, actor: Actor, filters: dict) -> Feuille:
    """One row an act, in the order of the page."""
    rows = (
        [day, typographie.heure(act.at), act.acteur, act.rubrique, act.phrase, act.motif]
        for day, acts in jours(ca, actor, filters)
        for act in acts
    )
    return Feuille("Carnet", COLONNES, rows, note=f"Carnet {typographie.de(ca.intitule)} ({ca.reference}).")


def build(document: Document) -> Built:
    """The slice kept in `params`, for the requester; Unbuildable when it is too long to be read on paper."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    if document.requester is None:
        raise Unbuildable("La personne qui a demandé ce carnet n’a plus de compte.")
    filters = _filters(document.params)
    days = jours(ca, document.requester.actor, filters)
    if sum(len(acts) for _, acts in days) > ACTES_PDF:
        raise Unbuildable(f"Plus de {ACTES_PDF} actes\u00a0: resserrez les dates, ou prenez le tableur.")
    return Built(
        template="documents/portail/carnet.html",
        context={"ca": ca, "jours": days, "du": filters.get("du"), "au": filters.get("au")},
        content={"ca": ca.reference, "jours": [[day, [_plain(act) for act in acts]] for day, acts in days]},
        title=f"Carnet – {ca.intitule}"[:250],
        filename=f"carnet-{ca.reference}.pdf",
        created=document.requested_at,
        template_version="CARNET 1",
        reference=ca.reference,
        draft=False,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """Whoever asked, as long as it still holds the roles it was made for: each reader has a carnet of its own."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    mine = document.requester is not None and document.requester.pk == actor.user_id
    if not mine or ca is None:
        return False
    held = roles(actor, ca)
    return bool(held & (INTERNES | {Role.ADMIN})) and set(document.params.get(ROLES, ())) <= held


def _plain(act: Acte) -> list:
    return [act.at, act.phrase, act.acteur, act.rubrique, act.motif]


def _filters(params: dict) -> dict:
    return {
        name: date.fromisoformat(value) if name in ("du", "au") else value
        for name, value in params.items()
        if name != ROLES
    }


KIND = DocumentKind("carnet", "Carnet", build, may_read)
