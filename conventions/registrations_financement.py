"""What the financing gives to the registries: its draft act, the letter of request, its alerts and checks."""

from conventions import coherence_financement, devoirs_financement, documents_subvention
from conventions.forms_financement import PIECE
from coop import inconsistances
from coop.documents import kinds
from coop.notifications import regles

kinds.register(documents_subvention.KIND)
kinds.register_piece_kind(PIECE, "courrier de demande de subvention", documents_subvention.may_read_courrier)
for _regle in devoirs_financement.REGLES:
    regles.register(_regle)
inconsistances.register("repartitions_validees", coherence_financement.repartitions)
inconsistances.register("cumuls_des_decisions", coherence_financement.cumuls)
