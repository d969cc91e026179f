"""What every verb of the signature shares: the row under the lock, the signature itself, who is next, the journal."""

from datetime import date

from django.core.exceptions import ValidationError

from conventions import courriels
from conventions.enums import ModeSignature
from conventions.models import Convention, Signature, VersionConvention
from conventions.rules_signature import closed, is_open, turn
from conventions.workflows import vigueur_avenant
from conventions.workflows.vigueur import enter_if_complete
from coop import horloge
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative


def sign(signature: Signature, mode: ModeSignature, signee_le: date, *, actor: Actor, **data) -> Signature:
    """Write the signature of a row held by `expected`, then what it sets in motion; `data` goes to the journal."""
    version, before = signature.version_convention, turn(signature.version_convention)
    signature.signee_le, signature.mode, signature.sha256_signe = signee_le, mode, version.sha256
    signature.enregistree_par, signature.enregistree_le = actor.label, horloge.now()
    signature.full_clean()
    signature.save()
    summary = f"{signature.signataire} a signé le {date_longue(signee_le)} ({signature.get_mode_display()})."
    say(
        "sign",
        summary,
        version,
        actor=actor,
        data={"sha256": version.sha256, **data},
        organisation_id=signature.signataire.partie.organisation_id,
    )
    _complete(version, actor)
    _call_next(version, before, actor)
    return signature


def write_refusal(signature: Signature, *, motif: str, actor: Actor) -> Signature:
    """Keep the refusal of a row held by `expected`, and tell everybody concerned."""
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi\u00a0: les autres parties le liront."})
    signature.refusee_le, signature.motif_refus = horloge.now(), motif.strip()
    signature.ouverte_le = signature.ouverte_le or signature.refusee_le
    signature.full_clean()
    signature.save()
    say(
        "refuse",
        f"{signature.signataire} refuse de signer.",
        signature.version_convention,
        actor=actor,
        comment=motif.strip(),
    )
    courriels.tell_refusal(signature)
    return signature


def _complete(version: VersionConvention, actor: Actor) -> None:
    """What the last signature sets in motion: a convention in force, or an avenant that applies."""
    if version.avenant_id:
        vigueur_avenant.apply_if_complete(version, actor=actor)
    else:
        enter_if_complete(version, actor=actor)


def _call_next(version: VersionConvention, before: int | None, actor: Actor) -> None:
    """In an ordered round, write to those whose turn has just come."""
    now = turn(version)
    if now is None or now == before:
        return
    for row in signatures(version):
        if row.rang == now and is_open(row):
            courriels.ask(row, actor=actor, tour=True)


def signatures(version: VersionConvention) -> list[Signature]:
    """Every signature of a version, as the verbs read them."""
    rows = version.signatures.select_related(
        "version_convention__convention__ca__departement", "signataire__contact", "signataire__partie__organisation"
    )
    return list(rows)


def locked(convention: Convention) -> Convention:
    """The convention as it is once its CA is held: always in this order, CA then convention."""
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    return Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)


def expected(signature: Signature, *, recorded: bool = False) -> Signature:
    """The signature as it is under the lock; ValidationError, with its cause, when no answer is waited for any more.

    `recorded` is a signature given before, on paper: a renewal signed in time may be recorded late (decisions.md 20).
    """
    fresh = held(signature)
    if not is_open(fresh, recorded=recorded):
        raise ValidationError(closed(fresh))
    return fresh


def held(signature: Signature) -> Signature:
    """The signature as it is once its CA is held, whatever was answered."""
    Cooperative.objects.select_for_update().get(pk=signature.version_convention.convention.ca_id)
    return Signature.objects.select_related(
        "version_convention__convention__ca__departement", "signataire__contact", "signataire__partie__organisation"
    ).get(pk=signature.pk)


def say(verb: str, summary: str, version: VersionConvention, *, actor: Actor, **extra) -> None:
    """Journal an act on the convention of `version`."""
    convention = version.convention
    record(
        f"convention.{verb}",
        summary[:500],
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        **extra,
    )
