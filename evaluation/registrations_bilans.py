"""What the bilans give to the registries: document, landing of the links, daily mails, duties, consistency check."""

from django.urls import reverse

from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.documents.models import Piece
from coop.journal.actors import Actor
from coop.notifications import regles
from coop.notifications.daily import register_daily
from cooperatives import pieces as cooperatives_pieces
from cooperatives.queries import ordre_du_jour
from cooperatives.queries.vie import leviers as registre_des_freins
from evaluation import (
    coherence,
    courriels,
    devoirs,
    devoirs_bilans,
    devoirs_finale,
    documents,
    documents_partie,
    freins,
    rappels,
)
from evaluation.models import PreuveBilan
from evaluation.ordre_du_jour import bilans as bilans_attendus
from evaluation.rules import may_read_version
from evaluation.workflows import finale
from evaluation.workflows.preuves import ACCEPTE, PIECE


def landing(link: PersonalLink) -> str:
    """Where a link to fill a bilan lands."""
    return reverse("bilan:entree", kwargs={"object_id": link.object_id})


def may_read_evidence(actor: Actor, piece: Piece) -> bool:
    """Whoever reads one of the versions that hold the file."""
    rows = PreuveBilan.objects.filter(piece=piece).select_related("version__bilan__ca", "version__bilan__partie")
    return any(may_read_version(actor, row.version) for row in rows)


kinds.register(documents.KIND)
kinds.register(documents_partie.KIND)
kinds.register_piece_kind(PIECE, "pièce d’un bilan", may_read_evidence, accept=ACCEPTE, perimeter=documents.perimeter)
liens.register_landing(UsageLien.BILAN, landing, courriels.renewal, courriels.over)
register_daily("rappels de bilan", rappels.remind_all)
for _regle in (*devoirs.REGLES, devoirs_finale.AL_44):
    regles.register(_regle)
kinds.register_piece_kind(
    finale.PIECE, "Évaluation finale", cooperatives_pieces.may_read_charte, perimeter=cooperatives_pieces.of_visible_cas
)
regles.register(devoirs_bilans.AL_34)
inconsistances.register("syntheses_des_bilans", coherence.summaries)
ordre_du_jour.register_source("bilans", bilans_attendus)
registre_des_freins.register_source("bilans", freins.passages)
