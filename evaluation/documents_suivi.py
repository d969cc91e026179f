"""DOC-SUIVI: the table of 35 columns on A3, in the four parts the guide prints it in (R-EVA-14)."""

from dataclasses import dataclass
from itertools import pairwise

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import jour_civil
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from evaluation.cellules_suivi import cellules
from evaluation.colonnes_suivi import COLONNES, TITRE, Colonne
from evaluation.queries.tableau_suivi import Choix, Tableau, lire

VERSION = "DOC-SUIVI 1"
COUPES = (0, 10, 24, 32, 35)


@dataclass(frozen=True, slots=True)
class Partie:
    """Columns that stand side by side; each row starts with its action where the columns do not name it."""

    colonnes: tuple[Colonne, ...]
    lignes: list[tuple[str, list]]

    @property
    def titre(self) -> str:
        return f"Colonnes {self.colonnes[0].numero} à {self.colonnes[-1].numero}"

    @property
    def nomme(self) -> bool:
        """Whether the titles of the actions are among these columns."""
        return self.colonnes[0].numero == 1


def parties(table: Tableau) -> list[Partie]:
    """The four parts of the table."""
    rows = [(row.intitule, cellules(row)) for row in table.lignes]
    return [
        Partie(COLONNES[first:last], [(title, values[first:last]) for title, values in rows])
        for first, last in pairwise(COUPES)
    ]


def build(document: Document) -> Built:
    """The table of the CA `subject_id`, as `params` chooses it."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    table = lire(ca, Choix(**document.params), jour_civil(document.requested_at))
    if table is None:
        raise Unbuildable("Aucun bilan n’est encore transmis.")
    title = f"{TITRE} – {ca.intitule}, {table.moment.nom}"
    return Built(
        template="documents/evaluation/tableau_suivi.html",
        context={"ca": ca, "t": table, "parties": parties(table)},
        content=_content(ca, table),
        title=title[:250],
        filename=f"tableau-de-suivi-{ca.reference}-{table.moment.fichier}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=False,
    )


def _content(ca: Cooperative, table: Tableau) -> dict:
    return {
        "ca": ca.intitule,
        "titre": table.titre,
        "moment": table.moment.nom,
        "lignes": [cellules(row) for row in table.lignes],
        "manquants": [[bilan.partie.organisation.nom, bilan.trimestre, etat.mot] for bilan, etat in table.manquants],
    }


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA: they read the transmitted bilans (R-SI-03)."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → the coopérative."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("tableau_suivi", "Tableau de suivi des actions", build, may_read, resolve=resolve)
