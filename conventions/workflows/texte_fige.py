"""Editing while the text is at the signature: what it changes is told first, then the round starts again (decisions.md 17)."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels, differences, sources, texte
from conventions.enums import StatutConvention
from conventions.models import Convention, Signature
from conventions.rules_signature import COORDINATION_ONLY, coordinates, coordinates_signature, waiting_before
from conventions.workflows import signature as verbs
from conventions.workflows._signature import expected, locked, say
from conventions.workflows.remplacement import oublier
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate, User
from coop.accounts.predicates import require
from coop.accounts.workflows import close_what_was_sent
from coop.journal.actors import Actor
from coop.organisations.models import Contact

# A writing verb, to be called over the version that was read (True) or over the row as it is now (False).
Ecriture = Callable[[bool], object]


class _Undo(Exception):
    """Ends a trial: nothing of it is kept."""


@transaction.atomic
def changements(convention: Convention, ecrire: Ecriture, *, actor: Actor) -> list[str]:
    """What writing would change in the text to sign, as sentences; empty when it is nothing that is signed.

    The writing is tried and undone; what it raises (a field, a stale version) is raised.
    """
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    version = verbs.current_version(convention)
    try:
        with transaction.atomic():
            Convention.objects.filter(pk=convention.pk).update(statut=StatutConvention.BROUILLON)
            ecrire(True)
            after = texte.assemble(sources.read(_fresh(convention)))
            raise _Undo
    except _Undo:
        return _sentences(version.contenu, after) if version else []


@transaction.atomic
def rouvrir_et_ecrire(convention: Convention, ecrire: Ecriture, *, actor: Actor, motif: str) -> Convention:
    """Void the signatures with a reason, tell everybody, and write. StaleVersion when somebody has written meanwhile."""
    locked(convention)
    changements(convention, ecrire, actor=actor)
    reopened = verbs.reopen(convention, actor=actor, motif=motif)
    ecrire(False)
    return reopened


@transaction.atomic
def corriger_adresse(signature: Signature, *, actor: Actor, email: str) -> Signature:
    """Correct the address of who signs and send the link again there; no signature given is touched.

    Nothing sent to the wrong address opens any more. ValidationError on an address that is another person's, or that of
    somebody with an account or a mandate of the ARS: whoever holds the address then holds the mandate.
    """
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = expected(signature)
    contact = signature.signataire.contact
    if contact is None:
        raise ValidationError("Ce signataire signe sur papier\u00a0: il n’a pas d’adresse à corriger.")
    if User.objects.filter(contact=contact).exists():
        raise ValidationError(
            "Cette personne a un compte\u00a0: son adresse se change dans «\u00a0Comptes et mandats\u00a0»."
        )
    if Mandate.objects.active().filter(contact=contact).exclude(role=RoleMandat.PARTENAIRE).exists():
        raise ValidationError(
            "Cette personne tient un mandat\u00a0: son adresse se change dans «\u00a0Comptes et mandats\u00a0»."
        )
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    contact.email = email.strip().lower()
    contact.save_version()
    reason = "L’adresse du signataire est corrigée."
    oublier(signature, actor=actor, comment=reason)
    close_what_was_sent(contact, actor=actor, comment=reason)
    summary = f"L’adresse de {signature.signataire} est corrigée, son lien est renvoyé."
    say("correct_address", summary, signature.version_convention, actor=actor)
    signature.signataire.contact = contact
    courriels.ask(signature, actor=actor, apres=waiting_before(signature))
    return signature


def _fresh(convention: Convention) -> Convention:
    return Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)


def _sentences(before: dict, after: dict) -> list[str]:
    found = [difference.phrase for difference in differences.between(before, after)]
    old = {partie["id"]: partie for partie in before["parties"]}
    for partie in after["parties"]:
        found += _of_partie(old.get(partie["id"], partie), partie)
    if _lieu(before) != _lieu(after):
        found.append("Le lieu de signature change.")
    return found


def _of_partie(before: dict, after: dict) -> list[str]:
    """What changes of a party that stays one: under which title it signs, in what quality it is represented."""
    found = [f"{after['denomination']} signe à un autre titre."] if before["type"] != after["type"] else []
    if before["qualite"] != after["qualite"]:
        old, new = (f"«\u00a0représentée par {side['qualite']}\u00a0»" for side in (before, after))
        found.append(f"{after['denomination']}\u00a0: {old} est remplacé par {new}.")
    return found


def _lieu(contenu: dict) -> str:
    """The place printed above the signatures."""
    segments = (s for bloc in contenu["blocs"] for paragraph in bloc["paragraphes"] for s in paragraph)
    return next((value for name, value in segments if name == "lieu"), "")


__all__ = ["changements", "corriger_adresse", "rouvrir_et_ecrire"]
