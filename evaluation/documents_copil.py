"""DOC-COPIL: the COPIL table of six columns (R-EVA-11), as of the day it is asked for."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from evaluation.queries.copil import COLONNES, TITRE, Ligne, read

VERSION = "DOC-COPIL 1"


def build(document: Document) -> Built:
    """The table of the CA `subject_id`; a project until its convention has taken effect."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    table = read(ca)
    if table is None:
        raise Unbuildable("Le programme de la coopérative n’est pas encore ouvert.")
    return Built(
        template="documents/evaluation/tableau_copil.html",
        context={"ca": ca, "t": table, "colonnes": COLONNES, "titre": TITRE},
        content={"ca": ca.intitule, "titre": table.titre, "lignes": [_row(ligne) for ligne in table.lignes]},
        title=f"Tableau du comité de pilotage – {ca.intitule}",
        filename=f"tableau-copil-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=not table.periodes,
    )


def _row(ligne: Ligne) -> list:
    cells = [
        [[c.indicateur.libelle, c.prevu, c.revu, c.dernier, c.quand, c.constat] for c in group]
        for _, group in ligne.groupes
    ]
    return [ligne.action.numero, ligne.action.intitule, *cells, ligne.attendus, ligne.sources]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → the coopérative."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("tableau_copil", "Tableau du comité de pilotage", build, may_read, resolve=resolve)
