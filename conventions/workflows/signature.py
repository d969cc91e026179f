"""Putting a convention to signature, asking, signing, refusing, reopening (decisions.md 16 to 18).

Every verb locks the CA first, then reads again: two people signing last at the same moment are put in line.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import annexes, courriels, sources, texte
from conventions.enums import ModeSignature, StatutConvention
from conventions.models import Convention, Signature, VersionConvention
from conventions.rules_signature import (
    COORDINATION_ONLY,
    coordinates,
    coordinates_signature,
    is_open,
    missing,
    not_signed_on,
    waiting_before,
)
from conventions.workflows._signature import expected, held, locked, say, sign, signatures, write_refusal
from conventions.workflows._versions import freeze
from conventions.workflows.signature_electronique import (
    mark_opened,
    refuse_with_code,
    request_code,
    request_code_to_refuse,
    sign_with_code,
)
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused, require
from coop.documents.models import Piece
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor


@transaction.atomic
def put_to_signature(
    convention: Convention, *, actor: Actor, rangs: Mapping[int, int] | None = None
) -> VersionConvention:
    """Freeze the text and ask each signatory; raises Blocked with the sentences of what is missing.

    `rangs` (party → rank) makes an ordered round: those of a rank sign together, after those of the ranks before.
    """
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = locked(convention)
    if convention.statut != StatutConvention.BROUILLON:
        raise Blocked([Manque("texte_fige", "Cette convention est déjà à la signature ou en vigueur.")])
    rows = sources.read(convention)
    obligations = [manque for manque in missing(rows) if manque.obligation]
    if obligations:
        raise Blocked(obligations)
    contenu = texte.assemble(rows, horloge.today(), annexes.choisies(convention))
    version = freeze(convention, contenu, rows.parties, rangs=rangs)
    convention.statut = StatutConvention.EN_SIGNATURE
    convention.save_version()
    say(
        "put_to_signature",
        f"Version {version.numero} mise à la signature\u00a0: {texte.summary(version.contenu)}.",
        version,
        actor=actor,
        data={"sha256": version.sha256},
    )
    ask_all(version, actor=actor)
    return version


def ask_all(version: VersionConvention, *, actor: Actor) -> None:
    """Write to each signatory of a version that has just been frozen; who signs later is told after whom."""
    for signature in signatures(version):
        courriels.ask(signature, actor=actor, apres=waiting_before(signature))


@transaction.atomic
def remind(signature: Signature, *, actor: Actor) -> Signature:
    """Send the link again to a signatory who has not answered. ValidationError without anybody to write to."""
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = expected(signature)
    if names := waiting_before(signature):
        raise ValidationError(f"Ce n’est pas encore son tour. Signature attendue avant la sienne\u00a0: {names}.")
    if not courriels.ask(signature, actor=actor, reminder=True):
        raise ValidationError("Ce signataire n’a pas de contact\u00a0: enregistrez sa signature sur papier.")
    signature.relancee_le = horloge.now()
    signature.full_clean()
    signature.save()
    say("remind", f"{signature.signataire} est relancé pour signer.", signature.version_convention, actor=actor)
    return signature


@transaction.atomic
def remind_all(convention: Convention, *, actor: Actor) -> int:
    """Remind everybody who has not answered, whose turn it is and who can be written to; how many were."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    version = current_version(convention)
    return remind_version(version, actor=actor) if version else 0


@transaction.atomic
def remind_version(version: VersionConvention, *, actor: Actor) -> int:
    """The same for one frozen text, a convention or an avenant."""
    require(coordinates, actor, version.convention.ca, COORDINATION_ONLY)
    waiting = [s for s in signatures(version) if is_open(s) and s.signataire.contact_id and not waiting_before(s)]
    for signature in waiting:
        remind(signature, actor=actor)
    return len(waiting)


