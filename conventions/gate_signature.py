"""The gate CONVENTIONNEMENT → MISE_EN_OEUVRE: the convention is signed by the ARS and all partners (R-CONV-01)."""

from conventions.models import Convention, Signature
from conventions.queries.convention import current, frozen, signatures_of
from conventions.rules_signature import unsigned
from coop.gates import Manque
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative

AL_02 = "La convention de partenariat doit être signée par l’ARS et tous les partenaires avant la mise en œuvre."


def convention_signee(ca: Cooperative) -> list[Manque]:
    """Nothing when a convention is in force; otherwise the sentence of AL-02 with the names still waited for."""
    if Convention.objects.filter(ca=ca).en_vigueur().exists():
        return []
    convention = current(ca)
    version = frozen(convention) if convention else None
    waiting = names(unsigned(signatures_of(version)))
    precision = f"Signatures manquantes\u00a0: {waiting}." if waiting else "Elle n’est pas encore à la signature."
    url = lien("conventions:convention", ca_ref=ca.reference)
    return [Manque("convention_signee", AL_02, url, "R-CONV-01", precision=precision)]


def names(signatures: list[Signature]) -> str:
    """The parties that have not signed, each once, in their order."""
    return ", ".join(dict.fromkeys(str(s.signataire.partie) for s in signatures))
