"""The door to the service that has people sign on line: one interface, the house's own service behind it.

`COOP_SIGNATURE_PROVIDER` names the class in use. The built-in one is a simple electronic signature (one-time code by
mail); a qualified service is another class, and nothing else of the product changes (docs/documents.md).
"""

from conventions.prestataires.base import Invitation, NotAuthentic, Reponse, SignatureProvider
from conventions.prestataires.registre import current, get

__all__ = ["Invitation", "NotAuthentic", "Reponse", "SignatureProvider", "current", "get"]
