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
    devoirs_faisabilite,
    devoirs_finale,
    documents,
    documents_consolide,
    documents_partie,
    documents_suivi,
    freins,
    rappels,
)
from evaluation.models import Bilan, PreuveBilan
from evaluation.ordre_du_jour import bilans as bilans_attendus
from evaluation.rules import fills_on_behalf, may_read_version, owns
from evaluation.workflows import finale, reponses, tableur
from evaluation.workflows.preuves import ACCEPTE, PIECE


def landing(link: PersonalLink) -> str:
    """Where a link to fill a bilan lands."""
    return reverse("bilan:entree", kwargs={"object_id": link.object_id})


def may_read_evidence(actor: Actor, piece: Piece) -> bool:
    """Whoever reads one of the versions that hold the file."""
    rows = PreuveBilan.objects.filter(piece=piece).select_related("version__bilan__ca", "version__bilan__partie")
    return any(may_read_version(actor, row.version) for row in rows)


def may_read_workbook(actor: Actor, piece: Piece) -> bool:
    """A workbook given back is a draft: its party reads it, and who fills for it."""
    bilan = Bilan.objects.filter(pk=piece.subject_id).select_related("ca", "partie").first()
    return bilan is not None and bool((owns | fills_on_behalf)(actor, bilan))


kinds.register(documents.KIND)
kinds.register(documents_partie.KIND)
kinds.register(documents_suivi.KIND)
kinds.register(documents_consolide.KIND)
kinds.register_piece_kind(PIECE, "pièce d’un bilan", may_read_evidence, accept=ACCEPTE, perimeter=documents.perimeter)
kinds.register_piece_kind(
    tableur.PIECE, "bilan rempli dans un tableur", may_read_workbook, accept=("xlsx",), perimeter=documents.perimeter
)
liens.register_landing(UsageLien.BILAN, landing, courriels.renewal, courriels.over)
register_daily("rappels de bilan", rappels.remind_all)
for _regle in (*devoirs.REGLES, devoirs_faisabilite.FAISAB_AVIS, devoirs_finale.AL_44):
    regles.register(_regle)
kinds.register_piece_kind(
    finale.PIECE, "Évaluation finale", cooperatives_pieces.may_read_charte, perimeter=cooperatives_pieces.of_visible_cas
)
kinds.register_piece_kind(
    reponses.PIECE, "preuve de l’évaluation", cooperatives_pieces.may_read_charte, accept=reponses.ACCEPTE,
    perimeter=cooperatives_pieces.of_visible_cas,
)  # fmt: skip
regles.register(devoirs_bilans.AL_34)
inconsistances.register("syntheses_des_bilans", coherence.summaries)
ordre_du_jour.register_source("bilans", bilans_attendus)
registre_des_freins.register_source("bilans", freins.passages)
