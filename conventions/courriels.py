"""What the convention writes to people: asked to sign, reminded, code, refusal, reopening, entry into force."""

from collections.abc import Iterable
from datetime import timedelta

from conventions.models import Avenant, Convention, Signature, VersionConvention
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.organisations.models import Contact
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.models import Coordinateur
from cooperatives.models.perimetre import running

# A signature is asked for two months; a reminder carries its own link.
LINK_FOR = timedelta(days=60)
FOLDER = "conventions/signature/courriels"


def ask(signature: Signature, *, actor: Actor, reminder: bool = False, apres: str = "", tour: bool = False) -> bool:
    """Send the personal link to sign; False when nobody can be written to (a signature on paper).

    In an ordered round, `apres` names who signs before: the link is then given to read. `tour` says that it has come.
    """
    contact, convention = signature.signataire.contact, signature.version_convention.convention
    if contact is None:
        return False
    issued = liens.create(
        contact=contact,
        usage=UsageLien.SIGNER,
        object_id=signature.pk,
        expire_le=horloge.now() + LINK_FOR,
        actor=actor,
        content_version=signature.version_convention.sha256,
        ca_id=convention.ca_id,
    )
    verb = "Rappel\u00a0: signer" if reminder else "À votre tour de signer" if tour else "Lire" if apres else "Signer"
    mail.send(
        contact=contact,
        kind="convention.relancer" if reminder else "convention.signer",
        subject=f"{verb} {document(signature.version_convention)}, {convention.ca.intitule}",
        template=f"{FOLDER}/signer.txt",
        context=_about(signature)
        | {
            "rappel": reminder,
            "tour": tour,
            "apres": apres,
            "action_url": issued.url,
            "action_label": "Lire le texte" if apres else "Lire et signer",
        },
        secrets=[issued.url],
        **_place(convention, signature),
    )
    return True


def send_code(signature: Signature, code: str, minutes: int) -> None:
    """Send the one-time code; the kept row hides it."""
    convention = signature.version_convention.convention
    mail.send(
        contact=signature.signataire.contact,
        kind="convention.code",
        subject=f"Votre code pour signer {document(signature.version_convention)}",
        template=f"{FOLDER}/code.txt",
        context=_about(signature) | {"code": code, "minutes": minutes},
        secrets=[code],
        **_place(convention, signature),
    )


def tell_refusal(signature: Signature) -> None:
    """Everybody concerned learns the refusal and its reason."""
    _tell_all(
        signature.version_convention,
        "convention.refus",
        "refus.txt",
        f"{document(signature.version_convention).capitalize()}\u00a0: refus de {signature.signataire.partie}",
        _about(signature) | {"ordonnee": _is_ordered(signature.version_convention)},
    )


def tell_reopened(version: VersionConvention) -> None:
    """The signatures gathered so far no longer count."""
    _tell_all(
        version,
        "convention.rouverte",
        "rouverte.txt",
        f"Texte rouvert, {document(version)}, {version.convention.ca.intitule}",
        _text(version) | {"motif": version.motif_abandon},
    )


def tell_abandoned(version: VersionConvention) -> None:
    """The avenant will not be signed: the text in force stays as it is (decisions.md 17)."""
    _tell_all(
        version,
        "avenant.abandonne",
        "avenant_abandonne.txt",
        f"{document(version).capitalize()} est abandonné, {version.convention.ca.intitule}",
        _text(version) | {"motif": version.motif_abandon},
    )


def tell_in_force(version: VersionConvention) -> None:
    """The convention, or the avenant, has taken effect."""
    convention = version.convention
    context = _text(version) | {"date_echeance": date_longue(convention.date_echeance)}
    if version.avenant_id:
        avenant = Avenant.objects.get(pk=version.avenant_id)
        kind, template = "avenant.en_vigueur", "avenant_en_vigueur.txt"
        subject = f"{avenant} signé, {convention.ca.intitule}"
        phrases = [d["phrase"] for d in version.contenu["differences"]]
        context |= {"avenant": avenant, "date_effet": date_longue(avenant.date_effet), "phrases": phrases}
    else:
        effet = date_longue(convention.date_effet)
        kind, template = "convention.en_vigueur", "en_vigueur.txt"
        subject = f"La convention a pris effet le {effet}"
        context |= {"date_effet": effet}
    _tell_all(version, kind, template, subject, context)


def document(version: VersionConvention) -> str:
    """What a mail asks to sign: « la convention de partenariat », « l’avenant n° 1 à la convention de partenariat »."""
    if version.avenant_id is None:
        return "la convention de partenariat"
    return f"l’avenant n°\u00a0{version.contenu['numero']} à la convention de partenariat"


def _tell_all(version: VersionConvention, kind: str, template: str, subject: str, context: dict) -> None:
    """Write to everybody concerned, with the link to the convention."""
    convention = version.convention
    for contact in _concerned(version):
        mail.send(
            contact=contact,
            kind=kind,
            subject=subject,
            template=f"{FOLDER}/{template}",
            context=context | {"action_url": _page(convention), "action_label": "Voir la convention"},
            ca_id=convention.ca_id,
            departement=convention.ca.departement.code,
            organisation_id=contact.organisation_id,
        )


def _concerned(version: VersionConvention) -> Iterable[Contact]:
    """The signatories of the version and the coordinators, each once."""
    signers = version.signatures.filter(signataire__contact__isnull=False).select_related("signataire__contact")
    people = [s.signataire.contact for s in signers]
    coordinators = Coordinateur.objects.filter(running(), ca=version.convention.ca_id).select_related("contact")
    people += [c.contact for c in coordinators]
    return {contact.pk: contact for contact in people}.values()


def _is_ordered(version: VersionConvention) -> bool:
    return version.signatures.filter(rang__gt=1).exists()


def _text(version: VersionConvention) -> dict:
    """What every template names: the convention, its coopérative, and the text in words."""
    convention = version.convention
    return {"convention": convention, "ca": convention.ca, "document": document(version)}


def _about(signature: Signature) -> dict:
    return _text(signature.version_convention) | {
        "partie": signature.signataire.partie,
        "qualite": signature.mention,
        "motif": signature.motif_refus,
    }


def _place(convention: Convention, signature: Signature) -> dict:
    return {
        "ca_id": convention.ca_id,
        "departement": convention.ca.departement.code,
        "organisation_id": signature.signataire.partie.organisation_id,
    }


def _page(convention: Convention) -> str:
    return lien("conventions:convention", ca_ref=convention.ca.reference)
