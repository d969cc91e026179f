"""DOC-CONV: the convention as a PDF, from the same content and the same partial as its page (architecture.md 5)."""

from collections.abc import Iterable

from django.urls import reverse

from conventions import (
    adresses,
    annexes,
    jointes,
    logos,
    mise_en_page,
    mise_en_page_annexes,
    montants,
    sources,
    texte,
)
from conventions.enums import AnnexeConvention
from conventions.models import Convention, Partie, Signature, VersionConvention
from conventions.queries.convention import current, frozen, signatures_of
from conventions.queries.verification import CODE_MINIMUM
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.tokens import absolute
from coop.documents.kinds import Built, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles

KIND = "convention"
TEMPLATE = "documents/conventions/convention.html"
TEMPLATE_VERSION = "convention-3"
NOT_FROZEN = "La convention n’est pas encore à la signature\u00a0: seul son projet peut être imprimé."


def build(document: Document) -> Built:
    """The version at the signature or in force, from its frozen content; the live draft, as a PROJET, before."""
    convention = _convention(document.subject_id)
    version = frozen(convention)
    if document.final and version is None:
        raise Unbuildable(NOT_FROZEN)
    # What is frozen is printed from the frozen content, but for the addresses, which oblige nobody.
    rows = None if version else sources.read(convention)
    whole = texte.assemble(rows, annexes=annexes.choisies(convention)) if rows else version.contenu
    frozen_or_live = whole if montants.imprime(document) else montants.sans_repartition(whole)
    coupe = frozen_or_live["annexes"].keys() != whole["annexes"].keys()
    contenu = adresses.imprime(frozen_or_live)
    signatures, marques = signatures_of(version), logos.of_parties(contenu)
    titre = f"Convention de partenariat relative à {convention.programme.intitule or texte.A_COMPLETER}"
    return Built(
        template=TEMPLATE,
        context=context_of(contenu, version, signatures, rows.parties if rows else ())
        | {"logos": marques, "coupe": coupe},
        content={
            "contenu": frozen_or_live,
            "adresses": [partie["adresse"] for partie in contenu["parties"]],
            "signatures": [proof(s) for s in signatures],
            "logos": [marque["sha256"] for marque in marques],
            # Two readers who do not open each other’s copy have two copies, even when nothing is left out.
            "montants": montants.imprime(document),
        },
        title=titre[:250],
        filename=_filename(convention, version),
        created=version.figee_le if version else document.requested_at,
        template_version=TEMPLATE_VERSION,
        reference=convention.reference,
        version=str(version.numero) if version else "",
        draft=version is None,
        attachments=jointes.of_version(version) if version and not coupe else (),
    )


def may_read(actor: Actor, document: Document) -> bool:
    """The people of the CA, those who read amounts when it may hold some; a signatory, by the link to its own signature."""
    convention = Convention.objects.filter(pk=document.subject_id).select_related("ca__departement").first()
    if convention is None:
        return False
    if actor.link_id:
        link = PersonalLink.objects.filter(pk=actor.link_id, usage=UsageLien.SIGNER).values_list("object_id")
        return Signature.objects.filter(pk__in=link, version_convention__convention=convention).exists()
    return bool(
        roles(actor, convention.ca) & (montants.lecteurs(document) if _may_hold_amounts(document) else INTERNES)
    )


def _may_hold_amounts(document: Document) -> bool:
    """A PROJET follows a choice that may change; what is frozen says whether the distribution is in it."""
    if not document.final:
        return True
    versions = VersionConvention.objects.filter(convention=document.subject_id, avenant__isnull=True)
    return versions.filter(contenu__annexes__has_key=AnnexeConvention.REPARTITION.value).exists()


def resolve(reference: str) -> int:
    """The convention of a CA (« CA-78-01 ») or of its own reference; LookupError when there is none."""
    convention = Convention.objects.filter(reference=reference).first()
    if convention is None:
        ca = Cooperative.objects.filter(reference=reference).first()
        convention = current(ca) if ca else None
    if convention is None:
        raise LookupError(f"{reference}\u00a0: aucune convention.")
    return convention.pk


def verification_url(version: VersionConvention) -> str:
    """The public page that says whether the text is whole and still obliges; its address is the fingerprint."""
    return absolute(reverse("verification:version", kwargs={"code": version.sha256}))


def verification(version: VersionConvention) -> dict:
    """What `_verifier.html` prints: the square code, and for whoever types, « 4f1c 09ab 77d2 e310 » and where."""
    import segno  # 40 ms that the pages do not pay

    digits = version.sha256[:CODE_MINIMUM]
    square = segno.make(verification_url(version), error="m", micro=False)
    return {
        "qr": square.svg_data_uri(scale=3, border=0),
        "code": " ".join(digits[i : i + 4] for i in range(0, CODE_MINIMUM, 4)),
        "adresse": absolute(reverse("verification:accueil")),
    }


def _convention(pk) -> Convention:
    convention = Convention.objects.filter(pk=pk).select_related("ca__departement", "programme").first()
    if convention is None:
        raise Unbuildable("Cette convention n’existe plus.")
    return convention


def context_of(
    contenu: dict, version: VersionConvention | None, signatures: list[Signature], parties: Iterable[Partie] = ()
) -> dict:
    """What the template is given of a content, its version once frozen, and the answers of its signatories."""
    return {
        "contenu": contenu,
        "blocs": mise_en_page.blocs(contenu),
        "actions": mise_en_page.actions(contenu),
        "blocs_signature": mise_en_page.signature_blocks(contenu, signatures, parties=parties),
        "annexes": mise_en_page_annexes.annexes(contenu["annexes"]),
        "version": version,
        "preuve": signatures if any(s.signee_le for s in signatures) else [],
        "classeur": True,
        "page": False,
    } | (verification(version) if version else {})


def proof(signature: Signature) -> dict:
    """What a printed proof says of one signature, as plain data."""
    return {
        "signataire": signature.signataire_id,
        "mention": signature.mention,
        "signee_le": signature.signee_le,
        "mode": signature.mode,
        "reference": signature.reference_service,
        "lieu": signature.lieu,
        "sha256": signature.sha256_signe,
        "enregistree_le": signature.enregistree_le,
        "enregistree_par": signature.enregistree_par,
    }


def _filename(convention: Convention, version: VersionConvention | None) -> str:
    return f"convention-{convention.reference}-{f'v{version.numero}' if version else 'projet'}.pdf"
