"""The passation of a coordination (one document for whoever takes over) and the lettre de mission to sign."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Coordinateur, LettreMission
from cooperatives.pieces import of_visible_cas
from cooperatives.queries.passation import Dossier, dossier
from cooperatives.roles import ANIMATION, ARS, roles


def build_passation(document: Document) -> Built:
    """The state of the CA, what is open, who is who, where the documents are."""
    ca = Cooperative.objects.select_related("departement").filter(pk=document.subject_id).first()
    if ca is None:
        raise Unbuildable("Cette coopérative n’existe plus.")
    read = dossier(ca)
    return Built(
        template="documents/cooperatives/passation.html",
        context={"ca": ca, "d": read, "phase": Phase(ca.phase).label, "membres": _members(read)},
        content=_content(ca, read),
        title=f"Dossier de passation – {ca.intitule}"[:250],
        filename=f"passation-{ca.reference}.pdf",
        created=document.requested_at,
        template_version="PASSATION 2",
        reference=ca.reference,
        draft=False,
    )


def _members(read: Dossier) -> list[tuple]:
    """(member, people who speak for it)."""
    return [(membre, read.contacts.get(membre.pk, [])) for membre in read.membres]


def _content(ca: Cooperative, read: Dossier) -> dict:
    return {
        "ca": [ca.intitule, ca.phase, ca.statut],
        "coordinateurs": [str(row) for row in read.coordinateurs],
        "devoirs": [[fait.title, fait.text, fait.due] for fait in read.devoirs],
        "taches": [[t.libelle, t.qui, t.fin] for t in read.taches],
        "decisions": [[d.numero, d.texte, d.responsable, d.echeance] for d in read.decisions],
        "reunions": [[str(r), r.lieu] for r in (*read.reunions, *read.dernieres)],
        "membres": [[str(m), m.role_mission, [[str(r), r.contact.email] for r in who]] for m, who in _members(read)],
        "freins": [[str(f), f.action_corrective] for f in read.freins],
        "documents": [d.title for d in read.documents],
        "pieces": [p.original_name for p in read.pieces],
        "passations": [[p.le, p.mot] for p in read.passations],
    }


def build_lettre(document: Document) -> Built:
    """The letter of one coordinator, with the missions written or, failing that, those of the model."""
    rows = Coordinateur.objects.select_related("ca__departement", "contact__organisation", "lettre")
    row = rows.filter(pk=document.subject_id).first()
    if row is None:
        raise Unbuildable("Ce coordinateur n’est plus désigné.")
    lettre = getattr(row, "lettre", None) or LettreMission(coordinateur=row)
    missions = [line.strip() for line in lettre.missions.splitlines() if line.strip()]
    return Built(
        template="documents/cooperatives/lettre_mission.html",
        context={"ca": row.ca, "c": row, "lettre": lettre, "missions": missions},
        content={
            "ca": row.ca.intitule,
            "contact": row.contact.fonction,
            "type": row.type,
            "debut": row.debut,
            "missions": missions,
            "lettre": [lettre.datee_le, lettre.rattachement, lettre.quotite],
        },
        title=f"Lettre de mission – {row.contact.fonction}"[:250],
        filename=f"lettre-de-mission-{row.ca.reference}-{row.rang}.pdf",
        created=document.requested_at,
        template_version="LETTRE-MISSION 1",
        reference=row.ca.reference,
        draft=lettre.datee_le is None,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """Those who animate the CA and the ARS: contacts, duties and missions are theirs."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & (ARS | ANIMATION))


def resolve_ca(ref: str) -> int:
    return Cooperative.objects.get(reference=ref).pk


def resolve_lettre(ref: str) -> int:
    """`CA-78-01` → its first coordinator."""
    return Coordinateur.objects.filter(ca__reference=ref, rang=1).latest("debut").pk


KINDS = (
    DocumentKind("passation", "Dossier de passation", build_passation, may_read, of_visible_cas, resolve_ca),
    DocumentKind("lettre_mission", "Lettre de mission", build_lettre, may_read, of_visible_cas, resolve_lettre),
)
