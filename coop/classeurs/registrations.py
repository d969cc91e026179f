"""What the workbooks give to the registries: the kind of the files kept."""

from coop.classeurs import modele
from coop.classeurs.models import Import
from coop.classeurs.workflows import PIECE
from coop.documents import kinds
from coop.documents.models import Piece
from coop.journal.actors import Actor


def may_read_file(actor: Actor, piece: Piece) -> bool:
    """Who may import there reads what was deposited there."""
    row = Import.objects.filter(piece=piece).first()
    if row is None:
        return False
    try:
        m = modele.get(row.modele)
    except KeyError:
        return False
    return m.peut(actor, m.cible(row.cible))


kinds.register_piece_kind(PIECE, "fichier importé", may_read_file, accept=("xlsx",))
