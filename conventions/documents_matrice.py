"""PDF of « Qui fait quoi ? »: the table, its holes and its overlaps marked by words and patterns, and the same in sentences."""

from conventions import phrases_matrice
from conventions.forms_matrice import of_params
from conventions.queries.matrice import Matrice, cross, read
from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles

VERSION = "QFQ 2"


def build(document: Document) -> Built:
    """The table of the axes kept in `params`, as the fiches stand."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    asked = of_params(document.params or {})
    matrice = cross(read(ca, tous_les_modes=asked.tous_les_modes), asked)
    trous, shared = phrases_matrice.trous(matrice), phrases_matrice.recouvrements(matrice)
    return Built(
        template="documents/conventions/qui_fait_quoi.html",
        context={"ca": ca, "m": matrice, "trous": trous, "recouvrements": shared},
        content=_content(ca, matrice) | {"trous": trous, "recouvrements": shared},
        title=f"Qui fait quoi\u00a0? – {ca.intitule}",
        filename=f"qui-fait-quoi-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=False,
    )


def _content(ca: Cooperative, matrice: Matrice) -> dict:
    return {
        "ca": ca.intitule,
        "titre": matrice.titre,
        "retenus": matrice.retenus,
        "colonnes": list(matrice.colonnes.values()),
        "lignes": [
            [r.libelle, [[c.etat.value, c.mot, [[a.numero, a.annonce] for a in c.actions]] for c in r.cases]]
            for r in matrice.rangs
        ],
    }


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """The CA of a reference. Raises DoesNotExist."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("qui_fait_quoi", "Qui fait quoi\u00a0?", build, may_read, resolve=resolve)
