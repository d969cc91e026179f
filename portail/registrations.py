"""What the portal gives to the registries: documents, the duty of the mails not delivered, the end of what was kept long enough."""

from coop.documents import kinds
from coop.notifications import regles
from coop.notifications.daily import register_daily
from portail import (
    devoirs_courriels,
    documents_bilans,
    documents_carnet,
    documents_evaluation_regionale,
    documents_fiche_projet,
    documents_note,
)
from portail.conservation import effacement

kinds.register(documents_bilans.KIND)
kinds.register(documents_carnet.KIND)
kinds.register(documents_evaluation_regionale.KIND)
kinds.register(documents_fiche_projet.KIND)
kinds.register(documents_note.KIND)
regles.register(devoirs_courriels.REGLE)
register_daily("données effacées", effacement.du_jour)
