"""Signing on line, through the service that the settings name (`conventions.prestataires`, decisions.md 18)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels, prestataires
from conventions.models import DemandeSignature, Signature
from conventions.prestataires import Reponse
from conventions.rules_signature import SIGNATORY_ONLY, closed, is_open, is_signatory, not_signed_on, waiting_before
from conventions.workflows import codes
from conventions.workflows._signature import expected, held, say, sign, write_refusal
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.ui.typographie import jour_civil


def request_code(signature: Signature, *, actor: Actor) -> Signature:
    """Ask the service to have the signatory sign, who has then opened the text: a code by mail, or an address to go to.

    ValidationError when it is not the turn of this signatory, or when asked too often.
    """
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    service = prestataires.current()
    with transaction.atomic():
        signature = expected(signature)
        _on_turn(signature)
        invitation = service.ask(signature)
        mark_opened(signature)
        if invitation.reference:
            _keep(signature, service.code, invitation)
        say("request_code", f"{signature.signataire} {service.demande}.", signature.version_convention, actor=actor)
    return signature


def sign_with_code(signature: Signature, *, actor: Actor, code: str) -> Signature:
    """Sign the current version with the code received; ValidationError (field `code`) when it is wrong or too old.

    The try is counted in a transaction of its own, so that a refusal does not undo it.
    """
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    service = prestataires.current()
    if not is_open(signature):
        raise ValidationError(closed(signature))
    use = service.check(signature, code)
    with transaction.atomic():
        signature = expected(signature)
        _on_turn(signature)
        use()
        signature.lieu = ""
        return sign(signature, service.mode, horloge.today(), actor=actor)


def request_code_to_refuse(signature: Signature, *, actor: Actor) -> Signature:
    """Send the signatory a code to refuse with, whatever the service that signs and even before its turn."""
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    with transaction.atomic():
        signature = expected(signature)
        courriels.send_code(signature, codes.issue(signature), codes.MINUTES)
        mark_opened(signature)
        summary = f"{signature.signataire} a demandé un code pour refuser de signer."
        say("request_code", summary, signature.version_convention, actor=actor)
    return signature


def refuse_with_code(signature: Signature, *, actor: Actor, motif: str, code: str) -> Signature:
    """Refuse with the code received: whoever was forwarded the link refuses for nobody.

    ValidationError (field `code`) when it is wrong or too old, (field `motif`) without a reason; a try is counted in
    a transaction of its own.
    """
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    if not is_open(signature):
        raise ValidationError(closed(signature))
    row = codes.consume(signature, code)
    with transaction.atomic():
        signature = write_refusal(expected(signature), motif=motif, actor=actor)
        codes.mark_used(row)
    return signature


def receive(code: str, reponse: Reponse, *, actor: Actor) -> Signature:
    """Record what an outside service answers: signed, or refused with its reason. The same answer twice counts once.

    Raises DemandeSignature.DoesNotExist for a request that we never made, ValidationError when nothing is expected any
    more: the answer is then kept and journaled, and changes nothing.
    """
    asked = DemandeSignature.objects.select_related("signature__version_convention__convention__ca__departement").get(
        prestataire=code, reference=reponse.reference
    )
    try:
        return _record(asked, reponse, actor)
    except ValidationError as error:
        with transaction.atomic():
            _close(asked, reponse)
            summary = "Une réponse du prestataire de signature n’a pas pu compter."
            say(
                "late_answer",
                summary,
                asked.signature.version_convention,
                actor=actor,
                comment=" ".join(error.messages),
                data={"prestataire": code, "reference": reponse.reference},
            )
        raise


@transaction.atomic
def _record(asked: DemandeSignature, reponse: Reponse, actor: Actor) -> Signature:
    service = prestataires.get(asked.prestataire)
    signature = held(asked.signature)
    if DemandeSignature.objects.get(pk=asked.pk).terminee_le:  # as it is under the lock
        return signature
    _close(asked, reponse)
    signature = expected(signature)
    if reponse.motif_refus:
        return write_refusal(signature, motif=reponse.motif_refus, actor=actor)
    if reponse.signee_le is None or reponse.sha256 != signature.version_convention.sha256:
        raise ValidationError("Le prestataire n’a pas fait signer le texte qui est à la signature.")
    _on_turn(signature)
    jour = jour_civil(reponse.signee_le)
    if reason := not_signed_on(signature.version_convention, jour):
        raise ValidationError(reason)
    signature.lieu, signature.reference_service = "", reponse.reference
    return sign(signature, service.mode, jour, actor=actor, prestataire=service.code, reference=reponse.reference)


def _close(asked: DemandeSignature, reponse: Reponse) -> None:
    asked.terminee_le, asked.reponse = horloge.now(), reponse.preuve
    asked.full_clean()
    asked.save()


def mark_opened(signature: Signature) -> None:
    """Keep the first moment the signatory acted on the text. A mere GET never counts: mail scanners prefetch."""
    Signature.objects.filter(pk=signature.pk, ouverte_le__isnull=True).update(ouverte_le=horloge.now())


def _on_turn(signature: Signature) -> None:
    """ValidationError that names whose turn it is, in an ordered round."""
    if names := waiting_before(signature):
        raise ValidationError(f"Ce n’est pas encore votre tour. Signature attendue avant la vôtre\u00a0: {names}.")


def _keep(signature: Signature, code: str, invitation: prestataires.Invitation) -> None:
    row = DemandeSignature(
        signature=signature, prestataire=code, reference=invitation.reference, adresse=invitation.adresse
    )
    row.full_clean()
    row.save()


__all__ = [
    "mark_opened",
    "receive",
    "refuse_with_code",
    "request_code",
    "request_code_to_refuse",
    "sign_with_code",
]
