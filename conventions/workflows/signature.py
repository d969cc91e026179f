"""Putting a convention to signature, asking, signing, refusing, reopening (decisions.md 16 to 18).

Every verb locks the CA first, then reads again: two people signing last at the same moment are put in line.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels, sources, texte
from conventions.enums import ModeSignature, StatutConvention
from conventions.models import Convention, Signature, VersionConvention
from conventions.rules_signature import (
    COORDINATION_ONLY,
    SIGNATORY_ONLY,
    coordinates,
    coordinates_signature,
    is_open,
    is_signatory,
    missing,
    not_signed_on,
)
from conventions.workflows import codes, vigueur_avenant
from conventions.workflows._versions import freeze
from conventions.workflows.vigueur import enter_if_complete
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused, require
from coop.documents.models import Piece
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative

OVER = "Cette signature n’est plus attendue\u00a0: le texte a été rouvert, ou la réponse est déjà donnée."


@transaction.atomic
def put_to_signature(convention: Convention, *, actor: Actor) -> VersionConvention:
    """Freeze the text and ask each signatory; raises Blocked with the sentences of what is missing."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = _locked(convention)
    if convention.statut != StatutConvention.BROUILLON:
        raise Blocked([Manque("texte_fige", "Cette convention est déjà à la signature ou en vigueur.")])
    rows = sources.read(convention)
    obligations = [manque for manque in missing(rows) if manque.obligation]
    if obligations:
        raise Blocked(obligations)
    version = freeze(convention, texte.assemble(rows, horloge.today()), rows.parties)
    convention.statut = StatutConvention.EN_SIGNATURE
    convention.save_version()
    _say(
        "put_to_signature",
        f"Version {version.numero} mise à la signature\u00a0: {texte.summary(version.contenu)}.",
        version,
        actor,
        data={"sha256": version.sha256},
    )
    ask_all(version, actor=actor)
    return version


def ask_all(version: VersionConvention, *, actor: Actor) -> None:
    """Write to each signatory of a version that has just been frozen."""
    for signature in _signatures(version):
        courriels.ask(signature, actor=actor)


@transaction.atomic
def remind(signature: Signature, *, actor: Actor) -> Signature:
    """Send the link again to a signatory who has not answered. ValidationError without anybody to write to."""
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = _expected(signature)
    if not courriels.ask(signature, actor=actor, reminder=True):
        raise ValidationError("Ce signataire n’a pas de contact\u00a0: enregistrez sa signature sur papier.")
    signature.relancee_le = horloge.now()
    signature.full_clean()
    signature.save()
    _say("remind", f"{signature.signataire} est relancé pour signer.", signature.version_convention, actor)
    return signature


@transaction.atomic
def remind_all(convention: Convention, *, actor: Actor) -> int:
    """Remind everybody who has not answered and can be written to; how many were."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    version = current_version(convention)
    return remind_version(version, actor=actor) if version else 0


@transaction.atomic
def remind_version(version: VersionConvention, *, actor: Actor) -> int:
    """The same for one frozen text, a convention or an avenant."""
    require(coordinates, actor, version.convention.ca, COORDINATION_ONLY)
    waiting = [s for s in _signatures(version) if is_open(s) and s.signataire.contact_id]
    for signature in waiting:
        remind(signature, actor=actor)
    return len(waiting)


def mark_opened(signature: Signature) -> None:
    """Keep the first moment the signatory acted on the text. A mere GET never counts: mail scanners prefetch."""
    Signature.objects.filter(pk=signature.pk, ouverte_le__isnull=True).update(ouverte_le=horloge.now())


@transaction.atomic
def sign_on_paper(
    signature: Signature, *, actor: Actor, signee_le: date, lieu: str = "", scan: Piece | None = None
) -> Signature:
    """Record a signature given on paper, on the date it bears: late recording sets the effect in the past.

    A date before the frozen version is accepted (a running CA entered with its past, decisions.md 9); one in the
    future raises ValidationError.
    """
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = _expected(signature, recorded=True)
    if signee_le > horloge.today():
        raise ValidationError({"signee_le": "La date de signature ne peut pas être dans le futur."})
    if reason := not_signed_on(signature.version_convention, signee_le):
        raise ValidationError({"signee_le": reason})
    signature.lieu, signature.scan = lieu.strip(), scan
    return _sign(signature, ModeSignature.PAPIER, signee_le, actor)


def request_code(signature: Signature, *, actor: Actor) -> Signature:
    """Send a one-time code to the signatory, who has then opened the text. ValidationError when asked too often."""
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    with transaction.atomic():
        signature = _expected(signature)
        code = codes.issue(signature)
        mark_opened(signature)
        courriels.send_code(signature, code, codes.MINUTES)
        _say(
            "request_code",
            f"{signature.signataire} a demandé son code de signature.",
            signature.version_convention,
            actor,
        )
    return signature


def sign_with_code(signature: Signature, *, actor: Actor, code: str) -> Signature:
    """Sign the current version with the code received; ValidationError (field `code`) when it is wrong or too old.

    The try is counted in a transaction of its own, so that a refusal does not undo it.
    """
    require(is_signatory, actor, signature, SIGNATORY_ONLY)
    if not is_open(signature):
        raise ValidationError(OVER)
    used = codes.consume(signature, code)
    with transaction.atomic():
        signature = _expected(signature)
        codes.mark_used(used)
        signature.lieu = ""
        return _sign(signature, ModeSignature.ELECTRONIQUE, horloge.today(), actor)


@transaction.atomic
def refuse(signature: Signature, *, actor: Actor, motif: str) -> Signature:
    """The signatory (or the coordination, told otherwise) says no, and why; everybody concerned is told."""
    require(is_signatory | coordinates_signature, actor, signature, SIGNATORY_ONLY)
    signature = _expected(signature)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi\u00a0: les autres parties le liront."})
    signature.refusee_le, signature.motif_refus = horloge.now(), motif.strip()
    signature.ouverte_le = signature.ouverte_le or signature.refusee_le
    signature.full_clean()
    signature.save()
    _say(
        "refuse",
        f"{signature.signataire} refuse de signer.",
        signature.version_convention,
        actor,
        comment=motif.strip(),
    )
    courriels.tell_refusal(signature)
    return signature


@transaction.atomic
def reopen(convention: Convention, *, actor: Actor, motif: str) -> Convention:
    """Void the version at the signature, with its signatures and links, and go back to drafting (decisions.md 17)."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = _locked(convention)
    version = current_version(convention)
    if convention.statut != StatutConvention.EN_SIGNATURE or version is None:
        raise Refused("Une convention en vigueur se modifie par un avenant signé par les parties.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi la convention est rouverte."})
    void(version, motif=motif, actor=actor)
    convention.statut = StatutConvention.BROUILLON
    convention.save_version()
    _say(
        "reopen",
        f"Version {version.numero} abandonnée, la convention est rouverte.",
        version,
        actor,
        comment=motif.strip(),
    )
    courriels.tell_reopened(version)
    return convention


