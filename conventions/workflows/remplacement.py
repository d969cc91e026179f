"""Another person signs for a party: the text at the signature does not change, and nobody signs again (docs/decisions/0011)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels
from conventions.models import DemandeSignature, Partie, Signataire, Signature
from conventions.rules_signature import COORDINATION_ONLY, closed, coordinates_signature, is_open, waiting_before
from conventions.workflows import signature as verbs
from conventions.workflows._signature import held, say
from conventions.workflows.parties import retire
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.models import Contact

ALREADY = "Cette personne signe déjà ce texte pour cette partie."


@transaction.atomic
def remplacer(
    signature: Signature,
    *,
    actor: Actor,
    contact: Contact | None,
    qualite: str,
    par_delegation: bool = False,
    delegation: str = "",
) -> Signature:
    """Ask `contact` (on paper without one) instead of who has not signed; a refusal of the former person is lifted.

    What was sent to the former person opens and signs nothing any more. ValidationError once signed or out of date.
    """
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = held(signature)
    signature.refusee_le, motif, signature.motif_refus = None, signature.motif_refus, ""
    if not is_open(signature):
        raise ValidationError(closed(signature))
    former = signature.signataire
    somebody_else = former.contact_id != (contact.pk if contact else None)
    signataire = _signataire(signature, contact) if somebody_else else former
    signataire.qualite, signataire.par_delegation, signataire.retire_le = qualite.strip(), par_delegation, None
    signataire.delegation = delegation.strip() if par_delegation else ""
    signataire.full_clean()
    signataire.save()
    signature.in_quality_of(signataire)
    signature.signataire = signataire
    if somebody_else:
        signature.ouverte_le = signature.relancee_le = None
    signature.full_clean()
    signature.save()
    say(
        "replace_signatory",
        f"{signataire.partie}\u00a0: {'une autre personne signera' if somebody_else else 'la signature sera donnée'}, en qualité de {signataire.mention}.",
        signature.version_convention,
        actor=actor,
        comment=motif,
        organisation_id=signataire.partie.organisation_id,
    )
    if somebody_else:
        retire(former)
        oublier(signature, actor=actor, comment="Une autre personne signe pour cette partie.")
        courriels.ask(signature, actor=actor, apres=waiting_before(signature))
    return signature


def pending(partie: Partie) -> Signature | None:
    """What the first signatory of a party has still to answer on the text of the convention at the signature."""
    rows = Signature.objects.select_related("version_convention__convention", "version_convention__avenant")
    rows = rows.filter(signataire__partie=partie, signee_le__isnull=True, signataire__retire_le__isnull=True)
    rows = rows.filter(version_convention__abandonnee_le__isnull=True, version_convention__avenant__isnull=True)
    return rows.order_by("signataire_id").first()


def _signataire(signature: Signature, contact: Contact | None) -> Signataire:
    """The row of `contact` for this party, one that had been retired included."""
    partie = signature.signataire.partie
    known = partie.signataires.filter(contact=contact).first() if contact else None
    if known and known.signatures.filter(version_convention=signature.version_convention_id).exists():
        raise ValidationError({"contact": ALREADY})
    return known or Signataire(partie=partie, contact=contact)


def oublier(signature: Signature, *, actor: Actor, comment: str) -> None:
    """Nothing sent so far signs any more: links, codes, requests to an outside service."""
    verbs.revoke_links([signature.pk], actor=actor, comment=comment)
    signature.codes.all().delete()
    DemandeSignature.objects.filter(signature=signature, terminee_le__isnull=True).update(terminee_le=horloge.now())


__all__ = ["oublier", "pending", "remplacer"]
