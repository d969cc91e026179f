"""What a service of electronic signature is, seen from the convention."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from conventions.enums import ModeSignature
from conventions.models import Signature


class NotAuthentic(Exception):
    """The call does not come from the service."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the service did when asked: nothing to follow (a code left by mail), or its reference and where to go on."""

    reference: str = ""
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class Reponse:
    """What an outside service answers later: the moment and the text signed, or why the person refused.

    `preuve` is kept as it came (plain data), `sha256` is the fingerprint of the text that was given to `ask`.
    """

    reference: str
    signee_le: datetime | None = None
    sha256: str = ""
    motif_refus: str = ""
    preuve: dict = field(default_factory=dict)


class SignatureProvider(ABC):
    """A service that has somebody sign one frozen text. Subclass it, name it in COOP_SIGNATURE_PROVIDER.

    `code` is its slug (kept with each request, and in the address of its callback), `mode` the level it gives, printed
    in the proof. `par_code` is True when the signatory types a code on our page; otherwise our page leads to
    `Invitation.adresse` and the service calls `/signature/<code>/`.
    """

    code: str
    mode: ModeSignature
    par_code: bool = False
    bouton: str
    explication: str
    # « <signataire> … », in the journal.
    demande: str

    @abstractmethod
    def ask(self, signature: Signature) -> Invitation:
        """Have this person asked to sign `signature.version_convention`. ValidationError says why it cannot be now."""

    def check(self, signature: Signature, code: str) -> Callable[[], None]:
        """Verify a typed code; the callable given back spends it, in the transaction of the signature."""
        raise ValidationError("Ce service de signature n’attend pas de code ici.")

    def read(self, request: HttpRequest) -> Reponse:
        """The answer carried by a call of the service, once its origin is proved. Raises NotAuthentic."""
        raise NotAuthentic
