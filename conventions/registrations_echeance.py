"""What the échéance and the résiliation give to the registries."""

from conventions import devoirs_echeance, documents_resiliation
from conventions.workflows.resiliation import abandonner_les_resilies
from coop.documents import kinds
from coop.notifications import regles
from coop.notifications.daily import register_daily

kinds.register(documents_resiliation.KIND)
kinds.register_piece_kind(
    documents_resiliation.PIECE,
    "avis de réception",
    documents_resiliation.may_read_receipt,
    perimeter=documents_resiliation.perimeter,
)
for _regle in devoirs_echeance.REGLES:
    regles.register(_regle)
register_daily("avenants des conventions résiliées", abandonner_les_resilies)