@transaction.atomic
def sign_on_paper(
    signature: Signature, *, actor: Actor, signee_le: date, lieu: str = "", scan: Piece | None = None
) -> Signature:
    """Record a signature given on paper, on the date it bears: late recording sets the effect in the past.

    A date before the frozen version is accepted (a running CA entered with its past, decisions.md 9); one in the
    future raises ValidationError.
    """
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = expected(signature, recorded=True)
    if signee_le > horloge.today():
        raise ValidationError({"signee_le": "La date de signature ne peut pas être dans le futur."})
    if reason := not_signed_on(signature.version_convention, signee_le):
        raise ValidationError({"signee_le": reason})
    signature.lieu, signature.scan = lieu.strip(), scan
    return sign(signature, ModeSignature.PAPIER, signee_le, actor=actor)


@transaction.atomic
def refuse(signature: Signature, *, actor: Actor, motif: str) -> Signature:
    """The coordination records a refusal told otherwise (a letter, a meeting); everybody concerned is told.

    Who is asked to sign refuses with a code (`refuse_with_code`): a refusal holds everybody, as a signature obliges.
    """
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    return write_refusal(expected(signature), motif=motif, actor=actor)


@transaction.atomic
def ask_again(signature: Signature, *, actor: Actor) -> Signature:
    """Ask once more somebody who refused, on the same text: the refusal stays in the journal, the round goes on."""
    require(coordinates_signature, actor, signature, COORDINATION_ONLY)
    signature = held(signature)
    if signature.refusee_le is None:
        raise ValidationError("Cette signature n’a pas été refusée.")
    motif, signature.refusee_le, signature.motif_refus = signature.motif_refus, None, ""
    if not is_open(signature):
        raise ValidationError("Ce texte n’est plus à la signature.")
    signature.full_clean()
    signature.save()
    say(
        "ask_again",
        f"La signature de {signature.signataire} est redemandée après son refus.",
        signature.version_convention,
        actor=actor,
        comment=motif,
    )
    courriels.ask(signature, actor=actor, apres=waiting_before(signature))
    return signature


@transaction.atomic
def reopen(convention: Convention, *, actor: Actor, motif: str) -> Convention:
    """Void the version at the signature, with its signatures and links, and go back to drafting (decisions.md 17)."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = locked(convention)
    version = current_version(convention)
    if convention.statut != StatutConvention.EN_SIGNATURE or version is None:
        raise Refused("Une convention en vigueur se modifie par un avenant signé par les parties.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi la convention est rouverte."})
    void(version, motif=motif, actor=actor)
    convention.statut = StatutConvention.BROUILLON
    convention.save_version()
    say(
        "reopen",
        f"Version {version.numero} abandonnée, la convention est rouverte.",
        version,
        actor=actor,
        comment=motif.strip(),
    )
    courriels.tell_reopened(version)
    return convention


def void(version: VersionConvention, *, motif: str, actor: Actor) -> None:
    """End a version: its signatures no longer count, its links no longer open."""
    version.abandonnee_le, version.motif_abandon = horloge.now(), motif.strip()
    version.full_clean()
    version.save()
    ids = list(version.signatures.values_list("pk", flat=True))
    revoke_links(ids, actor=actor, comment="Le texte de la convention est rouvert.")


def current_version(convention: Convention) -> VersionConvention | None:
    """The frozen version at the signature or in force; None while drafting."""
    return convention.versions.courante().select_related("convention__ca__departement").first()


def revoke_links(signatures: list[int], *, actor: Actor, comment: str) -> None:
    """Close the personal links of some signatures, by id."""
    for link in PersonalLink.objects.filter(usage=UsageLien.SIGNER, object_id__in=signatures, revoque_le__isnull=True):
        liens.revoke(link, actor=actor, comment=comment)


__all__ = [
    "ask_again",
    "ask_all",
    "current_version",
    "mark_opened",
    "put_to_signature",
    "refuse",
    "refuse_with_code",
    "remind",
    "remind_all",
    "remind_version",
    "reopen",
    "request_code",
    "request_code_to_refuse",
    "revoke_links",
    "sign_on_paper",
    "sign_with_code",
    "void",
]
