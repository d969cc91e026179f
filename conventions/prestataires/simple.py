"""The built-in service: simple electronic signature by a one-time code, sent to the addressee alone (decisions.md 18)."""

from collections.abc import Callable

from conventions import courriels
from conventions.enums import ModeSignature
from conventions.models import Signature
from conventions.prestataires.base import Invitation, SignatureProvider
from conventions.workflows import codes


class SignatureSimple(SignatureProvider):
    """Whoever holds the link still needs the mailbox of the signatory: a forwarded mail signs nothing."""

    code = "simple"
    mode = ModeSignature.ELECTRONIQUE
    par_code = True
    bouton = "J’ai lu, recevoir mon code"
    explication = (
        "Un code à usage unique vous est envoyé par courriel\u00a0: le saisir vaut signature électronique simple."
    )
    demande = "a demandé son code de signature"

    def ask(self, signature: Signature) -> Invitation:
        courriels.send_code(signature, codes.issue(signature), codes.MINUTES)
        return Invitation()

    def check(self, signature: Signature, code: str) -> Callable[[], None]:
        row = codes.consume(signature, code)
        return lambda: codes.mark_used(row)
