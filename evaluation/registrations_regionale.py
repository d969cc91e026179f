"""What the evaluation of the région gives to the registries: the report of an external evaluation."""

from coop.documents import kinds
from coop.documents.models import Piece
from coop.journal.actors import Actor
from evaluation.rules_regionale import reads_region
from evaluation.workflows import externes


def may_read(actor: Actor, piece: Piece) -> bool:
    """Whoever reads the pages of the région."""
    return bool(reads_region(actor))


kinds.register_piece_kind(externes.PIECE, "Rapport d’évaluation externe", may_read)