def void(version: VersionConvention, *, motif: str, actor: Actor) -> None:
    """End a version: its signatures no longer count, its links no longer open."""
    version.abandonnee_le, version.motif_abandon = horloge.now(), motif.strip()
    version.full_clean()
    version.save()
    _revoke_links(version, actor)


def current_version(convention: Convention) -> VersionConvention | None:
    """The frozen version at the signature or in force; None while drafting."""
    return convention.versions.courante().select_related("convention__ca__departement").first()


def _sign(signature: Signature, mode: ModeSignature, signee_le: date, actor: Actor) -> Signature:
    version = signature.version_convention
    signature.signee_le, signature.mode, signature.sha256_signe = signee_le, mode, version.sha256
    signature.enregistree_par, signature.enregistree_le = actor.label, horloge.now()
    signature.full_clean()
    signature.save()
    summary = f"{signature.signataire} a signé le {date_longue(signee_le)} ({signature.get_mode_display()})."
    _say(
        "sign",
        summary,
        version,
        actor,
        data={"sha256": version.sha256},
        organisation_id=signature.signataire.partie.organisation_id,
    )
    _complete(version, actor)
    return signature


def _complete(version: VersionConvention, actor: Actor) -> None:
    """What the last signature sets in motion: a convention in force, or an avenant that applies."""
    if version.avenant_id:
        vigueur_avenant.apply_if_complete(version, actor=actor)
    else:
        enter_if_complete(version, actor=actor)


def _signatures(version: VersionConvention) -> list[Signature]:
    rows = version.signatures.select_related(
        "version_convention__convention__ca__departement", "signataire__contact", "signataire__partie__organisation"
    )
    return list(rows)


def _locked(convention: Convention) -> Convention:
    """The convention as it is once its CA is held: always in this order, CA then convention."""
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    return Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)


def _expected(signature: Signature, *, recorded: bool = False) -> Signature:
    """The signature as it is under the lock; ValidationError when no answer is waited for any more.

    `recorded` is a signature given before, on paper: a renewal signed in time may be recorded late (decisions.md 20).
    """
    Cooperative.objects.select_for_update().get(pk=signature.version_convention.convention.ca_id)
    fresh = Signature.objects.select_related(
        "version_convention__convention__ca__departement", "signataire__contact", "signataire__partie__organisation"
    ).get(pk=signature.pk)
    if not is_open(fresh, recorded=recorded):
        raise ValidationError(OVER)
    return fresh


def _revoke_links(version: VersionConvention, actor: Actor) -> None:
    ids = list(version.signatures.values_list("pk", flat=True))
    for link in PersonalLink.objects.filter(usage=UsageLien.SIGNER, object_id__in=ids, revoque_le__isnull=True):
        liens.revoke(link, actor=actor, comment="Le texte de la convention est rouvert.")


def _say(verb: str, summary: str, version: VersionConvention, actor: Actor, **extra) -> None:
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


__all__ = [
    "ask_all",
    "current_version",
    "mark_opened",
    "put_to_signature",
    "refuse",
    "remind",
    "remind_all",
    "remind_version",
    "reopen",
    "request_code",
    "sign_on_paper",
    "sign_with_code",
    "void",
]
