"""DOC-AVEN, DOC-RECO and the consolidated text as PDFs, from the same content and partials as their pages (domain.md §5.2)."""

from datetime import date

from conventions import adresses, jointes, logos, mise_en_page, texte_avenant
from conventions.documents import proof, verification
from conventions.enums import StatutAvenant
from conventions.models import Avenant, Convention, Signature
from conventions.queries import avenant as queries
from conventions.queries import consolide
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents.kinds import Built, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles

KIND = "avenant"
CONSOLIDEE = "convention_consolidee"
VERSION, VERSION_RECO, VERSION_CONSOLIDEE = "DOC-AVEN 2", "DOC-RECO 2", "DOC-CONS 1"
NOT_FROZEN = "L’avenant n’est pas encore à la signature\u00a0: seul son projet peut être imprimé."
NO_TEXT = "Cet avenant n’a pas de texte dans l’outil\u00a0: lisez son exemplaire signé."
NOT_YET = "La convention n’avait pas encore pris effet à cette date."


def build(document: Document) -> Built:
    """The avenant at the signature or signed, from its frozen content; its PROJET before."""
    avenant = _avenant(document.subject_id)
    lecture = queries.read(avenant)
    if lecture is None:
        raise Unbuildable(NO_TEXT)
    version, contenu = lecture.version, lecture.contenu
    if document.final and version is None:
        raise Unbuildable(NOT_FROZEN)
    signatures, marques = [sceau.signature for sceau in lecture.sceaux], logos.of_parties(contenu)
    joined = jointes.of_avenant(version) if version else ()
    return Built(
        template="documents/conventions/avenant.html",
        context={
            "lecture": lecture,
            "contenu": contenu,
            "version": version,
            "preuve": signatures if any(s.signee_le for s in signatures) else [],
            "logos": marques,
            "classeur": len(joined) > 1,
            **(verification(version) if version else {}),
        },
        content={
            "contenu": contenu,
            "signatures": [proof(s) for s in signatures],
            "logos": [marque["sha256"] for marque in marques],
        },
        title=_titre(avenant)[:250],
        filename=_filename(avenant),
        created=version.figee_le if version else document.requested_at,
        template_version=VERSION_RECO if avenant.reconduction else VERSION,
        reference=avenant.convention.reference,
        version=str(version.numero) if version else "",
        draft=version is None or avenant.statut == StatutAvenant.ABANDONNE,
        attachments=joined,
    )


def build_consolidee(document: Document) -> Built:
    """The text that obliged on `params["le"]`, and the avenants that made it."""
    convention = Convention.objects.select_related("ca__departement", "programme").get(pk=document.subject_id)
    jour = date.fromisoformat(document.params["le"])
    etats = [etat for etat in consolide.etats(convention) if etat.depuis <= jour]
    if not etats:
        raise Unbuildable(NOT_YET)
    contenu = adresses.imprime(etats[-1].contenu)
    return Built(
        template="documents/conventions/consolidee.html",
        context={
            "contenu": contenu,
            "jour": jour,
            "convention": convention,
            "avenants": [etat.avenant for etat in etats if etat.avenant],
            "repris": consolide.repris(convention, jour),
            "changements": consolide.changements(etats),
            "blocs": mise_en_page.blocs_consolides(contenu),
            "actions": mise_en_page.actions(contenu),
        },
        content={"contenu": contenu, "le": jour, "avenants": [etat.version.sha256 for etat in etats]},
        title=f"Texte consolidé au {date_longue(jour)}, convention {convention.reference}",
        filename=f"convention-{convention.reference}-consolidee-{jour.isoformat()}.pdf",
        created=document.requested_at,
        template_version=VERSION_CONSOLIDEE,
        reference=convention.reference,
        draft=False,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """The people of the CA; a signatory, through the link to its own signature of this avenant."""
    avenant = Avenant.objects.filter(pk=document.subject_id).select_related("convention__ca__departement").first()
    if avenant is None:
        return False
    if actor.link_id:
        link = PersonalLink.objects.filter(pk=actor.link_id, usage=UsageLien.SIGNER).values("object_id")
        return Signature.objects.filter(pk__in=link, version_convention__avenant=avenant).exists()
    return bool(roles(actor, avenant.convention.ca) & INTERNES)


def may_read_consolidee(actor: Actor, document: Document) -> bool:
    """The people of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def may_read_scan(actor: Actor, piece) -> bool:
    """The signed copy of an avenant is read by the people of the CA."""
    return may_read_consolidee(actor, piece)


def resolve(reference: str) -> int:
    """`CA-78-01/2` → avenant 2 of that CA; `CA-78-01` alone is its last one. Raises LookupError."""
    ca, _, numero = reference.partition("/")
    rows = Avenant.objects.filter(convention__ca__reference=ca).order_by("-convention_id", "-numero")
    row = rows.filter(numero=int(numero)).first() if numero.isdecimal() else None if numero else rows.first()
    if row is None:
        raise LookupError(f"{reference}\u00a0: aucun avenant.")
    return row.pk


def _avenant(pk) -> Avenant:
    rows = Avenant.objects.select_related("convention__ca__departement", "convention__programme")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Unbuildable("Cet avenant n’existe plus.")
    return found


def _titre(avenant: Avenant) -> str:
    return f"Acte de reconduction expresse – {avenant}" if avenant.reconduction else texte_avenant.titre(avenant)


def _filename(avenant: Avenant) -> str:
    kind = "reconduction" if avenant.reconduction else "avenant"
    return f"{kind}-{avenant.convention.reference}-{avenant.numero}.pdf"
