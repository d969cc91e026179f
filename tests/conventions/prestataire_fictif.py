"""A qualified service, played: it gives an address to go on at, then calls back with a proof under its own key."""

import hashlib
import hmac
import json
from datetime import datetime

from django.http import HttpRequest

from conventions.enums import ModeSignature
from conventions.models import Signature
from conventions.prestataires import Invitation, NotAuthentic, Reponse, SignatureProvider

KEY = b"cle fictive"


class PrestataireFictif(SignatureProvider):
    code = "fictif"
    mode = ModeSignature.QUALIFIEE
    bouton = "J’ai lu, signer chez le prestataire"
    explication = "Vous signez chez un prestataire qualifié fictif."
    demande = "est envoyé chez le prestataire fictif"

    def ask(self, signature: Signature) -> Invitation:
        reference = f"enveloppe-{signature.pk}-{signature.demandes.count() + 1}"
        return Invitation(reference, f"https://signature.invalid/{reference}")

    def read(self, request: HttpRequest) -> Reponse:
        if not hmac.compare_digest(seal(request.body), request.headers.get("X-Sceau", "")):
            raise NotAuthentic
        data = json.loads(request.body)
        signed = data.get("signee_le")
        return Reponse(
            reference=data["reference"],
            signee_le=datetime.fromisoformat(signed) if signed else None,
            sha256=data.get("sha256", ""),
            motif_refus=data.get("motif", ""),
            preuve=data,
        )


def seal(body: bytes) -> str:
    return hmac.new(KEY, body, hashlib.sha256).hexdigest()


def call(client, *, proved: bool = True, code: str = "fictif", **data):
    """What the service posts."""
    body = json.dumps(data).encode()
    headers = {"X-Sceau": seal(body) if proved else "faux"}
    return client.post(f"/signature/{code}/", data=body, content_type="application/json", headers=headers)
